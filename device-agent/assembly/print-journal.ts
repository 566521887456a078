/** The print journal on the agent's database: a row is there from before the first byte until the outcome is known. */
import type { PrintJournal } from '../devices/print-journal.ts';
import type { Store } from '../platform/store.ts';

/** A full disk must not stop a printer: then the journal only forgets, and a restart cannot warn of a half-printed slip. */
export function openPrintJournal(store: Store): PrintJournal {
  const insert = store.prepare('INSERT OR REPLACE INTO print_journal (job_id, process_id) VALUES (?, ?)');
  const remove = store.prepare('DELETE FROM print_journal WHERE job_id = ?');
  const all = store.prepare('SELECT job_id, process_id FROM print_journal ORDER BY rowid');
  return {
    begin: (jobId, processId) => void store.transaction(() => insert.run(jobId, processId)),
    end: (jobId) => void store.transaction(() => remove.run(jobId)),
    unfinished: () => all.all().map((row) => ({ jobId: String(row['job_id']), processId: String(row['process_id']) })),
  };
}
