/** Sends what the outbox keeps, one at a time, until the platform has said its word on each. */
import type { SubmissionId } from '../../shared/base/brand.ts';
import { assertNever } from '../../shared/base/never.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import { factsOf, type FaultCode } from '../../shared/fault/fault.ts';
import type { HandIn } from '../../shared/journey/run.ts';
import type { Gateway } from '../gateway/port.ts';
import type { Clock } from '../platform/clock.ts';
import type { EntryRecord, Outbox, Outcome } from './outbox.ts';
import type { Payload } from './payload.ts';

/** Every wait of the delivery, in milliseconds; those with a growing wait are spread by half to one and a half. */
export const DELIVERY_DELAYS = {
  /** After the first failure of one entry while the platform itself is well; doubles up to `longestRetryMs`. */
  firstRetryMs: 2_000,
  longestRetryMs: 300_000,
  /** Between health calls while the platform is away; doubles up to `longestProbeMs`. */
  firstProbeMs: 1_000,
  longestProbeMs: 30_000,
  /** Health call while there is nothing to send: the screen says the truth about the link. */
  idleProbeMs: 60_000,
  /** After a disk fault while settling. */
  storeRetryMs: 30_000,
} as const;

/** Answers outside the contract to one entry before it rests as `stuck`: about eight hours of a platform that talks nonsense. */
const NONSENSE_MAX = 100;

/** The link as it was last seen. */
type LinkState = 'connected' | 'unreachable';

/** An entry that came to rest. */
export interface Settled {
  readonly id: string;
  readonly kind: Payload['kind'];
  readonly outcome: Outcome;
}

/** The runner. */
export interface Delivery {
  readonly link: Watchable<LinkState>;
  start(): void;
  /** Something was kept, or the link may be back: look now. */
  readonly wake: () => void;
  /** Ends the request that runs; what it carried stays kept. */
  stop(): Promise<void>;
  /** Calls back after every entry that came to rest. Returns the remover. */
  onSettled(listener: (settled: Settled) => void): () => void;
  /** What became of a hand-in within `waitMs`: the platform's word, else `kept`. The entry must have been kept before. */
  outcome(id: SubmissionId, waitMs: number): Promise<HandIn>;
}

/** What the runner stands on. `random` gives [0, 1). */
export interface DeliveryParts {
  readonly outbox: Outbox;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly random: () => number;
}

/** A runner at rest until `start`. */
export function createDelivery({ outbox, gateway, clock, random }: DeliveryParts): Delivery {
  const link = new Watched<LinkState>('unreachable');
  const listeners = new Set<(settled: Settled) => void>();
  const failures = new Map<string, number>();
  const ending = new AbortController();
  let running: Promise<void> | null = null;
  let wakeSleeper: (() => void) | null = null;
  let woken = false;

  const spread = (ms: number): number => ms * (0.5 + random());
  const growing = (first: number, longest: number, times: number): number => spread(Math.min(longest, first * 2 ** Math.min(times, 30)));

  function sleep(ms: number): Promise<void> {
    if (woken || ending.signal.aborted) {
      woken = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const cancel = clock.after(ms, done);
      function done(): void {
        cancel();
        wakeSleeper = null;
        woken = false;
        resolve();
      }
      wakeSleeper = done;
    });
  }

  async function probe(): Promise<boolean> {
    const well = (await gateway.health(ending.signal)).ok;
    if (well && link.current === 'unreachable') outbox.hurry();
    link.set(well ? 'connected' : 'unreachable');
    return well;
  }

  async function waitForLink(): Promise<void> {
    for (let tries = 0; !ending.signal.aborted; tries += 1) {
      if (await probe()) return;
      await sleep(growing(DELIVERY_DELAYS.firstProbeMs, DELIVERY_DELAYS.longestProbeMs, tries));
    }
  }

  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      if (link.current === 'unreachable') await waitForLink();
      if (ending.signal.aborted) return;
      const next = outbox.next(clock.monotonicMs());
      switch (next.state) {
        case 'ready':
          await deliver(next.id, next.payload);
          break;
        case 'waiting':
          await sleep(Math.min(next.forMs, DELIVERY_DELAYS.idleProbeMs));
          break;
        case 'empty':
          await sleep(DELIVERY_DELAYS.idleProbeMs);
          if (!ending.signal.aborted && outbox.counts.current.kept === 0) await probe();
          break;
        default:
          assertNever(next);
      }
    }
  }

  async function deliver(id: string, payload: Payload): Promise<void> {
    const answer = await send(gateway, outbox, payload, ending.signal);
    if (ending.signal.aborted && !answer.ok) return;
    const outcome = answer.ok ? answer.value : restingPlace(id, answer.error);
    if (outcome !== null) return settle(id, payload.kind, outcome);
    const times = failures.get(id) ?? 0;
    failures.set(id, times + 1);
    outbox.postpone(id, clock.monotonicMs() + growing(DELIVERY_DELAYS.firstRetryMs, DELIVERY_DELAYS.longestRetryMs, times));
    // One poisoned entry must not look like a dead link, nor a dead link like many poisoned entries: ask.
    await probe();
  }

  /** Where an entry comes to rest after a fault; null while it is worth another try. */
  function restingPlace(id: string, fault: FaultCode): Outcome | null {
    const tooMuchNonsense = fault === 'platform.nonsense' && (failures.get(id) ?? 0) + 1 >= NONSENSE_MAX;
    return tooMuchNonsense || !factsOf(fault).retry ? { state: 'stuck', fault } : null;
  }

  function settle(id: string, kind: Payload['kind'], outcome: Outcome): void {
    const written = outbox.settle(id, outcome);
    // Sent again later under the same id, so that the platform's answer is the same.
    if (!written.ok) outbox.postpone(id, clock.monotonicMs() + DELIVERY_DELAYS.storeRetryMs);
    else failures.delete(id);
    for (const listener of listeners) listener({ id, kind, outcome });
  }

  function onSettled(listener: (settled: Settled) => void): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  return {
    link,
    onSettled,
    start() {
      running ??= run();
    },
    wake() {
      woken = true;
      wakeSleeper?.();
    },
    async stop() {
      ending.abort();
      wakeSleeper?.();
      await running;
    },
    outcome(id, waitMs) {
      return new Promise((resolve) => {
        const record = outbox.find(id);
        if (record?.state !== 'kept') return resolve(handInOf(record));
        const finish = (handIn: HandIn): void => {
          cancel();
          remove();
          resolve(handIn);
        };
        const cancel = clock.after(waitMs, () => finish({ state: 'kept' }));
        const remove = onSettled((settled) => {
          if (settled.id === id) finish(handInFrom(settled.outcome));
        });
      });
    },
  };
}

async function send(gateway: Gateway, outbox: Outbox, payload: Payload, signal: AbortSignal): Promise<Result<Outcome, FaultCode>> {
  switch (payload.kind) {
    case 'submission': {
      const decision = await gateway.submit(payload.submission, signal);
      return decision.ok ? ok(decision.value) : err(decision.error);
    }
    case 'rating':
      return received(await gateway.rate({ ...payload.report, projectNo: upstreamNumber(outbox, payload.report.projectNo) }, signal));
    case 'report':
      return received(await gateway.report({ ...payload.report, projectNo: upstreamNumber(outbox, payload.report.projectNo) }, signal));
    default:
      return assertNever(payload);
  }
}

/** Ratings are keyed by our serial, which never changes; the platform knows the case by its own number once there is one. */
function upstreamNumber(outbox: Outbox, projectNo: string): string {
  return outbox.find(projectNo)?.number ?? projectNo;
}

function received(answer: Result<null, FaultCode>): Result<Outcome, FaultCode> {
  return answer.ok ? ok({ state: 'accepted', number: null }) : err(answer.error);
}

function handInOf(record: EntryRecord | null): HandIn {
  if (record === null) throw new Error('the outcome of a hand-in that was never kept was asked for');
  if (record.state === 'accepted' && record.number !== null) return { state: 'accepted', number: record.number };
  if (record.state === 'refused') return { state: 'refused', reason: record.reason ?? '' };
  return { state: 'kept' };
}

function handInFrom(outcome: Outcome): HandIn {
  if (outcome.state === 'accepted' && outcome.number !== null) return { state: 'accepted', number: outcome.number };
  if (outcome.state === 'refused') return { state: 'refused', reason: outcome.reason };
  return { state: 'kept' };
}
