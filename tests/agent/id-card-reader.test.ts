/** The ID-card reader as a device: what it says of itself, what it never does, what it forgives. */
import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { createIdCardReader, type IdCardReaderSettings } from '../../device-agent/devices/id-card-reader.ts';
import { ID_READER_DELAYS } from '../../device-agent/drivers/id-card-sam/delays.ts';
import { createIdCardSimulator, ID_MODULE_LATENCY, NO_LATENCY } from '../../device-agent/simulators/id-card-reader.ts';
import { attachIdCardSimulator } from '../../device-agent/simulators/id-card-reader-line.ts';
import type { SamMisbehaviour } from '../../device-agent/simulators/id-card-misbehaviour.ts';
import { samplePerson, type SamplePerson } from '../../device-agent/simulators/people.ts';
import type { ChannelOpener } from '../../device-agent/transport/byte-channel.ts';
import { memoryOpener, type MemoryEnd } from '../../device-agent/transport/memory.ts';
import { SERIAL_ROOM, type IdCardRoom } from '../support/id-card-room.ts';
import { ManualClock } from '../support/manual-clock.ts';

const ZHANG = samplePerson('zhang');
const never = new AbortController().signal;
const rooms: IdCardRoom[] = [];

async function enter(options: Parameters<typeof SERIAL_ROOM.enter>[0] = {}): Promise<IdCardRoom> {
  const room = await SERIAL_ROOM.enter(options);
  rooms.push(room);
  room.reader.start();
  return room;
}

function read(room: IdCardRoom, deadlineMs = 60_000) {
  return room.reader.read({ deadlineMs, signal: never });
}

/** A card that differs from 张示例 only where told. */
function cardWith(change: Partial<Extract<SamplePerson['card'], { type: 'resident' }>>): SamplePerson {
  if (ZHANG.card.type !== 'resident') throw new Error('张示例 carries a resident card');
  return { ...ZHANG, card: { ...ZHANG.card, ...change } };
}

describe('ID-card reader', () => {
  afterEach(async () => {
    for (const room of rooms.splice(0)) await room.close();
  });

  it.each([
    ['silent', { kind: 'silence' }, 'device.silent', 'offline'],
    ['no ID-card reader', { kind: 'stranger' }, 'device.wrong-device', 'userError'],
    ['a reader that refuses a plain status question', { kind: 'status', sw3: 0x21 }, 'device.wrong-device', 'userError'],
    ['a module without authority', { kind: 'status', sw3: 0x66 }, 'sam.out-of-service', 'hardwareError'],
    ['a module whose self-check fails for good', { kind: 'status', sw3: 0x60 }, 'sam.out-of-service', 'hardwareError'],
  ] as const satisfies readonly (readonly [string, SamMisbehaviour, FaultCode, string])[])(
    'what answers at the path is %s: reads end at once, and the reader works when that is cured',
    async (_what, what, fault, device) => {
      const room = await SERIAL_ROOM.enter();
      rooms.push(room);
      room.simulator.misbehave({ what, times: 10_000 });
      room.reader.start();
      const waiting = read(room);
      expect(await room.ends(waiting)).toEqual({ ok: false, error: fault });
      expect(await room.until((status) => status.fault !== null)).toEqual({ role: 'idReader', device, fault, media: 'unknown' });
      expect(await read(room)).toEqual({ ok: false, error: fault });
      room.simulator.behave();
      await room.until((status) => status.device === 'online');
      room.simulator.layCard(ZHANG);
      expect(await room.ends(read(room))).toEqual(ok(ZHANG.card));
    },
  );

  it('asks a stranger its question once and leaves it in peace until it is plugged anew', async () => {
    const room = await SERIAL_ROOM.enter();
    rooms.push(room);
    room.simulator.misbehave({ what: { kind: 'stranger' }, times: 10_000 });
    room.reader.start();
    await room.until((status) => status.fault === 'device.wrong-device');
    const asked = room.simulator.asked.length;
    await room.ends(read(room, 20_000));
    expect(room.simulator.asked).toHaveLength(asked);
    room.simulator.behave();
    room.simulator.unplug();
    await room.until((status) => status.device === 'powerOff');
    room.simulator.plug();
    await room.until((status) => status.device === 'online');
  });

  it('resets a module whose self-check failed once, and not again while it stays ill', async () => {
    const room = await SERIAL_ROOM.enter();
    rooms.push(room);
    room.simulator.misbehave({ what: { kind: 'status', sw3: 0x60 }, times: 40, on: 'status' });
    room.reader.start();
    await room.until((status) => status.device === 'online');
    expect(room.simulator.asked.filter((one) => one === 'reset')).toHaveLength(1);
    expect(room.notes).toEqual(['sam-reset']);
  });

  it('never looks for a card unless somebody wants one', async () => {
    const room = await enter();
    await room.until((status) => status.device === 'online');
    room.simulator.layCard(ZHANG);
    await expect(room.ends(room.until(() => room.simulator.asked.length > 5))).rejects.toThrow('in vain');
    expect(new Set(room.simulator.asked)).toEqual(new Set(['status', 'identify']));
    expect(room.reader.status.current.media).toBe('unknown');
  });

  it('notices that an idle reader has died', async () => {
    const room = await enter();
    await room.until((status) => status.device === 'online');
    room.simulator.misbehave({ what: { kind: 'silence' }, times: 10_000 });
    expect(await room.until((status) => status.fault !== null)).toMatchObject({ device: 'offline', fault: 'device.silent' });
  });

  it('leaves the photo as it came and masks nothing by itself', async () => {
    const room = await enter();
    room.simulator.layCard(ZHANG);
    const result = await room.ends(read(room));
    expect(result.ok && result.value.photo).toHaveLength(1024);
  });

  it.each([
    ['a wrong check character', { number: '999999198504120010' }, 'card.number-check', ['check-character']],
    ['another sex than the number says', { sex: '2' }, null, ['sex-differs']],
    ['another birth date than the number says', { birthDate: '19850413' }, null, ['birth-differs']],
  ] as const)('a card with %s ends in %s and is noted without its number', async (_what, change, fault, notes) => {
    const room = await enter();
    const person = cardWith(change);
    room.simulator.layCard(person);
    expect(await room.ends(read(room))).toEqual(fault === null ? ok(person.card) : { ok: false, error: fault });
    expect(room.notes).toEqual(notes);
    expect(room.reader.status.current.media).toBe('present');
  });

  it('takes the time of a real module and of a line of 115 200 bit/s', async () => {
    const room = await enter({ latency: ID_MODULE_LATENCY, pacingBaud: 115_200 });
    const reading = read(room);
    room.simulator.layCard(ZHANG);
    expect(await room.ends(reading)).toEqual(ok(ZHANG.card));
  });

  it('cancels in the middle of a read and reads the next card', async () => {
    const room = await enter({ latency: ID_MODULE_LATENCY });
    await room.until((status) => status.device === 'online');
    const stop = new AbortController();
    room.simulator.layCard(ZHANG);
    const reading = room.reader.read({ deadlineMs: 60_000, signal: stop.signal });
    await room.until((status) => status.media === 'present');
    stop.abort();
    expect(await reading).toEqual({ ok: false, error: 'device.canceled' });
    const next = read(room);
    room.simulator.takeCard();
    room.simulator.layCard(samplePerson('li'));
    expect(await room.ends(next)).toEqual(ok(samplePerson('li').card));
  });

  it('a read that waits while the reader is unplugged ends at its deadline with the reason', async () => {
    const room = await enter();
    await room.until((status) => status.device === 'online');
    const waiting = read(room, 10_000);
    room.simulator.unplug();
    expect(await room.ends(waiting)).toEqual({ ok: false, error: 'device.no-device-at-path' });
    expect(await read(room)).toEqual({ ok: false, error: 'device.no-device-at-path' });
  });

  it('ends a waiting read when it is stopped, and answers that it is not set up afterwards', async () => {
    const room = await enter();
    await room.until((status) => status.device === 'online');
    const waiting = read(room);
    await room.ends(room.reader.stop());
    expect(await waiting).toEqual({ ok: false, error: 'device.canceled' });
    expect(await read(room)).toEqual({ ok: false, error: 'device.not-configured' });
    expect(room.reader.status.current).toEqual({ role: 'idReader', device: 'offline', fault: null, media: 'unknown' });
  });
});

describe('ID-card reader on a line that blinks while the reader keeps its power', () => {
  function build(change: Partial<IdCardReaderSettings> = {}) {
    const clock = new ManualClock();
    const simulator = createIdCardSimulator({ clock, latency: { ...NO_LATENCY, read: 500 } });
    const ends: MemoryEnd[] = [];
    const opener = memoryOpener(
      'blinking',
      (far) => (ends.push(far), attachIdCardSimulator(simulator, far) ? null : 'device.no-device-at-path'),
      clock,
    );
    const reader = createIdCardReader({ opener, envelope: 'serial', clock, ...change });
    return { clock, simulator, reader, cut: () => ends.at(-1)?.cut() };
  }

  it('reads the card that was being read when the line went, although find would deny it', async () => {
    const { clock, simulator, reader, cut } = build();
    reader.start();
    await clock.advance(100);
    simulator.layCard(ZHANG);
    const reading = reader.read({ deadlineMs: 60_000, signal: never });
    await clock.advance(200);
    expect(simulator.asked.at(-1)).toBe('read');
    cut();
    await clock.advance(5_000);
    expect(await reading).toEqual(ok(ZHANG.card));
    await reader.stop();
  });

  it('tells of each fault once, however often the opening fails', async () => {
    const refusing: ChannelOpener = { address: 'nowhere', open: () => Promise.resolve({ ok: false, error: 'device.permission-denied' }) };
    const { clock, reader } = build({ opener: refusing });
    const faults: (FaultCode | null)[] = [];
    reader.status.watch((status) => faults.push(status.fault));
    reader.start();
    const waiting = reader.read({ deadlineMs: 60_000, signal: never });
    await clock.advance(20_000);
    expect(await waiting).toEqual({ ok: false, error: 'device.permission-denied' });
    expect(faults).toEqual(['device.permission-denied']);
    const stopped = reader.stop();
    await clock.advance(ID_READER_DELAYS.pollMs);
    await stopped;
  });
});
