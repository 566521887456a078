/** What the ID-card reader keeps whatever line it is on: driver and device against the simulator, well-behaved and not. */
import { afterEach, describe, expect, it } from 'vitest';
import { fromHex } from '../../shared/base/bytes.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { IdentityCard } from '../../shared/identity/card.ts';
import type { Mischief } from '../../device-agent/simulators/id-card-misbehaviour.ts';
import { SAMPLE_PEOPLE, samplePerson } from '../../device-agent/simulators/people.ts';
import { seeded } from '../support/decoder-suite.ts';
import { ID_CARD_ROOMS, type IdCardRoom, type RoomKind } from '../support/id-card-room.ts';

const ZHANG = samplePerson('zhang');
const LI = samplePerson('li');

interface MischiefCase {
  readonly title: string;
  readonly mischief: Mischief;
  /** `read`: the citizen notices nothing. */
  readonly ends: 'read' | FaultCode;
  /** Takes many seconds of waiting, so it runs only where the test moves the clock. */
  readonly long?: boolean;
}

const MISCHIEF: readonly MischiefCase[] = [
  {
    title: 'garbage before every answer',
    mischief: { what: { kind: 'garbage-before', bytes: fromHex('00 AA AA 13 AA') }, times: 9 },
    ends: 'read',
  },
  { title: 'the answer to find comes byte by byte', mischief: { what: { kind: 'split', size: 1, pauseMs: 5 }, on: 'find' }, ends: 'read' },
  { title: 'the card comes in pieces', mischief: { what: { kind: 'split', size: 50, pauseMs: 3 }, on: 'read' }, ends: 'read' },
  { title: 'old answers stick to new ones', mischief: { what: { kind: 'glued' }, times: 9 }, ends: 'read' },
  { title: 'every answer comes twice', mischief: { what: { kind: 'duplicate' }, times: 9 }, ends: 'read' },
  { title: 'the adapter echoes the requests', mischief: { what: { kind: 'echo' }, times: 9 }, ends: 'read' },
  { title: 'a slow module', mischief: { what: { kind: 'slow', extraMs: 700 }, on: 'find' }, ends: 'read' },
  { title: 'one answer with a wrong checksum', mischief: { what: { kind: 'wrong-checksum' }, on: 'read' }, ends: 'read' },
  { title: 'one answer cut short', mischief: { what: { kind: 'cut-short' }, on: 'read' }, ends: 'read' },
  { title: 'one request met with silence', mischief: { what: { kind: 'silence' }, on: 'find' }, ends: 'read' },
  { title: 'the module once got the request damaged', mischief: { what: { kind: 'status', sw3: 0x10 }, on: 'select' }, ends: 'read' },
  {
    title: 'one bad read with the words of the card',
    mischief: { what: { kind: 'status', sw3: 0x41, sw1: 0x6a, sw2: 0x82 }, on: 'read' },
    ends: 'read',
  },
  { title: 'an answer later than its deadline', mischief: { what: { kind: 'slow', extraMs: 900 }, on: 'find' }, ends: 'read' },
  { title: 'every read damaged', mischief: { what: { kind: 'wrong-checksum' }, times: 9, on: 'read' }, ends: 'device.garbled' },
  { title: 'the card is taken mid-read', mischief: { what: { kind: 'card-taken-mid-read' }, on: 'read' }, ends: 'card.replace' },
  { title: 'two bad reads', mischief: { what: { kind: 'status', sw3: 0x33 }, times: 2, on: 'read' }, ends: 'card.replace' },
  { title: 'two refused selections', mischief: { what: { kind: 'status', sw3: 0x81 }, times: 2, on: 'select' }, ends: 'read' },
  { title: 'the answer to select lost', mischief: { what: { kind: 'wrong-checksum' }, on: 'select' }, ends: 'read' },
  {
    title: 'selections refused for good',
    mischief: { what: { kind: 'status', sw3: 0x81 }, times: 99, on: 'select' },
    ends: 'card.replace',
  },
  { title: 'another kind of card', mischief: { what: { kind: 'status', sw3: 0x40 }, on: 'select' }, ends: 'card.wrong-type' },
  { title: 'commands refused', mischief: { what: { kind: 'status', sw3: 0x21 }, times: 3, on: 'find' }, ends: 'device.hardware' },
  { title: 'a module without authority', mischief: { what: { kind: 'status', sw3: 0x66 }, on: 'find' }, ends: 'sam.out-of-service' },
  { title: 'a failed self-check that a reset cures', mischief: { what: { kind: 'status', sw3: 0x60 }, on: 'find' }, ends: 'read' },
  { title: 'a module that falls silent for good', mischief: { what: { kind: 'silence' }, times: 99 }, ends: 'device.silent', long: true },
  { title: 'the plug pulled mid-answer', mischief: { what: { kind: 'unplugged-mid-answer' }, on: 'read' }, ends: 'read' },
];

/** All that a read may end in on such a day. */
const ENDINGS: readonly ('read' | FaultCode)[] = [
  ...new Set(MISCHIEF.map((one) => one.ends)),
  'device.timeout',
  'device.lost',
  'device.wrong-device',
];

let room: IdCardRoom;

async function enter(kind: RoomKind): Promise<IdCardRoom> {
  room = await kind.enter();
  room.reader.start();
  await room.until((status) => status.device === 'online');
  return room;
}

function read(deadlineMs = 60_000, signal = new AbortController().signal): Promise<Result<IdentityCard, FaultCode>> {
  return room.reader.read({ deadlineMs, signal });
}

/** Where a plug was pulled somebody puts it back; where a card was refused it is laid down anew. */
function mendWhenUnplugged(): void {
  room.simulator.plugged.watch((plugged) => {
    if (!plugged) room.simulator.plug();
  });
}

describe.each(ID_CARD_ROOMS)('ID-card reader over $name', (kind) => {
  afterEach(() => room.close());

  it.each(SAMPLE_PEOPLE)('reads the card of $label', async (person) => {
    await enter(kind);
    expect(room.reader.samId).toBe('05.03-20200101-0000000001-1234567890');
    room.simulator.layCard(person);
    expect(await room.ends(read())).toEqual(ok(person.card));
    expect(room.reader.status.current).toEqual({ role: 'idReader', device: 'online', fault: null, media: 'present' });
  });

  it('waits for a card and sees it leave', async () => {
    await enter(kind);
    const reading = read();
    room.simulator.layCard(ZHANG);
    expect(await room.ends(reading)).toEqual(ok(ZHANG.card));
    room.simulator.takeCard();
    await room.until((status) => status.media === 'notPresent');
  });

  it('reads a card once and not again until it was lifted', async () => {
    await enter(kind);
    room.simulator.layCard(ZHANG);
    await room.ends(read());
    expect(await room.ends(read(1_500))).toEqual({ ok: false, error: 'device.timeout' });
    expect(room.reader.status.current.media).toBe('present');
    const next = read();
    room.simulator.layCard(LI);
    expect(await room.ends(next)).toEqual(ok(LI.card));
  });

  it('ends a read at its deadline, on cancel, and refuses a second one meanwhile', async () => {
    await enter(kind);
    const stop = new AbortController();
    const first = read(60_000, stop.signal);
    expect(await read()).toEqual({ ok: false, error: 'device.busy' });
    stop.abort();
    expect(await first).toEqual({ ok: false, error: 'device.canceled' });
    expect(await read(60_000, stop.signal)).toEqual({ ok: false, error: 'device.canceled' });
    expect(await room.ends(read(400))).toEqual({ ok: false, error: 'device.timeout' });
    room.simulator.layCard(LI);
    expect(await room.ends(read())).toEqual(ok(LI.card));
  });

  it('goes on with a waiting read when the plug was pulled and put back', async () => {
    await enter(kind);
    const reading = read();
    room.simulator.unplug();
    await room.until((status) => status.device === 'powerOff');
    room.simulator.plug();
    await room.until((status) => status.device === 'online');
    room.simulator.layCard(ZHANG);
    expect(await room.ends(reading)).toEqual(ok(ZHANG.card));
    expect(room.history.map((status) => status.device)).toEqual(expect.arrayContaining(['starting', 'online', 'powerOff']));
  });

  it.each(MISCHIEF.filter((one) => !kind.realTime || one.long !== true))(
    '$title: ends in $ends, and the next read is good',
    async ({ mischief, ends }) => {
      await enter(kind);
      mendWhenUnplugged();
      room.simulator.misbehave(mischief);
      room.simulator.layCard(ZHANG);
      expect(await room.ends(read())).toEqual(ends === 'read' ? ok(ZHANG.card) : { ok: false, error: ends });
      room.simulator.behave();
      await room.until((status) => status.device === 'online');
      const again = read();
      room.simulator.layCard(LI);
      expect(await room.ends(again)).toEqual(ok(LI.card));
    },
  );
});

describe.each(ID_CARD_ROOMS.filter((kind) => !kind.realTime))('a bad day of the ID-card reader over $name', (kind) => {
  afterEach(() => room.close());

  it('gives out the card that lies there or a fault from the list, never another card, whatever goes wrong at random', async () => {
    await enter(kind);
    mendWhenUnplugged();
    const random = seeded(20_260_302);
    const pick = <T>(from: readonly T[]): T => {
      const one = from[Math.floor(random() * from.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    };
    const ended = new Set<string>();
    for (let round = 0; round < 60; round += 1) {
      room.simulator.behave();
      await room.until((status) => status.device === 'online');
      for (let i = 0; i < 3; i += 1) {
        const { mischief } = pick(MISCHIEF);
        room.simulator.misbehave({ ...mischief, times: 1 + Math.floor(random() * 3) });
      }
      const person = pick(SAMPLE_PEOPLE);
      const reading = read(5_000 + Math.floor(random() * 30_000));
      room.simulator.layCard(person);
      const result = await room.ends(reading);
      if (result.ok) expect(result.value).toEqual(person.card);
      ended.add(result.ok ? 'read' : result.error);
    }
    expect([...ended]).toEqual(expect.arrayContaining(['read', 'card.replace', 'card.wrong-type']));
    expect(ENDINGS).toEqual(expect.arrayContaining([...ended]));
    room.simulator.behave();
    await room.until((status) => status.device === 'online');
    const last = read();
    room.simulator.layCard(LI);
    expect(await room.ends(last)).toEqual(ok(LI.card));
  });
});
