/** Fetches the pinyin table on first need; it is a file of its own so that the first page stays small. */
import { createIme } from './engine.ts';
import type { Ime, ImeTable } from './engine.ts';
import tableUrl from './table.json?url';

/** Longest wait for a file that lies on the same machine. */
const IME_DELAYS = { tableMs: 5_000 } as const;

let loaded: Promise<Ime> | null = null;

/** The engine. It holds the table only; a failed fetch is tried anew at the next call. */
export function loadIme(): Promise<Ime> {
  loaded ??= fetch(tableUrl, { signal: AbortSignal.timeout(IME_DELAYS.tableMs) })
    .then((answer) => answer.json())
    .then((parsed: ImeTable) => createIme(parsed))
    .catch((error: unknown) => {
      loaded = null;
      throw error;
    });
  return loaded;
}
