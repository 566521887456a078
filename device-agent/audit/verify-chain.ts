/** The check of the audit log's chain, without a line of the agent's code, so that a fault of the agent's cannot hide itself. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Exit codes, gravest first. `longer` after a power cut is harmless: the line was written, its anchor was not yet. */
export const EXIT = { ok: 0, altered: 1, missing: 2, unanchored: 3, longer: 4, clock: 5, unreadable: 6 } as const;
/** One finding, with the words for a technician. */
export type Finding = { readonly kind: keyof typeof EXIT; readonly words: string };

/** Set-backs below this are an ordinary step of time synchronisation. */
const CLOCK_TOLERANCE_MS = 2_000;

const FIELDS = ['seq', 'at', 'mono', 'boot', 'actor', 'event', 'session', 'object', 'subject', 'result', 'prev', 'hash'];

interface Line {
  readonly seq: number;
  readonly at: string;
  readonly boot: string;
  readonly event: string;
  readonly prev: string;
  readonly hash: string;
}

/** Null for a line whose bytes are not exactly what the log would have written. */
function parseLine(text: string): Line | null {
  try {
    const value: Record<string, unknown> = JSON.parse(text);
    const { seq, at, boot, event, prev, hash } = value;
    if (Object.keys(value).join() !== FIELDS.join() || JSON.stringify(value) !== text) return null;
    if (typeof seq !== 'number' || typeof at !== 'string' || typeof boot !== 'string') return null;
    if (typeof event !== 'string' || typeof prev !== 'string' || typeof hash !== 'string') return null;
    const body = `${text.slice(0, text.lastIndexOf(',"hash":'))}}`;
    return createHash('sha256').update(body).digest('hex') === hash ? { seq, at, boot, event, prev, hash } : null;
  } catch {
    // Not JSON: altered.
    return null;
  }
}

function readLines(folder: string): { readonly lines: readonly string[]; readonly torn: readonly number[]; readonly count: number } {
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^audit-\d{6}\.jsonl$/.test(name))
        .sort()
    : [];
  const lines: string[] = [];
  /** Indexes of lines before which a torn one stands. */
  const torn: number[] = [];
  for (const name of files) {
    const parts = readFileSync(join(folder, name), 'utf8').split('\n');
    if (parts.pop() !== '') torn.push(lines.length + parts.length);
    lines.push(...parts);
  }
  return { lines, torn, count: lines.length };
}

function readAnchor(data: string): { readonly seq: number; readonly hash: string } | null {
  const path = join(data, 'zizhuban.sqlite');
  if (!existsSync(path)) return null;
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const row = database.prepare('SELECT seq, hash FROM audit_anchor WHERE id = 1').get();
    return row === undefined ? null : { seq: Number(row['seq']), hash: String(row['hash']) };
  } finally {
    database.close();
  }
}

/** Inspects the log of a data directory. `ok` is what is said when nothing was found. Throws where the files cannot be read. */
export function inspect(data: string): { readonly found: readonly Finding[]; readonly ok: string } {
  if (!existsSync(join(data, 'zizhuban.sqlite')) && !existsSync(join(data, 'audit')))
    throw new Error(`no agent has kept its data in ${data}`);
  const { lines, torn, count } = readLines(join(data, 'audit'));
  const found: Finding[] = [];
  const ok = `ok: ${count} entries${torn.length === 0 ? '' : `, ${torn.length} torn line`}`;
  let before: Line | null = null;
  let anchored: string | null = null;
  const anchor = readAnchor(data);
  for (const [index, text] of lines.entries()) {
    const line = parseLine(text);
    if (line === null) {
      const at = before === null ? index + 1 : before.seq + 1;
      found.push({ kind: 'altered', words: `altered at ${at}` });
      return { found, ok };
    }
    const expectedSeq: number = before === null ? 1 : before.seq + 1;
    const expectedPrev: string = before === null ? '0'.repeat(64) : before.hash;
    if (line.seq > expectedSeq && line.event === 'audit.tail-missing') {
      found.push({ kind: 'missing', words: `tail missing: ${expectedSeq} to ${line.seq - 1}` });
    } else if (line.seq > expectedSeq && torn.includes(index) && line.event === 'audit.torn-line') {
      found.push({ kind: 'missing', words: `tail missing: ${expectedSeq} to ${line.seq - 1}` });
    } else if (line.seq !== expectedSeq || line.prev !== expectedPrev) {
      found.push({ kind: 'altered', words: `altered at ${expectedSeq}` });
      return { found, ok };
    }
    if (torn.includes(index) && line.event !== 'audit.torn-line') found.push({ kind: 'altered', words: `altered at ${expectedSeq}` });
    if (before !== null && Date.parse(line.at) < Date.parse(before.at) - CLOCK_TOLERANCE_MS) {
      found.push({ kind: 'clock', words: `clock went back at ${line.seq}` });
    }
    if (anchor !== null && line.seq === anchor.seq) anchored = line.hash;
    before = line;
  }
  if (torn.includes(lines.length)) found.push({ kind: 'longer', words: 'the last line is torn (power cut while it was written)' });
  const last = before === null ? 0 : before.seq;
  if (anchor === null && count > 0) found.push({ kind: 'unanchored', words: 'no anchor in the database' });
  if (anchor !== null && last < anchor.seq) found.push({ kind: 'missing', words: `tail missing: ${last + 1} to ${anchor.seq}` });
  if (anchor !== null && last >= anchor.seq && anchored !== anchor.hash) {
    found.push({ kind: 'altered', words: `anchor mismatch at ${anchor.seq}: the log was written anew` });
  }
  if (anchor !== null && last > anchor.seq) found.push({ kind: 'longer', words: `longer than the anchor by ${last - anchor.seq} (crash)` });
  return { found, ok };
}
