/** What a line does when nobody reads, when nobody takes its bytes, and when its port will not close. */
import { expect, it } from 'vitest';
import { ChannelLost } from '../../device-agent/transport/byte-channel.ts';
import { TRANSPORT_DELAYS, TRANSPORT_LIMITS } from '../../device-agent/transport/delays.ts';
import { Line } from '../../device-agent/transport/line.ts';
import type { Port } from '../../device-agent/transport/line.ts';
import { memoryChannelPair } from '../../device-agent/transport/memory.ts';
import { processOpener } from '../../device-agent/transport/process.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';

const NEVER = new Promise<void>(() => undefined);
const PORT: Port = { send: () => Promise.resolve(), shut: () => Promise.resolve() };

it('counts as lost, with a reason, when a megabyte came in unread; what fitted is still given out', async () => {
  const line = new Line(PORT, new ManualClock());
  for (let i = 0; i < TRANSPORT_LIMITS.inboundBytes / 65_536; i += 1) line.receive(new Uint8Array(65_536));
  await line.write(Uint8Array.of(1));
  line.receive(Uint8Array.of(7));
  await expect(line.write(Uint8Array.of(1))).rejects.toThrow('more came in than anybody read');
  let received = 0;
  const reading = (async () => {
    for await (const chunk of line.bytes) received += chunk.length;
  })();
  await expect(reading).rejects.toBeInstanceOf(ChannelLost);
  expect(received).toBe(TRANSPORT_LIMITS.inboundBytes);
});

it('drops what comes for a reader who has left, and stays open', async () => {
  const line = new Line(PORT, new ManualClock());
  line.receive(Uint8Array.of(1));
  for await (const chunk of line.bytes) if (chunk[0] === 1) break;
  for (let i = 0; i < 40; i += 1) line.receive(new Uint8Array(65_536));
  await expect(line.write(Uint8Array.of(1))).resolves.toBeUndefined();
});

it('fails writes that wait for a full device as soon as the line is closed', async () => {
  const line = new Line({ ...PORT, send: () => NEVER }, new ManualClock());
  const writes = [line.write(Uint8Array.of(1)), line.write(Uint8Array.of(2))].map((write) =>
    expect(write).rejects.toBeInstanceOf(ChannelLost),
  );
  await line.close();
  await Promise.all(writes);
});

it('is closed after the deadline although its port will not close', async () => {
  const clock = new ManualClock();
  const line = new Line({ ...PORT, shut: () => NEVER }, clock);
  let closed = false;
  const closing = line.close().then(() => (closed = true));
  await clock.advance(TRANSPORT_DELAYS.closeMs - 1);
  expect(closed).toBe(false);
  await clock.advance(1);
  await closing;
});

it('lets the port go once, whoever ends the line how often', async () => {
  let shut = 0;
  const line = new Line({ ...PORT, shut: () => Promise.resolve(void (shut += 1)) }, new ManualClock());
  line.lose('pulled');
  line.lose('pulled again');
  await line.close();
  await line.close();
  expect(shut).toBe(1);
});

it('between two ends in memory a write waits while the reader is a megabyte behind', async () => {
  const [near, far] = memoryChannelPair(new ManualClock());
  let written = false;
  const writing = near.write(new Uint8Array(3 * TRANSPORT_LIMITS.inboundBytes)).then(() => (written = true));
  await settle();
  expect(written).toBe(false);
  let received = 0;
  for await (const chunk of far.bytes) {
    received += chunk.length;
    if (received === 3 * TRANSPORT_LIMITS.inboundBytes) break;
  }
  await writing;
  expect(written).toBe(true);
});

it('the example helper answers its frames, and its end is the loss of the line', async () => {
  const opened = await processOpener({
    command: process.execPath,
    args: [new URL('../support/example-helper.ts', import.meta.url).pathname],
  }).open();
  if (!opened.ok) throw new Error(opened.error);
  const channel = opened.value;
  await channel.write(Uint8Array.of(0, 3, ...Buffer.from('who')));
  const bytes = channel.bytes[Symbol.asyncIterator]();
  expect(Buffer.from((await bytes.next()).value ?? []).toString('latin1')).toBe('\u0000\u0010example-helper 1');
  await channel.close();
  expect((await bytes.next()).done).toBe(true);
});

it('a helper that ends by itself loses the line behind its last words', async () => {
  const opened = await processOpener({ command: process.execPath, args: ['-e', 'process.stdout.write("bye")'] }).open();
  if (!opened.ok) throw new Error(opened.error);
  const bytes = opened.value.bytes[Symbol.asyncIterator]();
  expect(Buffer.from((await bytes.next()).value ?? []).toString()).toBe('bye');
  await expect(bytes.next()).rejects.toBeInstanceOf(ChannelLost);
});
