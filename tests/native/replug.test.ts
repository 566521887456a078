/** The scanner of a terminal, joined as the agent joins it, on a mock bus: pulled, and plugged in again as another node. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../device-agent/platform/clock.ts';
import type { DeviceSetting } from '../../shared/settings/settings.ts';
import { UmockdevBed, type BedEvent } from '../support/umockdev-bed.ts';

const VID = 0x1eab;
const PID = 0x1d10;
/** A HID POS scanner: usage page 8C, usage 02, input reports of 63 bytes under id 2. */
const DESCRIPTOR = '058c0902a101850209fe150026ff007508953f8102850409ff7508953f9102c0';
/** Issue 3 §5. */
const RECOVERY_MS = 2_000;
/** A scanner sees a code that lies there again after so long. */
const HELD_MS = 400;

let bed: UmockdevBed;
beforeEach(async () => {
  bed = await UmockdevBed.start();
});
afterEach(() => bed.stop());

function shows(device: string): Promise<BedEvent> {
  return bed.next((event) => event.event === 'status' && event['device'] === device);
}

/** Rejects when it does not come in the time in which a device must be back. */
function inTime<T>(awaited: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const cancel = systemClock.after(RECOVERY_MS, () => reject(new Error('not back in 2 s')));
  return Promise.race([awaited, late]).finally(cancel);
}

/** A code of one report: id, length, data. */
function report(text: string): string {
  const data = Buffer.from(text);
  return Buffer.concat([Buffer.of(0x02, data.length), data, Buffer.alloc(62 - data.length)]).toString('hex');
}

it.each<[string, 'hidraw' | 'tty', DeviceSetting, (text: string) => string]>([
  [
    'a HID scanner, found by its ids and serial number',
    'hidraw',
    { profile: 'generic-hid-pos', address: { via: 'hid', vendorId: '1eab', productId: '1d10', serial: 'SCAN' } },
    report,
  ],
  [
    'a serial scanner, found by its stable name',
    'tty',
    { profile: 'generic-serial', address: { via: 'serial', path: '/dev/serial/by-id/usb-SCAN-if00-port0' } },
    (text) => Buffer.from(`${text}\r`).toString('hex'),
  ],
])('%s: pulled, plugged in again as another node, served within 2 s', async (_what, kind, setting, code) => {
  const device = { kind, vid: VID, pid: PID, serial: 'SCAN', ...(kind === 'hidraw' ? { descriptor: DESCRIPTOR } : {}) };
  const before = await bed.plug({ ...device, port: 1, number: 1 });
  await bed.ask({ do: 'serve-scanner', setting });
  await shows('online');
  await bed.pull(before);
  expect(await shows('powerOff')).toMatchObject({ fault: 'device.lost' });
  // By then the pauses between two tries have grown to their longest.
  expect(await shows('powerOff')).toMatchObject({ fault: 'device.no-device-at-path' });
  const after = await bed.plug({ ...device, port: 2, number: 2 });
  await inTime(shows('online'));
  expect(after).not.toBe(before);
  const told = bed.next((event) => event.event === 'code');
  const hold = (): void => bed.feed(after, code('SHILI'));
  hold();
  // Reports that come right after opening are taken for old ones; the code still lies there.
  const cancel = systemClock.after(HELD_MS, hold);
  expect(await told).toMatchObject({ text: 'SHILI' });
  cancel();
});
