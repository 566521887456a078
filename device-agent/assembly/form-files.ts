/** Forms and their pictures by hash: what is printed, shown and carried away is the file that the content's manifest names. */
import { err, type Result } from '../../shared/base/result.ts';
import { readAttachment, type Attachment } from '../catalog/attachments.ts';

/** A file with the type that it is served as. */
export interface FormFile {
  readonly bytes: Uint8Array;
  readonly type: 'application/pdf' | 'image/png';
}

/** Finds files. `content.unreadable`: no such file in the content, or changed since it was loaded. */
export interface FormFiles {
  byHash(sha256: string): Result<FormFile, 'content.unreadable'>;
}

/** Looks in the package folders for what `attachments` names. */
export function formFilesOf(folders: readonly string[], attachments: Iterable<Attachment>): FormFiles {
  const byHash = new Map([...attachments].map((attachment) => [attachment.sha256, attachment]));
  return {
    byHash(sha256) {
      const attachment = byHash.get(sha256);
      const type = attachment === undefined ? null : typeOf(attachment.path);
      if (attachment === undefined || type === null) return err('content.unreadable');
      const read = readAttachment(folders, attachment);
      return read.ok ? { ok: true, value: { bytes: read.value, type } } : read;
    },
  };
}

function typeOf(path: string): FormFile['type'] | null {
  if (path.endsWith('.pdf')) return 'application/pdf';
  return path.endsWith('.png') ? 'image/png' : null;
}
