/** Two defects of the serial binding that our line must not have: it spins after a hang-up, and it sleeps on received bytes in an idle process. */
import { execFileSync, fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { pause, systemClock } from '../../device-agent/platform/clock.ts';
import { keepLine } from '../../device-agent/transport/open-line.ts';
import { serialOpener } from '../../device-agent/transport/serial.ts';
import { openPty } from '../support/pty.ts';
import type { Pty } from '../support/pty.ts';

const running: { readonly pty: Pty; readonly idler: ChildProcess }[] = [];

async function start(): Promise<{ pty: Pty; idler: ChildProcess }> {
  const pty = await openPty();
  const idler = fork(fileURLToPath(new URL('../support/serial-idler.ts', import.meta.url)), [pty.path], { execArgv: ['--expose-gc'] });
  running.push({ pty, idler });
  await once(idler, 'message');
  return { pty, idler };
}

afterEach(async () => {
  for (const { pty, idler } of running.splice(0)) {
    idler.kill();
    await pty.cut();
  }
});

// The silence before each request is what is tested: a process at rest with a far timer slept on its bytes until that timer.
it('a process that only waits for a far timer answers serial requests at once, each after a silence', { timeout: 10_000 }, async () => {
  const { pty } = await start();
  for (let i = 0; i < 5; i += 1) {
    await pause(systemClock, 300);
    pty.far.write(Uint8Array.of(i));
    const [answer] = (await once(pty.far, 'data')) as [Buffer];
    expect(Array.from(answer)).toEqual([i]);
  }
});

it('socat killed: the loss is told, then the process rests with a flat heap', async () => {
  const { pty, idler } = await start();
  const told = once(idler, 'message');
  await pty.cut();
  expect((await told)[0]).toBe('ChannelLost');
  const [rest] = (await once(idler, 'message')) as [{ busyShare: number; heapGrownBytes: number }];
  expect(rest.busyShare).toBeLessThan(0.3);
  expect(rest.heapGrownBytes).toBeLessThan(2_000_000);
});

it('sets the line as asked, and leaves DTR alone when it closes: no HUPCL', async () => {
  const pty = await openPty();
  const opened = await serialOpener({ path: pty.path, baudRate: 9_600, stopBits: 2, rtscts: true }).open();
  const settings = execFileSync('stty', ['-a', '-F', pty.path], { encoding: 'utf8' });
  expect(settings).toMatch(/speed 9600 baud/);
  // A pseudo terminal knows no parity and only 8 bits; the other flags are kept as they are set.
  for (const flag of ['-hupcl', 'cstopb', 'crtscts', '-ixon', '-icanon', '-echo']) expect(settings).toMatch(new RegExp(`\\s${flag}\\b`));
  if (opened.ok) await opened.value.close();
  await pty.cut();
});

it('a kept line: the adapter is pulled and plugged in again, and the device is served on the new line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'replug-'));
  const path = join(folder, 'line');
  let pty = await openPty(path);
  const faults: string[] = [];
  const served: (() => void)[] = [];
  const serving = (): Promise<void> => new Promise((resolve) => served.push(resolve));
  const lost = serving();
  const first = serving();
  const keeper = keepLine({
    opener: serialOpener({ path, baudRate: 115_200 }),
    clock: systemClock,
    serve: async (channel, signal) => {
      signal.addEventListener('abort', () => void channel.close(), { once: true });
      served.pop()?.();
      for await (const chunk of channel.bytes) await channel.write(chunk);
      return null;
    },
    onFault: (code) => {
      faults.push(code);
      if (code === 'device.lost') served.pop()?.();
    },
  });
  await first;
  await pty.cut();
  await lost;
  const second = serving();
  pty = await openPty(path);
  keeper.wake();
  await second;
  pty.far.write(Uint8Array.of(9));
  expect(Array.from(((await once(pty.far, 'data')) as [Buffer])[0])).toEqual([9]);
  expect(faults[0]).toBe('device.lost');
  expect(new Set(faults.slice(1))).toEqual(new Set(faults.slice(1).map(() => 'device.no-device-at-path')));
  await keeper.stop();
  await pty.cut();
  await rm(folder, { recursive: true });
});
