import { describe, expect, it, onTestFinished } from 'vitest';
import { brand, type CaseNumber } from '../../shared/base/brand.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { createDelivery, DELIVERY_DELAYS, type Delivery, type Settled } from '../../device-agent/outbox/delivery.ts';
import type { Decision, Gateway } from '../../device-agent/gateway/port.ts';
import { entryOf, roomsFor, submissionOf } from '../support/crash-room.ts';
import type { Rooms } from '../support/crash-rooms.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';

/** A platform whose every answer the test decides. */
class ScriptedGateway implements Gateway {
  readonly sandbox = false;
  readonly sent: string[] = [];
  well = true;
  decide: (id: string) => Result<Decision, FaultCode> | Promise<Result<Decision, FaultCode>> = (id) =>
    ok({ state: 'accepted', number: brand<CaseNumber>(`SL-${id.slice(-4)}`) });

  query(): Promise<Result<never, FaultCode>> {
    return Promise.resolve(err('platform.not-connected'));
  }
  async submit(submission: { readonly id: string }): Promise<Result<Decision, FaultCode>> {
    this.sent.push(submission.id);
    return this.decide(submission.id);
  }
  rate(report: { readonly id: string; readonly projectNo: string }): Promise<Result<null, FaultCode>> {
    this.sent.push(`${report.id} of ${report.projectNo}`);
    return Promise.resolve(ok(null));
  }
  report(): Promise<Result<null, FaultCode>> {
    return Promise.resolve(ok(null));
  }
  progress(): Promise<Result<never, FaultCode>> {
    return Promise.resolve(err('platform.no-record'));
  }
  health(): Promise<Result<null, FaultCode>> {
    return Promise.resolve(this.well ? ok(null) : err('platform.unreachable'));
  }
}

function bed(): { clock: ManualClock; gateway: ScriptedGateway; rooms: Rooms; delivery: Delivery; settled: Settled[] } {
  const clock = new ManualClock();
  const gateway = new ScriptedGateway();
  const rooms = roomsFor(clock);
  // 0.5 makes every spread wait exactly its middle.
  const delivery = createDelivery({ outbox: rooms.outbox, gateway, clock, random: () => 0.5 });
  const settled: Settled[] = [];
  delivery.onSettled((one) => settled.push(one));
  onTestFinished(() => delivery.stop());
  return { clock, gateway, rooms, delivery, settled };
}

const idOf = (n: number) => submissionOf(n).id;

describe('delivery', () => {
  it('sends what was kept before it started, in order, and says what became of it', async () => {
    const { gateway, rooms, delivery, settled } = bed();
    for (const n of [1, 2]) rooms.outbox.keep(entryOf(n));
    delivery.start();
    await settle();
    expect(gateway.sent).toEqual([idOf(1), idOf(2)]);
    expect(settled).toEqual([1, 2].map((n) => ({ id: idOf(n), kind: 'submission', outcome: { state: 'accepted', number: `SL-000${n}` } })));
    expect(delivery.link.current).toBe('connected');
  });

  it('tells the session the number as soon as the platform has given it', async () => {
    const { rooms, delivery } = bed();
    delivery.start();
    await settle();
    rooms.outbox.keep(entryOf(1));
    const outcome = delivery.outcome(idOf(1), 8_000);
    delivery.wake();
    expect(await outcome).toEqual({ state: 'accepted', number: 'SL-0001' });
    expect(await delivery.outcome(idOf(1), 8_000)).toEqual({ state: 'accepted', number: 'SL-0001' });
  });

  it('says kept when the platform has not answered in time, and turns it into accepted later', async () => {
    const { clock, gateway, rooms, delivery, settled } = bed();
    let answer: (decision: Result<Decision, FaultCode>) => void = () => {};
    gateway.decide = () => new Promise((resolve) => (answer = resolve));
    delivery.start();
    rooms.outbox.keep(entryOf(1));
    const outcome = delivery.outcome(idOf(1), 8_000);
    await clock.advance(8_000);
    expect(await outcome).toEqual({ state: 'kept' });
    answer(ok({ state: 'accepted', number: brand<CaseNumber>('SL-LATE') }));
    await settle();
    expect(settled.map((one) => one.outcome)).toEqual([{ state: 'accepted', number: 'SL-LATE' }]);
  });

  it('never drops a hand-in while the network is cut for three days, and sends it once when it is back', async () => {
    const { clock, gateway, rooms, delivery } = bed();
    gateway.well = false;
    delivery.start();
    rooms.outbox.keep(entryOf(1));
    delivery.wake();
    await clock.advance(3 * 86_400_000);
    expect(rooms.outbox.counts.current).toEqual({ kept: 1, stuck: 0 });
    expect(delivery.link.current).toBe('unreachable');
    expect(gateway.sent).toEqual([]);
    gateway.well = true;
    await clock.advance(DELIVERY_DELAYS.longestProbeMs);
    expect(gateway.sent).toEqual([idOf(1)]);
    expect(rooms.outbox.counts.current).toEqual({ kept: 0, stuck: 0 });
  });

  it('waits longer after each failure of one entry, while others pass it', async () => {
    const { clock, gateway, rooms, delivery } = bed();
    const times: number[] = [];
    gateway.decide = (id) => {
      if (id !== idOf(1)) return ok({ state: 'accepted', number: brand<CaseNumber>('SL') });
      times.push(clock.monotonicMs());
      return err('platform.timeout');
    };
    for (const n of [1, 2]) rooms.outbox.keep(entryOf(n));
    delivery.start();
    await clock.advance(30_000);
    expect(times).toEqual([0, 2_000, 6_000, 14_000, 30_000]);
    expect(gateway.sent).toContain(idOf(2));
    expect(delivery.link.current).toBe('connected');
  });

  it.each<[FaultCode]>([['platform.refused'], ['platform.not-connected']])(
    'rests as stuck at once what the platform will never take: %s',
    async (fault) => {
      const { gateway, rooms, delivery, settled } = bed();
      gateway.decide = () => err(fault);
      rooms.outbox.keep(entryOf(1));
      delivery.start();
      await settle();
      expect(rooms.outbox.stuck()).toMatchObject([{ id: idOf(1), fault }]);
      expect(settled).toEqual([{ id: idOf(1), kind: 'submission', outcome: { state: 'stuck', fault } }]);
      expect(await delivery.outcome(idOf(1), 0)).toEqual({ state: 'kept' });
    },
  );

  it('rests as stuck, with its payload, what got a hundred nonsense answers, and sends it when a technician releases it', async () => {
    const { clock, gateway, rooms, delivery } = bed();
    gateway.decide = () => err('platform.nonsense');
    rooms.outbox.keep(entryOf(1));
    delivery.start();
    await clock.advance(24 * 3_600_000);
    expect(gateway.sent).toHaveLength(100);
    expect(rooms.outbox.stuck()).toMatchObject([{ fault: 'platform.nonsense' }]);
    expect(rooms.outbox.payloadOf(idOf(1))).toEqual(entryOf(1).payload);
    gateway.decide = () => ok({ state: 'accepted', number: brand<CaseNumber>('SL-9') });
    rooms.outbox.release(idOf(1));
    delivery.wake();
    await settle();
    expect(rooms.outbox.find(idOf(1))).toMatchObject({ state: 'accepted' });
  });

  it("reports a rating under the platform's number once its case has one", async () => {
    const { gateway, rooms, delivery } = bed();
    rooms.outbox.keep(entryOf(1));
    const service = { taskCode: 'juzhuzheng-banli', taskName: '居住证在线办理', applicant: null };
    rooms.ledger.rate({ projectNo: idOf(1), serviceNumber: 1 }, { level: 5, reasons: [], text: '' }, service);
    delivery.start();
    await settle();
    expect(gateway.sent).toEqual([idOf(1), `rating:${idOf(1)}:1:1 of SL-0001`]);
    expect(rooms.ledger.rows(1)).toMatchObject([{ state: 'reported' }]);
  });

  it('stops at once in the middle of a request, and what it carried stays kept', async () => {
    const { gateway, rooms, delivery } = bed();
    let abandon: (answer: Result<Decision, FaultCode>) => void = () => {};
    gateway.decide = () => new Promise((resolve) => (abandon = resolve));
    rooms.outbox.keep(entryOf(1));
    delivery.start();
    await settle();
    const stopped = delivery.stop();
    abandon(err('platform.unreachable'));
    await stopped;
    expect(rooms.outbox.find(idOf(1))).toMatchObject({ state: 'kept' });
  });

  it('notices a lost link while nothing is to be sent', async () => {
    const { clock, gateway, delivery } = bed();
    delivery.start();
    await settle();
    gateway.well = false;
    await clock.advance(DELIVERY_DELAYS.idleProbeMs);
    expect(delivery.link.current).toBe('unreachable');
  });
});
