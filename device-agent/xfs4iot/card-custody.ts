/**
 * For whom the card that lies on the reader was laid down. Whoever read it first, a client or the citizen's session, keeps it from all
 * others until it was taken away: a command that waited in the queue must not be given the card that another asked for.
 */
import type { Watchable } from '../../shared/base/watchable.ts';
import type { IdReaderStatus } from '../../shared/device/status.ts';
import type { SessionGate } from './ports.ts';

/** One custody for one reader, shared by its services. */
export class CardCustody {
  private readonly status: Watchable<IdReaderStatus>;
  private readonly gate: SessionGate;
  private keeper: number | 'citizen' | null = null;
  private readonly waiters = new Set<() => void>();
  private readonly removers: readonly (() => void)[];

  constructor(status: Watchable<IdReaderStatus>, gate: SessionGate) {
    this.status = status;
    this.gate = gate;
    this.removers = [status.watch(() => this.look()), gate.citizen.watch(() => this.look())];
    this.look();
  }

  /** The client was given the card that lies there. */
  took(client: number): void {
    this.keeper = client;
  }

  mayRead(client: number): boolean {
    return this.keeper === null || this.keeper === client;
  }

  /** Somebody looked, and no card lies there. */
  gone(): void {
    this.keeper = null;
  }

  /** Resolves with the next change of reader or session, or on abort. */
  nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const wake = (): void => {
        this.waiters.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiters.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  close(): void {
    for (const remove of this.removers) remove();
  }

  private look(): void {
    const { media } = this.status.current;
    if (this.gate.citizen.current.active && media === 'present') this.keeper = 'citizen';
    // `unknown` frees nothing: a plug pulled and put back leaves the card where it lay.
    if (media === 'notPresent') this.keeper = null;
    for (const wake of this.waiters) wake();
  }
}
