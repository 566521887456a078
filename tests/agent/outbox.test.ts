import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brand, type CaseNumber } from '../../shared/base/brand.ts';
import { isProgressCode, newProgressCode, newSubmissionId } from '../../device-agent/outbox/serial.ts';
import { encodePayload, decodePayload } from '../../device-agent/outbox/payload.ts';
import { entryOf, NOBODY, roomsFor, submissionOf, temporaryDirectory } from '../support/crash-room.ts';
import { ManualClock } from '../support/manual-clock.ts';

const idOf = (n: number): string => submissionOf(n).id;
const accepted = { state: 'accepted', number: brand<CaseNumber>('SL0001') } as const;

/** Every byte of every file of a data directory. */
function everyByte(directory: string): Buffer {
  return Buffer.concat(readdirSync(directory).map((name) => readFileSync(join(directory, name))));
}

describe('the outbox', () => {
  it('hands out what it keeps in the order of keeping, with the payload unchanged', () => {
    const { outbox } = roomsFor(new ManualClock());
    for (const n of [1, 2, 3]) expect(outbox.keep(entryOf(n))).toEqual({ ok: true, value: null });
    expect(outbox.counts.current).toEqual({ kept: 3, stuck: 0 });
    expect(outbox.next(0)).toEqual({ state: 'ready', id: idOf(1), payload: entryOf(1).payload });
    outbox.settle(idOf(1), accepted);
    expect(outbox.next(0)).toMatchObject({ id: idOf(2) });
  });

  it('takes two presses of 确认 as one hand-in, also after the platform has accepted it', () => {
    const { outbox } = roomsFor(new ManualClock());
    outbox.keep(entryOf(1));
    outbox.keep(entryOf(1));
    expect(outbox.counts.current.kept).toBe(1);
    outbox.settle(idOf(1), accepted);
    expect(outbox.keep(entryOf(1)).ok).toBe(true);
    expect(outbox.next(0)).toEqual({ state: 'empty' });
    expect(outbox.find(idOf(1))).toMatchObject({ state: 'accepted', number: 'SL0001' });
  });

  it('still has everything after it was closed in the middle', () => {
    const directory = temporaryDirectory();
    const before = roomsFor(new ManualClock(), directory);
    before.outbox.keep(entryOf(1));
    before.outbox.keep(entryOf(2));
    before.outbox.settle(idOf(1), accepted);
    before.close();
    const { outbox } = roomsFor(new ManualClock(), directory);
    expect(outbox.counts.current).toEqual({ kept: 1, stuck: 0 });
    expect(outbox.next(0)).toMatchObject({ id: idOf(2), payload: { submission: { applicant: NOBODY } } });
  });

  it('never writes a name, number or answer in clear, and erases even the sealed form when the platform has received it', () => {
    const { outbox, directory } = roomsFor(new ManualClock());
    outbox.keep(entryOf(1));
    for (const word of [NOBODY.name, NOBODY.number, '13900000000', '示例街']) expect(everyByte(directory).includes(word)).toBe(false);
    const row = outbox.payloadOf(idOf(1));
    expect(row).not.toBeNull();
    const size = everyByte(directory).length;
    outbox.settle(idOf(1), accepted);
    expect(outbox.payloadOf(idOf(1))).toBeNull();
    // The write-ahead log is emptied with the last entry: no older page of the table is left in it.
    expect(everyByte(directory).length).toBeLessThan(size);
  });

  it('keeps the reason of a refusal for its citizen, sealed', () => {
    const { outbox, directory } = roomsFor(new ManualClock());
    outbox.keep(entryOf(1));
    outbox.settle(idOf(1), { state: 'refused', reason: '张示例的地址不在本辖区' });
    expect(outbox.find(idOf(1))).toMatchObject({ state: 'refused', reason: '张示例的地址不在本辖区' });
    expect(everyByte(directory).includes('不在本辖区')).toBe(false);
    expect(outbox.payloadOf(idOf(1))).toBeNull();
  });

  it('leaves a postponed entry alone until its time, others pass it, hurry ends all waiting', () => {
    const { outbox } = roomsFor(new ManualClock());
    outbox.keep(entryOf(1));
    outbox.keep(entryOf(2));
    outbox.postpone(idOf(1), 5_000);
    expect(outbox.next(0)).toMatchObject({ id: idOf(2) });
    outbox.postpone(idOf(2), 9_000);
    expect(outbox.next(1_000)).toEqual({ state: 'waiting', forMs: 4_000 });
    expect(outbox.next(5_000)).toMatchObject({ id: idOf(1) });
    outbox.hurry();
    expect(outbox.next(1_000)).toMatchObject({ id: idOf(1) });
  });

  it('holds a rating back behind its own case, postponed or stuck, and lets other cases pass', () => {
    const { outbox, ledger } = roomsFor(new ManualClock());
    outbox.keep(entryOf(1));
    const service = { taskCode: 'juzhuzheng-banli', taskName: '居住证在线办理', applicant: null };
    ledger.rate({ projectNo: idOf(1), serviceNumber: 1 }, { level: 5, reasons: ['510'], text: '' }, service);
    outbox.postpone(idOf(1), 60_000);
    expect(outbox.next(0)).toEqual({ state: 'waiting', forMs: 60_000 });
    outbox.settle(idOf(1), { state: 'stuck', fault: 'platform.refused' });
    expect(outbox.next(0)).toEqual({ state: 'empty' });
    outbox.keep(entryOf(2));
    expect(outbox.next(0)).toMatchObject({ id: idOf(2) });
    outbox.settle(idOf(2), accepted);
    outbox.release(idOf(1));
    outbox.settle(idOf(1), accepted);
    expect(outbox.next(0)).toMatchObject({ payload: { kind: 'rating' } });
  });

  it('shows what is stuck, keeps its payload, and tries it again when a technician releases it', () => {
    const { outbox } = roomsFor(new ManualClock());
    outbox.keep(entryOf(1));
    outbox.settle(idOf(1), { state: 'stuck', fault: 'platform.not-connected' });
    expect(outbox.counts.current).toEqual({ kept: 0, stuck: 1 });
    expect(outbox.stuck()).toMatchObject([{ id: idOf(1), state: 'stuck', fault: 'platform.not-connected' }]);
    expect(outbox.payloadOf(idOf(1))).toEqual(entryOf(1).payload);
    outbox.release(idOf(1));
    expect(outbox.next(0)).toMatchObject({ state: 'ready', id: idOf(1) });
  });

  it('rests an entry whose seal does not open as stuck instead of losing it or stopping', () => {
    const { outbox, store } = roomsFor(new ManualClock());
    outbox.keep(entryOf(1));
    outbox.keep(entryOf(2));
    store.prepare('UPDATE outbox SET sealed = zeroblob(64) WHERE id = ?').run(idOf(1));
    expect(outbox.next(0)).toMatchObject({ id: idOf(2) });
    expect(outbox.stuck()).toMatchObject([{ id: idOf(1), fault: 'store.unreadable' }]);
  });

  it('finds a hand-in by the code of its slip, of which only a hash is on the disk', () => {
    const { outbox, directory } = roomsFor(new ManualClock());
    const progressCode = newProgressCode();
    outbox.keep({ ...entryOf(1), progressCode });
    expect(outbox.findByProgressCode(progressCode)).toMatchObject({ id: idOf(1), state: 'kept' });
    expect(outbox.findByProgressCode(newProgressCode())).toBeNull();
    expect(everyByte(directory).includes(progressCode)).toBe(false);
  });

  it('forgets old settled records and never one that waits', async () => {
    const clock = new ManualClock();
    const { outbox } = roomsFor(clock);
    for (const n of [1, 2, 3]) outbox.keep(entryOf(n));
    outbox.settle(idOf(1), accepted);
    outbox.settle(idOf(2), { state: 'stuck', fault: 'platform.refused' });
    expect(outbox.forgetSettled(new Date('2027-01-01T00:00:00Z'))).toEqual({ ok: true, value: 1 });
    expect([1, 2, 3].map((n) => outbox.find(idOf(n))?.state)).toEqual([undefined, 'stuck', 'kept']);
  });
});

describe('numbers made by the terminal', () => {
  it('are all different, readable aloud, and never look like the number of a person', () => {
    const made = Array.from({ length: 2_000 }, () => newSubmissionId(new Date('2026-03-02T09:00:00+08:00')));
    expect(new Set(made).size).toBe(made.length);
    for (const id of made) expect(id).toMatch(/^2026030[12](-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  });

  it.each([
    ['a fresh code', newProgressCode(), true],
    ['a code with one character less', newProgressCode().slice(0, -1), false],
    ['a web address', 'https://example.invalid/ZZB1', false],
    ['an ID number', NOBODY.number, false],
    ['nothing', '', false],
  ])('a scanner that reads %s takes it for a progress code: %j → %s', (_what, text, expected) => {
    expect(isProgressCode(text)).toBe(expected);
  });
});

describe('a payload', () => {
  it('comes back as it went in', () => {
    const { payload } = entryOf(7);
    expect(decodePayload(encodePayload(payload))).toEqual({ ok: true, value: payload });
  });

  it.each([['not JSON at all'], ['{}'], ['{"kind":"submission"}'], ['null']])('is not accepted from %s', (text) => {
    expect(decodePayload(new TextEncoder().encode(text))).toEqual({ ok: false, error: 'store.unreadable' });
  });
});
