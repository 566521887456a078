/** Finds where the audit log on the disk ends. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** `audit-000001.jsonl`, in order. */
const FILE_PATTERN = /^audit-(\d{6})\.jsonl$/;

/** The end of the log. */
export interface Tail {
  /** Number of the newest file; 0 where there is none. */
  readonly file: number;
  /** Last whole line; null where there is none at all. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  /** True where the newest file ends in the middle of a line: the power was cut while it was written. */
  readonly torn: boolean;
}

const headSchema = v.object({ seq: v.pipe(v.number(), v.integer()), hash: v.string() });

/** Reads the newest files backwards until a whole line is found. */
export function readTail(directory: string): Tail {
  const numbers = existsSync(directory) ? readdirSync(directory).flatMap((name) => Number(FILE_PATTERN.exec(name)?.[1] ?? [])) : [];
  numbers.sort((a, b) => b - a);
  let torn = false;
  for (const [age, number] of numbers.entries()) {
    const text = readFileSync(join(directory, fileName(number)), 'utf8');
    const lines = text.split('\n');
    const rest = lines.pop();
    if (age === 0) torn = rest !== '' && rest !== undefined;
    const head = lastHead(lines);
    if (head !== null) return { file: numbers[0] ?? 0, head, torn };
  }
  return { file: numbers[0] ?? 0, head: null, torn };
}

/** The name of the n-th file. */
export function fileName(number: number): string {
  return `audit-${String(number).padStart(6, '0')}.jsonl`;
}

function lastHead(lines: readonly string[]): Tail['head'] {
  for (const line of lines.toReversed()) {
    try {
      const parsed = v.safeParse(headSchema, JSON.parse(line));
      if (parsed.success) return { seq: parsed.output.seq, hash: parsed.output.hash };
    } catch {
      // A damaged line: the verifier names it; the chain goes on from the last one that can be read.
    }
  }
  return null;
}
