/** Two defects of the serial binding that our line must not have: it spins after a hang-up, and it sleeps on received bytes in an idle process. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { pause, systemClock } from '../../device-agent/platform/clock.ts';
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
