/** The first-come queue of one device, shared by all connections and all services of that device; one job at a time. */

/** Something that waits for its turn. */
export interface QueuedJob {
  /** Called once, when its turn comes. Calls `done`, once or more often, when the next job may begin. Never throws. */
  perform(done: () => void): void;
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
    if (this.running !== null || this.waiting.size > 0) this.waiting.add(job);
    else if (this.begin(job)) this.next();
  }

  /** Forgets a job that has not begun. */
  drop(job: QueuedJob): void {
    this.waiting.delete(job);
  }

  private next(): void {
    // A loop, not a call from `done`: a hundred jobs that end at once must not lie on one stack.
    for (const job of this.waiting) {
      this.waiting.delete(job);
      if (!this.begin(job)) return;
    }
  }

  /** Performs a job. True = it has ended already. */
  private begin(job: QueuedJob): boolean {
    this.running = job;
    let began = false;
    job.perform(() => {
      if (this.running !== job) return;
      this.running = null;
      if (began) this.next();
    });
    began = true;
    return this.running === null;
  }
}
