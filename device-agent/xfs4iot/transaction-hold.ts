/** Who holds one device: the citizen's session before everybody, else the client that began a transaction on it, else nobody. */
import type { JsonObject } from '../../shared/xfs4iot/envelope.ts';
import type { SessionGate } from './ports.ts';

/** The standard has no claim or lock; its transaction state says that somebody's business runs, and here that others keep off. */
export class TransactionHold {
  private readonly gate: SessionGate;
  private readonly changed: () => void;
  private holder: { readonly client: number; readonly transactionId: string } | null = null;

  /** `changed` is called when a client begins or ends a transaction. */
  constructor(gate: SessionGate, changed: () => void) {
    this.gate = gate;
    this.changed = changed;
  }

  get heldByClient(): boolean {
    return this.holder !== null;
  }

  /** True while neither a citizen nor another client holds the device. */
  mayUse(client: number): boolean {
    return !this.gate.citizen.current.active && (this.holder === null || this.holder.client === client);
  }

  /** Begins a transaction, or gives the running one another id. False = somebody else holds the device. */
  begin(client: number, transactionId: string): boolean {
    if (!this.mayUse(client)) return false;
    this.holder = { client, transactionId };
    this.changed();
    return true;
  }

  /** Ends this client's transaction; false = there is one, but not its own. */
  end(client: number): boolean {
    if (this.gate.citizen.current.active || (this.holder !== null && this.holder.client !== client)) return false;
    this.release(client);
    return true;
  }

  /** The client has gone: its transaction goes with it. */
  release(client: number): void {
    if (this.holder?.client !== client) return;
    this.holder = null;
    this.changed();
  }

  /** Payload of `Common.GetTransactionState`. */
  describe(): JsonObject {
    const citizen = this.gate.citizen.current;
    if (citizen.active) return { state: 'active', transactionID: citizen.transactionId };
    return this.holder === null ? { state: 'inactive' } : { state: 'active', transactionID: this.holder.transactionId };
  }
}
