/** Durable keeping of what must reach the platform: kept, sent, settled; never lost, never dropped by a counter. */
import type { CaseNumber } from '../../shared/base/brand.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { StoreFault } from '../platform/store-faults.ts';
import type { Transaction } from '../platform/store.ts';
import type { Payload } from './payload.ts';

/** `kept` waits here · `accepted` and `refused` are the platform's words · `stuck` cannot be sent as it is and waits for a technician. */
type EntryState = 'kept' | 'accepted' | 'refused' | 'stuck';

/** How an entry comes to rest. A rating or report is accepted without a number. */
export type Outcome =
  | { readonly state: 'accepted'; readonly number: CaseNumber | null }
  | { readonly state: 'refused'; readonly reason: string }
  | { readonly state: 'stuck'; readonly fault: FaultCode };

/** What is known of an entry once its payload is gone: no person's data. */
export interface EntryRecord {
  readonly id: string;
  readonly kind: Payload['kind'];
  readonly state: EntryState;
  readonly number: CaseNumber | null;
  /** The platform's reason; only with `refused`. */
  readonly reason: string | null;
  /** Only with `stuck`. */
  readonly fault: FaultCode | null;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly settledAt: string | null;
}

/** What goes in. */
export interface NewEntry {
  readonly payload: Payload;
  /** ISO 8601. */
  readonly madeAt: string;
  /** The code on the slip that opens this hand-in's progress; only its hash is stored. */
  readonly progressCode?: string;
}

/** What is to be sent now, or how long nothing is. */
export type Next =
  | { readonly state: 'ready'; readonly id: string; readonly payload: Payload }
  | { readonly state: 'waiting'; readonly forMs: number }
  | { readonly state: 'empty' };

/** How many wait. */
export interface OutboxCounts {
  readonly kept: number;
  readonly stuck: number;
}

/** Runs inside the transaction that settles an entry, so that a ledger and the outbox never disagree. */
export type SettleParticipant = (running: Transaction, id: string, outcome: Outcome) => void;

/** The outbox. Times of waiting count on the monotonic clock and in memory: a restart tries everything at once. */
export interface Outbox {
  readonly counts: Watchable<OutboxCounts>;
  /** Keeps an entry on the disk. The same id again changes nothing and answers `ok`: two presses are one hand-in. */
  keep(entry: NewEntry): Result<null, StoreFault>;
  /** The same as part of a larger transaction. */
  add(running: Transaction, entry: NewEntry): void;
  /** The oldest entry that is due and whose case has nothing older unsettled. */
  next(nowMs: number): Next;
  /** Leaves an entry alone until `untilMs` of the monotonic clock. */
  postpone(id: string, untilMs: number): void;
  /** Ends all waiting: the link is back. */
  hurry(): void;
  /** Brings an entry to rest. `accepted` and `refused` erase the payload in the same transaction. Settling a rested entry changes nothing. */
  settle(id: string, outcome: Outcome): Result<null, StoreFault>;
  alongSettle(participant: SettleParticipant): void;
  /** Puts a stuck entry back among the kept, after a technician has cleared the cause. */
  release(id: string): Result<null, StoreFault>;
  stuck(): readonly EntryRecord[];
  find(id: string): EntryRecord | null;
  /** By what the QR of a slip holds. */
  findByProgressCode(code: string): EntryRecord | null;
  /** The payload of a kept or stuck entry; null once it is erased or where it cannot be opened. */
  payloadOf(id: string): Payload | null;
  /** Drops records that settled before `before`; never a kept or stuck one. Returns how many. */
  forgetSettled(before: Date): Result<number, StoreFault>;
}
