/** Blank and sample forms of guides: what the page shows of one, and which file of the package it is. */
import type { FormView } from '../../shared/catalog/views.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import type { Attachment } from './attachments.ts';
import type { Content } from './content.ts';

/** Which form of which guide. */
export interface FormWhich {
  readonly id: string;
  readonly material: string;
  readonly form: 'blank' | 'sample';
}

/** A form as a file with the name that its print job gets. */
export interface FormPrint {
  readonly title: string;
  readonly attachment: Attachment;
}

/** The form's page; null where the guide asks for no such form. `formsBaseUrl`: where the hall's network offers the same files. */
export function formPage(content: Content, guide: Guide, which: FormWhich, formsBaseUrl: string | null): FormView | null {
  const found = formOf(content, guide, which);
  if (found === null) return null;
  const { attachment, material } = found;
  const known = content.forms.get(fileName(attachment));
  const picture = known?.picture === undefined ? undefined : content.attachments.get(`files/${known.picture}`);
  return {
    guide: guide.id,
    guideName: guide.name,
    material: material.id,
    materialName: material.name,
    form: which.form,
    pages: known?.pages ?? null,
    bytes: attachment.bytes,
    sha256: attachment.sha256,
    picture: picture === undefined ? null : `/forms/${served(picture)}`,
    phoneUrl: formsBaseUrl === null ? null : new URL(served(attachment), formsBaseUrl).href,
    hasOther: formOf(content, guide, { ...which, form: which.form === 'blank' ? 'sample' : 'blank' }) !== null,
  };
}

/** The file to print; null where the guide asks for no such form. */
export function formPrint(content: Content, guide: Guide, which: FormWhich): FormPrint | null {
  const found = formOf(content, guide, which);
  if (found === null) return null;
  return { title: `${found.material.name}（${which.form === 'blank' ? '空表' : '样表'}）`, attachment: found.attachment };
}

/** The name under which the agent serves a file: its hash, so that the same name is always the same file. */
export function served(attachment: Attachment): string {
  return `${attachment.sha256}${attachment.path.slice(attachment.path.lastIndexOf('.'))}`;
}

function formOf(
  content: Content,
  guide: Guide,
  which: FormWhich,
): { readonly material: NonNullable<Guide['materials']>[number]; readonly attachment: Attachment } | null {
  const material = guide.materials?.find((one) => one.id === which.material);
  const file = which.form === 'blank' ? material?.blankForm : material?.sampleForm;
  const attachment = file === undefined ? undefined : content.attachments.get(`files/${file}`);
  return material === undefined || attachment === undefined ? null : { material, attachment };
}

function fileName(attachment: Attachment): string {
  return attachment.path.slice('files/'.length);
}
