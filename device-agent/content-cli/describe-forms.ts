/** `files.json` of a package: pages and a picture of the first page for every form, made once per form and kept while it stays the same. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { formFileSchema } from '../../shared/catalog/form-file.ts';
import type { FormFile } from '../../shared/catalog/form-file.ts';
import { filesUnder, sha256Of } from '../catalog/package-files.ts';
import { countPages } from '../documents/count-pages.ts';

const LIST = 'files.json';
/** Dots per inch of a picture: sharp at the width of a kiosk's screen; black and white keeps it at some 25 KB. */
const PICTURE_DPI = 150;
/** Drawing one page takes well under a second. */
const DRAW_MS = 20_000;

/** Rewrites `files.json`. Without poppler's `pdftoppm` a new form gets no picture; the page then shows its name, pages and size. */
export async function describeForms(dir: string): Promise<void> {
  const pdfs = filesUnder(dir).filter((path) => path.startsWith('files/') && path.endsWith('.pdf'));
  const before = new Map(knownForms(dir).map((form) => [form.file, form]));
  const forms: FormFile[] = [];
  for (const path of pdfs) {
    const file = basename(path);
    const bytes = readFileSync(join(dir, path));
    const known = before.get(file);
    before.delete(file);
    if (known?.sha256 === sha256Of(bytes)) forms.push(known);
    else {
      const pages = await countPages(bytes);
      if (!pages.ok) throw new Error(`${path} 不是能打开的 PDF`);
      forms.push({ file, pages: pages.value, sha256: sha256Of(bytes), ...pictureOf(dir, file) });
    }
  }
  for (const { picture } of before.values()) if (picture !== undefined) rmSync(join(dir, 'files', picture), { force: true });
  if (forms.length > 0) writeFileSync(join(dir, LIST), `${JSON.stringify(forms, null, 2)}\n`);
}

function knownForms(dir: string): readonly FormFile[] {
  const path = join(dir, LIST);
  if (!existsSync(path)) return [];
  const checked = v.safeParse(v.array(formFileSchema), JSON.parse(readFileSync(path, 'utf8')));
  return checked.success ? checked.output : [];
}

function pictureOf(dir: string, file: string): { readonly picture?: string } {
  const name = basename(file, '.pdf');
  try {
    const options = ['-mono', '-r', String(PICTURE_DPI), '-png', '-f', '1', '-l', '1', '-singlefile'];
    execFileSync('pdftoppm', [...options, join(dir, 'files', file), join(dir, 'files', name)], { timeout: DRAW_MS, stdio: 'ignore' });
    return { picture: `${name}.png` };
  } catch {
    return {};
  }
}
