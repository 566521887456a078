/** What every kind of line keeps, whatever lies below it. */
import { afterEach, describe, expect, it } from 'vitest';
import { concatBytes } from '../../shared/base/bytes.ts';
import { ChannelLost } from '../../device-agent/transport/byte-channel.ts';
import type { ByteChannel } from '../../device-agent/transport/byte-channel.ts';
import { ECHO_BEDS } from '../support/bed-lines.ts';
import type { EchoBed } from '../support/bed-lines.ts';
import { seeded } from '../support/decoder-suite.ts';

async function readBytes(channel: ByteChannel, count: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of channel.bytes) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= count) break;
  }
  return concatBytes(chunks);
}

async function drain(channel: ByteChannel): Promise<number> {
  let length = 0;
  for await (const chunk of channel.bytes) length += chunk.length;
  return length;
}

function noise(length: number): Uint8Array {
  const random = seeded(20_260_717);
  // Never 255 in the first place: one bed takes it for the pulled plug.
  return Uint8Array.from({ length }, () => Math.floor(random() * 255));
}

describe.each(ECHO_BEDS)('byte channel: %s', (_name, makeBed) => {
  const beds: EchoBed[] = [];
  const channels: ByteChannel[] = [];

  async function open(): Promise<{ bed: EchoBed; channel: ByteChannel }> {
    const bed = await makeBed();
    beds.push(bed);
    const opened = await bed.opener.open();
    if (!opened.ok) throw new Error(`the bed did not open: ${opened.error}`);
    channels.push(opened.value);
    return { bed, channel: opened.value };
  }

  afterEach(async () => {
    await Promise.all(channels.splice(0).map((channel) => channel.close()));
    await Promise.all(beds.splice(0).map((bed) => bed.dispose()));
  });

  it('carries bytes of every value, in the order of unawaited writes', async () => {
    const { channel } = await open();
    const all = Uint8Array.from({ length: 256 }, (_, value) => 255 - ((value + 1) % 256));
    const writes = Array.from({ length: 64 }, (_, i) => channel.write(all.subarray(i * 4, i * 4 + 4)));
    expect(await readBytes(channel, 256)).toEqual(all);
    await Promise.all(writes);
  });

  it('carries a write of 600 KB whole while the far end answers', async () => {
    const { channel } = await open();
    const sent = noise(600_000);
    const [received] = await Promise.all([readBytes(channel, sent.length), channel.write(sent)]);
    expect(Buffer.compare(received, sent)).toBe(0);
  });

  it('hands out plain byte arrays whose slices are copies', async () => {
    const { channel } = await open();
    await channel.write(Uint8Array.of(1, 2, 3));
    const first = await channel.bytes[Symbol.asyncIterator]().next();
    expect(Object.getPrototypeOf(first.value)).toBe(Uint8Array.prototype);
  });

  it('ends the iteration quietly when it is closed, and bears a second close', async () => {
    const { channel } = await open();
    await channel.write(Uint8Array.of(1));
    const reading = drain(channel);
    await channel.close();
    await channel.close();
    expect(await reading).toBeLessThanOrEqual(1);
    await expect(channel.write(Uint8Array.of(2))).rejects.toBeInstanceOf(ChannelLost);
  });

  it('throws ChannelLost out of the iteration when the plug is pulled, and out of every write after it', async () => {
    const { bed, channel } = await open();
    const reading = drain(channel);
    await Promise.all([bed.cut(), expect(reading).rejects.toBeInstanceOf(ChannelLost)]);
    await expect(channel.write(Uint8Array.of(1))).rejects.toBeInstanceOf(ChannelLost);
    await channel.close();
  });

  it('refuses a second reader', async () => {
    const { channel } = await open();
    channel.bytes[Symbol.asyncIterator]();
    expect(() => channel.bytes[Symbol.asyncIterator]()).toThrow('iterated once');
  });

  it('tells the address without opening anything', async () => {
    const bed = await makeBed();
    beds.push(bed);
    expect(bed.opener.address).toMatch(/^(memory|tcp|process|\/)/);
  });
});
