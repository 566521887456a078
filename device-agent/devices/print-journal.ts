/** What survives the agent: which receipts were begun and not ended, so that a restart reaches the same verdict on them. */

/** A durable list. `begin` returns only when the row is on disk; nothing in it is about a person. */
export interface PrintJournal {
  /** Before the first byte of a job. `jobId` names the job, `processId` the mark that the printer is asked to return. */
  begin(jobId: string, processId: string): void;
  /** The outcome is known, or the printer was cleared after it. */
  end(jobId: string): void;
  /** Jobs whose outcome nobody learned: the paper may have come out. */
  unfinished(): readonly { readonly jobId: string; readonly processId: string }[];
}
