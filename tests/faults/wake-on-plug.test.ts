/** A plug-in wakes every device, where there is anything to be plugged in. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { wakeOnPlug } from '../../device-agent/assembly/wake-on-plug.ts';
import { Watched } from '../../shared/base/watchable.ts';
import { settingsSchema, type Settings } from '../../shared/settings/settings.ts';

/** What `udevadm monitor` prints when a serial adapter is pulled and plugged in again. */
const MONITOR = `#!/bin/sh
echo started >> "$0.started"
printf 'monitor will print the received events\\n\\n'
printf 'UDEV  [1.0] remove   /devices/usb1/1-1 (tty)\\nACTION=remove\\nDEVPATH=/devices/usb1/1-1\\nSUBSYSTEM=tty\\n\\n'
printf 'UDEV  [2.0] add      /devices/usb1/1-1 (tty)\\nACTION=add\\nDEVPATH=/devices/usb1/1-1\\nSUBSYSTEM=tty\\n\\n'
exec sleep 60
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'udev-'));
  await writeFile(join(folder, 'udevadm'), MONITOR);
  await chmod(join(folder, 'udevadm'), 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function settingsWith(address: object): Promise<Settings> {
  const shipped: object = JSON.parse(await readFile(join(import.meta.dirname, '../../config/terminal.json'), 'utf8'));
  return v.parse(settingsSchema, { ...shipped, devices: { codeScanner: { profile: 'generic-serial', address } } });
}

it.each([
  ['by its stable name', { via: 'serial', path: '/dev/serial/by-id/usb-SCAN-if00-port0' }],
  ['by its ids', { via: 'hid', vendorId: '1eab', productId: '1d10' }],
])('a device %s is woken once by a pull and a plug-in', async (_how, address) => {
  let woken = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const watch = wakeOnPlug(new Watched(await settingsWith(address)), [{ wake: () => (woken += 1) }, { wake: resolve }]);
  await promise;
  expect(woken).toBe(1);
  await watch.stop();
});

it.each([
  ['simulated', { via: 'simulator' }],
  ['on the network', { via: 'tcp', host: '127.0.0.1', port: 9100 }],
])('a terminal whose devices are %s watches no bus until one that can be plugged in takes a role', async (_how, address) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const settings = new Watched(await settingsWith(address));
  const watch = wakeOnPlug(settings, [{ wake: resolve }]);
  settings.set(await settingsWith({ via: 'hid', vendorId: '1eab', productId: '1d10' }));
  await promise;
  expect(await readFile(join(folder, 'udevadm.started'), 'utf8')).toBe('started\n');
  await watch.stop();
});
