/** Files that must be whole or absent after a power cut: written beside, fsynced, renamed, directory fsynced. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a new or renamed name in `directory` survive a power cut. */
export function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Replaces `path` with `bytes` at once or not at all. `mode` are permission bits. Throws what the file system throws. */
export function writeFileDurably(path: string, bytes: Uint8Array, mode: number): void {
  const beside = `${path}.new`;
  const handle = openSync(beside, 'w', mode);
  try {
    let at = 0;
    while (at < bytes.length) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, path);
  syncDirectory(dirname(path));
}
