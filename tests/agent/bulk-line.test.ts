/** USB bulk readers: the pipes that descriptors give, split and single, silence, stall, unplug. */
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex } from '../../shared/base/bytes.ts';
import { bulkOpener } from '../../device-agent/transport/bulk.ts';
import type { BulkDevice } from '../../device-agent/transport/bulk-device.ts';
import { bodyBytesAfter, chooseInterface, pipesOf } from '../../device-agent/transport/bulk-pipes.ts';
import type { BulkEndpoint, BulkInterface } from '../../device-agent/transport/bulk-pipes.ts';
import { ChannelLost } from '../../device-agent/transport/byte-channel.ts';
import type { ByteChannel } from '../../device-agent/transport/byte-channel.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';

const READER = { vendorId: 0x0400, productId: 0xc35a };

function endpoint(address: number, type: BulkEndpoint['type'] = 'bulk'): BulkEndpoint {
  return { number: address & 0x0f, direction: address & 0x80 ? 'in' : 'out', type, packetBytes: 64 };
}

const SPLIT = [0x06, 0x02, 0x85, 0x81].map((address) => endpoint(address));
const SINGLE = [endpoint(0x01), endpoint(0x81)];

/** A device on the desk: what it sends is queued per endpoint, what it gets is noted. */
class DeskDevice implements BulkDevice {
  readonly interfaces: readonly BulkInterface[];
  readonly got: { readonly endpoint: number; readonly bytes: Uint8Array }[] = [];
  readonly answers = new Map<number, Uint8Array[]>();
  claimed: number | null = null;
  closed = 0;
  running = 0;
  gone = false;
  refuses: Error | null = null;
  private waiting: (() => void)[] = [];

  constructor(endpoints: readonly BulkEndpoint[], classCode = 0xff) {
    this.interfaces = [{ number: 3, classCode, endpoints }];
  }

  say(address: number, bytes: Uint8Array): void {
    const list = this.answers.get(address & 0x0f) ?? [];
    list.push(bytes);
    this.answers.set(address & 0x0f, list);
    this.wake();
  }

  unplug(): void {
    this.gone = true;
    this.wake();
  }

  /** The deadline of the transfer that waits. */
  fallSilent(): void {
    this.wake();
  }

  async open(): Promise<readonly BulkInterface[]> {
    if (this.refuses !== null) throw this.refuses;
    return Promise.resolve(this.interfaces);
  }

  claim(interfaceNumber: number): Promise<void> {
    this.claimed = interfaceNumber;
    return Promise.resolve();
  }

  async read(pipe: BulkEndpoint, mostBytes: number): Promise<Uint8Array | null> {
    this.running += 1;
    try {
      if ((this.answers.get(pipe.number)?.length ?? 0) === 0 && !this.gone)
        await new Promise<void>((resolve) => this.waiting.push(resolve));
      if (this.gone) throw new Error('transferIn error: Disconnected');
      const packet = this.answers.get(pipe.number)?.shift() ?? null;
      if (packet !== null && packet.length > mostBytes) throw new Error('overflow');
      return packet;
    } finally {
      this.running -= 1;
    }
  }

  write(pipe: BulkEndpoint, bytes: Uint8Array): Promise<void> {
    if (this.gone) return Promise.reject(new Error('transferOut error: Disconnected'));
    this.got.push({ endpoint: pipe.number, bytes: bytes.slice() });
    return Promise.resolve();
  }

  close(): Promise<void> {
    expect(this.running).toBe(0);
    this.closed += 1;
    return Promise.resolve();
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const go of waiting) go();
  }
}

async function open(device: DeskDevice, clock = new ManualClock()): Promise<ByteChannel> {
  const opened = await bulkOpener(READER, clock, () => Promise.resolve(device)).open();
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

function collect(channel: ByteChannel): { readonly chunks: Uint8Array[]; readonly done: Promise<void> } {
  const chunks: Uint8Array[] = [];
  async function run(): Promise<void> {
    for await (const chunk of channel.bytes) chunks.push(chunk);
  }
  return { chunks, done: run() };
}

describe('the pipes of a USB reader', () => {
  it('ministry-standard reader with 02, 06, 81, 85: headers on the lower numbers', () => {
    expect(pipesOf(SPLIT)).toEqual({
      kind: 'split',
      headerOut: endpoint(0x02),
      bodyOut: endpoint(0x06),
      headerIn: endpoint(0x81),
      bodyIn: endpoint(0x85),
    });
  });

  it.each([
    ['one bulk pair', SINGLE, 'single'],
    ['one interrupt pair', [endpoint(0x02, 'interrupt'), endpoint(0x82, 'interrupt')], 'single'],
    ['one bulk pair beside a notification pipe', [...SINGLE, endpoint(0x83, 'interrupt')], 'single'],
    ['no way back', [endpoint(0x01)], undefined],
    ['two out and one in', [endpoint(0x01), endpoint(0x02), endpoint(0x81)], undefined],
    ['three of each', [0x01, 0x02, 0x03, 0x81, 0x82, 0x83].map((address) => endpoint(address)), undefined],
    ['only a camera', [endpoint(0x81, 'isochronous')], undefined],
    ['nothing', [], undefined],
  ])('%s', (_name, endpoints, kind) => {
    expect(pipesOf(endpoints)?.kind).toBe(kind);
  });

  it("takes the maker's own interface before any other that would do", () => {
    const mass = { number: 0, classCode: 8, endpoints: SINGLE };
    expect(chooseInterface([mass, { number: 1, classCode: 0xff, endpoints: SPLIT }])?.number).toBe(1);
    expect(chooseInterface([{ number: 0, classCode: 3, endpoints: [] }, mass])?.number).toBe(0);
    expect(chooseInterface([])).toBeNull();
  });

  it.each([
    ['AA AA AA 96 69 00 03', 3],
    ['AA AA AA 96 69 05 08', 1288],
    ['AA AA AA 96 69 00 00', null],
    ['AA AA AA 96 69 FF FF', null],
    ['AA AA AA 96 6A 00 03', null],
    ['AA AA AA 96 69 00', null],
  ])('header %s announces a body of %s', (hex, length) => {
    expect(bodyBytesAfter(fromHex(hex), 4_096)).toBe(length);
  });
});

describe('a line over bulk pipes', () => {
  it('split: the header leaves on 02, the rest on 06, and header and body come back in order', async () => {
    const device = new DeskDevice(SPLIT);
    const channel = await open(device);
    const reading = collect(channel);
    await channel.write(fromHex('AA AA AA 96 69 00 03 12 FF EE'));
    expect(device.got).toEqual([
      { endpoint: 2, bytes: fromHex('AA AA AA 96 69 00 03') },
      { endpoint: 6, bytes: fromHex('12 FF EE') },
    ]);
    const body = Uint8Array.from({ length: 200 }, (_, i) => i);
    device.say(0x85, body.subarray(0, 128));
    device.say(0x81, fromHex('AA AA AA 96 69 00 C8'));
    device.say(0x85, body.subarray(128));
    await settle();
    expect(concatBytes(reading.chunks)).toEqual(concatBytes([fromHex('AA AA AA 96 69 00 C8'), body]));
    const closing = channel.close();
    device.fallSilent();
    await closing;
    await reading.done;
    expect(device.claimed).toBe(3);
    expect(device.closed).toBe(1);
  });

  it('split: a header without its body is let go after a second, and the next frame is read', async () => {
    const device = new DeskDevice(SPLIT);
    const clock = new ManualClock();
    const channel = await open(device, clock);
    const reading = collect(channel);
    device.say(0x81, fromHex('AA AA AA 96 69 00 04'));
    await settle();
    await clock.advance(1_000);
    device.fallSilent();
    await settle();
    device.say(0x81, fromHex('AA AA AA 96 69 00 01'));
    device.say(0x85, fromHex('90'));
    await settle();
    expect(concatBytes(reading.chunks)).toEqual(fromHex('AA AA AA 96 69 00 04 AA AA AA 96 69 00 01 90'));
    device.unplug();
    await expect(reading.done).rejects.toBeInstanceOf(ChannelLost);
  });

  it('single: whole frames both ways, silence and empty packets are no fault', async () => {
    const device = new DeskDevice(SINGLE);
    const clock = new ManualClock();
    const channel = await open(device, clock);
    const reading = collect(channel);
    device.fallSilent();
    device.say(0x81, new Uint8Array());
    await settle();
    await clock.advance(10);
    device.say(0x81, fromHex('01 02'));
    await settle();
    await channel.write(fromHex('AA AA AA 96 69 00 03 12 FF EE'));
    expect(device.got).toEqual([{ endpoint: 1, bytes: fromHex('AA AA AA 96 69 00 03 12 FF EE') }]);
    expect(reading.chunks).toEqual([fromHex('01 02')]);
    device.unplug();
    await expect(reading.done).rejects.toBeInstanceOf(ChannelLost);
    await expect(channel.write(fromHex('00'))).rejects.toBeInstanceOf(ChannelLost);
    await channel.close();
    expect(device.closed).toBe(1);
  });

  it('closes the device only after the running transfer has ended', async () => {
    const device = new DeskDevice(SINGLE);
    const channel = await open(device);
    const reading = collect(channel);
    await settle();
    expect(device.running).toBe(1);
    const closing = channel.close();
    await settle();
    expect(device.closed).toBe(0);
    device.fallSilent();
    await closing;
    await reading.done;
    expect(device.closed).toBe(1);
  });

  it.each([
    ['no such device', null, 'device.no-device-at-path'],
    ['no usable pipes', new DeskDevice([endpoint(0x81)]), 'device.wrong-device'],
    ['no rights', refusing('open error: failed to open device (permission denied)'), 'device.permission-denied'],
    ['another program has it', refusing('claimInterface error: interface is busy'), 'device.port-busy'],
    ['pulled while it is opened', refusing('open error: device not found (errno 2)'), 'device.no-device-at-path'],
    ['pulled while it is claimed', refusing('claimInterface error: device disconnected'), 'device.no-device-at-path'],
  ])('%s', async (_name, device, fault) => {
    const opened = await bulkOpener(READER, new ManualClock(), () => Promise.resolve(device)).open();
    expect(opened).toEqual({ ok: false, error: fault });
    if (device !== null) expect(device.closed).toBe(1);
  });

  it('the library does not load', async () => {
    const missing = Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
    expect(await bulkOpener(READER, new ManualClock(), () => Promise.reject(missing)).open()).toEqual({
      ok: false,
      error: 'device.library-missing',
    });
  });
});

function refusing(words: string): DeskDevice {
  const device = new DeskDevice(SINGLE);
  device.refuses = new Error(words);
  return device;
}
