/** The first-come queue of one device, shared by all connections and all services of that device; one job at a time. */

/** Something that waits for its turn. `perform` never rejects. */
export interface QueuedJob {
  perform(): Promise<void>;
}

/** Moves on after any end of a job. */
export class DeviceQueue {
  /** Waiting and running together. */
  readonly limit: number;
  private readonly waiting = new Set<QueuedJob>();
  private running: QueuedJob | null = null;

  constructor(limit: number) {
    this.limit = limit;
  }

  get full(): boolean {
    return this.waiting.size + (this.running === null ? 0 : 1) >= this.limit;
  }

  /** Takes a job; the caller asked `full` before. */
  add(job: QueuedJob): void {
    this.waiting.add(job);
    this.next();
  }

  /** Forgets a job that has not begun. */
  drop(job: QueuedJob): void {
    this.waiting.delete(job);
  }

  private next(): void {
    if (this.running !== null) return;
    const [job] = this.waiting;
    if (job === undefined) return;
    this.waiting.delete(job);
    this.running = job;
    void job.perform().finally(() => {
      this.running = null;
      this.next();
    });
  }
}
