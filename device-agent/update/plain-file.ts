/** Files of a stick as plain files only: no link, pipe or device is opened. */
import { constants } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';

/** Null for links, pipes, devices and what is not there. */
export async function openPlainFile(path: string): Promise<FileHandle | null> {
  try {
    // Asked first: opening a pipe would wait for its other end.
    if (!(await lstat(path)).isFile()) return null;
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return null;
  }
}

/** The bytes of a plain file; null where there is none, or one of more than `max` bytes. */
export async function readPlainFile(path: string, max: number): Promise<Uint8Array | null> {
  const file = await openPlainFile(path);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    if (size > max) return null;
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    return bytesRead === size ? bytes : null;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
