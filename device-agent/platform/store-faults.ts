/** Which errors of SQLite and of the file system are expected, and the words of the fault list for them. */
import type { FaultCode } from '../../shared/fault/fault.ts';

/** What can befall durable storage. */
export type StoreFault = Extract<FaultCode, 'store.disk-full' | 'store.unreadable'>;

/** Primary result codes (https://sqlite.org/rescode.html) that are the disk's doing and not ours. */
const BY_RESULT_CODE: Readonly<Record<number, StoreFault>> = {
  8: 'store.unreadable', // SQLITE_READONLY
  10: 'store.unreadable', // SQLITE_IOERR
  11: 'store.unreadable', // SQLITE_CORRUPT
  13: 'store.disk-full', // SQLITE_FULL
  14: 'store.unreadable', // SQLITE_CANTOPEN
  26: 'store.unreadable', // SQLITE_NOTADB
};

const BY_ERRNO: Readonly<Record<string, StoreFault>> = {
  ENOSPC: 'store.disk-full',
  EDQUOT: 'store.disk-full',
  EIO: 'store.unreadable',
  EROFS: 'store.unreadable',
  EACCES: 'store.unreadable',
  EPERM: 'store.unreadable',
};

/** SQLite's primary result code of an error, or null when the error is not SQLite's. */
export function resultCodeOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  // The low byte is the primary code; the rest says where it happened.
  return error.errcode & 0xff;
}

/** The fault behind an error; null means a broken assumption of ours, to be thrown on. */
export function storeFaultOf(error: unknown): StoreFault | null {
  const code = resultCodeOf(error);
  if (code !== null) return BY_RESULT_CODE[code] ?? null;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return BY_ERRNO[error.code] ?? null;
  return null;
}
