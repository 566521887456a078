/** The audit log: append-only lines, each chained to the one before and fsynced, its head anchored in the database. */
import { randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Clock } from '../platform/clock.ts';
import { syncDirectory } from '../platform/files.ts';
import { storeFaultOf, type StoreFault } from '../platform/store-faults.ts';
import type { Store } from '../platform/store.ts';
import { formatEntry, GENESIS } from './entry.ts';
import { assertAuditable, type AuditEvent, type AuditEventCode } from './events.ts';
import { fileName, readTail, type Tail } from './tail.ts';

/** A new file begins when the old one has grown to this; the chain goes on across files. */
const ROTATE_BYTES = 4 * 1024 * 1024;

/** The log. */
export interface AuditLog {
  /** `ok` means: on the disk and anchored. On `store.disk-full` what must be audited must not be done. Throws on an event with a person's data. */
  append(event: AuditEvent): Result<null, StoreFault>;
  /** Eight characters of the head and its number, for a technician's page or a slip: an anchor that no one on this machine can rewrite. */
  headCode(): string;
  close(): void;
}

interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** Opens the log in `<directory>/audit`. What a crash or a hand left behind is never mended, but said in the log's own next line. */
export function openAuditLog(
  directory: string,
  store: Store,
  clock: Clock,
  rotateBytes: number = ROTATE_BYTES,
): Result<AuditLog, StoreFault> {
  try {
    const folder = join(directory, 'audit');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return opened(folder, store, clock, rotateBytes);
  } catch (error) {
    const fault = storeFaultOf(error);
    if (fault === null) throw error;
    return err(fault);
  }
}

function opened(folder: string, store: Store, clock: Clock, rotateBytes: number): Result<AuditLog, StoreFault> {
  const boot = randomBytes(8).toString('hex');
  const setAnchor = store.prepare(
    'INSERT INTO audit_anchor (id, seq, hash) VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET seq = ?1, hash = ?2',
  );
  const tail = readTail(folder);
  const start = startingPoint(tail, readAnchor(store));
  let head = start.head;
  let file = openFile(folder, start.newFile ? tail.file + 1 : Math.max(1, tail.file));

  function append(event: AuditEvent): Result<null, StoreFault> {
    assertAuditable(event);
    const place = { seq: head.seq + 1, at: clock.wall().toISOString(), mono: Math.round(clock.monotonicMs()), boot, prev: head.hash };
    const { line, hash } = formatEntry(place, event);
    try {
      if (file.size >= rotateBytes) file = nextFile(folder, file);
      writeLine(file, line);
    } catch (error) {
      const fault = storeFaultOf(error);
      if (fault === null) throw error;
      return err(fault);
    }
    head = { seq: place.seq, hash };
    const anchored = store.transaction(() => setAnchor.run(head.seq, head.hash));
    return anchored.ok ? ok(null) : anchored;
  }

  for (const event of start.findings) {
    const said = append({ actor: 'agent', event, session: null, object: null, subject: null, result: 'ok' });
    if (!said.ok) return said;
  }
  return ok({ append, headCode: () => `${head.seq}-${head.hash.slice(0, 8).toUpperCase()}`, close: () => closeSync(file.handle) });
}

/** Where the chain goes on, given what the disk and the anchor say. */
function startingPoint(
  tail: Tail,
  anchor: Head | null,
): { readonly head: Head; readonly newFile: boolean; readonly findings: readonly AuditEventCode[] } {
  const onDisk = tail.head ?? { seq: 0, hash: GENESIS };
  const torn: readonly AuditEventCode[] = tail.torn ? ['audit.torn-line'] : [];
  if (anchor === null) {
    return { head: onDisk, newFile: tail.torn, findings: tail.head === null ? torn : [...torn, 'audit.anchor-lost'] };
  }
  // The missing numbers stay missing: the verifier finds the gap for ever.
  if (onDisk.seq < anchor.seq) return { head: anchor, newFile: true, findings: [...torn, 'audit.tail-missing'] };
  if (onDisk.seq > anchor.seq) return { head: onDisk, newFile: tail.torn, findings: [...torn, 'audit.ahead-of-anchor'] };
  return { head: onDisk, newFile: tail.torn, findings: torn };
}

function readAnchor(store: Store): Head | null {
  const row = store.prepare('SELECT seq, hash FROM audit_anchor WHERE id = 1').get();
  return row === undefined ? null : { seq: Number(row['seq']), hash: String(row['hash']) };
}

interface OpenFile {
  readonly number: number;
  readonly handle: number;
  size: number;
}

function openFile(folder: string, number: number): OpenFile {
  const handle = openSync(join(folder, fileName(number)), 'a', 0o600);
  syncDirectory(folder);
  return { number, handle, size: fstatSync(handle).size };
}

function nextFile(folder: string, file: OpenFile): OpenFile {
  const next = openFile(folder, file.number + 1);
  closeSync(file.handle);
  return next;
}

function writeLine(file: OpenFile, line: string): void {
  const bytes = Buffer.from(line);
  try {
    let at = 0;
    while (at < bytes.length) at += writeSync(file.handle, bytes, at);
    fdatasyncSync(file.handle);
    file.size += bytes.length;
  } catch (error) {
    // A line that the disk had no room for was never said; what stands before it is untouched.
    ftruncateSync(file.handle, file.size);
    throw error;
  }
}
