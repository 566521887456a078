/** The watch over udevadm: it is started again when it dies, and its absence breaks nothing. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { HotplugEvent } from '../../device-agent/transport/hotplug-blocks.ts';
import { watchHotplug } from '../../device-agent/transport/hotplug.ts';
import type { HotplugState, HotplugWatch } from '../../device-agent/transport/hotplug.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';

const folders: string[] = [];

/** A monitor that prints one event, and ends unless told to stay. */
async function monitor(stays: boolean): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'udevadm-'));
  folders.push(folder);
  const path = join(folder, 'udevadm');
  const event = 'ACTION=add\\nSUBSYSTEM=hidraw\\nDEVPATH=/devices/x\\nDEVNAME=/dev/hidraw3\\n\\n';
  await writeFile(path, `#!/bin/sh\nprintf '${event}'\n${stays ? 'exec sleep 60\n' : ''}`);
  await chmod(path, 0o755);
  return path;
}

function become(watch: HotplugWatch, wanted: HotplugState): Promise<void> {
  if (watch.state.current === wanted) return Promise.resolve();
  return new Promise((resolve) => {
    const remove = watch.state.watch((state) => {
      if (state !== wanted) return;
      remove();
      resolve();
    });
  });
}

afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

it('no udevadm on this machine: the watch says so and goes on looking for it', async () => {
  const clock = new ManualClock();
  const watch = watchHotplug(() => expect.unreachable('no event without udevadm'), clock, '/nowhere/udevadm');
  await become(watch, 'unavailable');
  await settle();
  await clock.advance(1_000);
  expect(watch.state.current).toBe('unavailable');
  await watch.stop();
});

it('the monitor dies: unavailable, started again after a second, events go on', async () => {
  const clock = new ManualClock();
  const events: HotplugEvent[] = [];
  const watch = watchHotplug((event) => events.push(event), clock, await monitor(false));
  await become(watch, 'watching');
  await become(watch, 'unavailable');
  await settle();
  expect(events.map((event) => event.devName)).toEqual(['/dev/hidraw3']);
  const again = become(watch, 'watching');
  await clock.advance(1_000);
  await again;
  await become(watch, 'unavailable');
  expect(events).toHaveLength(2);
  await watch.stop();
});

it('stop ends a monitor that runs', async () => {
  const watch = watchHotplug(() => undefined, new ManualClock(), await monitor(true));
  await become(watch, 'watching');
  await watch.stop();
  expect(watch.state.current).toBe('watching');
});
