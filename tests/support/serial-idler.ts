/** A process with one serial line, a far timer and nothing else: echoes what comes in; after a loss it measures what it still costs. */
import { ChannelLost } from '../../device-agent/transport/byte-channel.ts';
import type { ByteChannel } from '../../device-agent/transport/byte-channel.ts';
import { serialOpener } from '../../device-agent/transport/serial.ts';

const collectGarbage: () => unknown = globalThis.gc ?? (() => undefined);

const MEASURE_MS = 600;

async function echo(channel: ByteChannel): Promise<string> {
  try {
    for await (const chunk of channel.bytes) await channel.write(chunk);
    return 'ended';
  } catch (error) {
    return error instanceof ChannelLost ? error.name : 'another error';
  }
}

// The far timer: any agent has one.
const farTimer = setTimeout(() => process.exit(1), 50_000);
const opened = await serialOpener({ path: process.argv[2] ?? '', baudRate: 115_200 }).open();
process.send?.(opened.ok ? 'open' : opened.error);
if (opened.ok) {
  process.send?.(await echo(opened.value));
  collectGarbage();
  const heap = process.memoryUsage().heapUsed;
  const cpu = process.cpuUsage();
  setTimeout(() => {
    const { user, system } = process.cpuUsage(cpu);
    collectGarbage();
    process.send?.({ busyShare: (user + system) / 1_000 / MEASURE_MS, heapGrownBytes: process.memoryUsage().heapUsed - heap });
    clearTimeout(farTimer);
    process.disconnect?.();
  }, MEASURE_MS);
}
