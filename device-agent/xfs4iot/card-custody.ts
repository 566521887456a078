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

  /** Resolves when the card of another has been taken away, or on abort. */
  async untilFree(client: number, signal: AbortSignal): Promise<void> {
    while (!this.mayRead(client) && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.waiters.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  close(): void {
    for (const remove of this.removers) remove();
  }

  private look(): void {
    const { media, device } = this.status.current;
    if (this.gate.citizen.current.active && media === 'present') this.keeper = 'citizen';
    // A reader that was lost and found again starts to watch from nothing; waiting for a departure it cannot see would never end.
    if (media === 'notPresent' || (media === 'unknown' && device !== 'online')) this.keeper = null;
    if (this.keeper !== null) return;
    for (const wake of this.waiters) wake();
    this.waiters.clear();
  }
}
