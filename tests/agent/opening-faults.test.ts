/** Why a line could not be opened, in codes: every kind of line on every kind of wrong path. */
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { err, ok } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { ChannelOpener } from '../../device-agent/transport/byte-channel.ts';
import { TRANSPORT_DELAYS } from '../../device-agent/transport/delays.ts';
import { hidOpener } from '../../device-agent/transport/hid.ts';
import { faultOfOpenError, openWithin } from '../../device-agent/transport/opening.ts';
import { processOpener } from '../../device-agent/transport/process.ts';
import { serialOpener } from '../../device-agent/transport/serial.ts';
import { tcpOpener } from '../../device-agent/transport/tcp.ts';
import { usblpOpener } from '../../device-agent/transport/usblp.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';
import { openPty } from '../support/pty.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opening-'));
  await writeFile(join(folder, 'file'), 'not a device');
  await chmod(join(folder, 'file'), 0o600);
  await symlink('loop-b', join(folder, 'loop-a'));
  await symlink('loop-a', join(folder, 'loop-b'));
});
afterAll(() => rm(folder, { recursive: true }));

const serial = (path: string): ChannelOpener => serialOpener({ path, baudRate: 9_600 });
const usblp = (path: string): ChannelOpener => usblpOpener({ path });
const hid = (path: string): ChannelOpener => hidOpener({ path });
const helper = (path: string): ChannelOpener => processOpener({ command: path, args: [] });

describe('opening', () => {
  it.each<readonly [string, (path: string) => ChannelOpener, string, FaultCode]>([
    ['serial, nothing there', serial, '/dev/serial/by-id/nothing', 'device.no-device-at-path'],
    ['serial, a regular file', serial, 'file', 'device.wrong-device'],
    ['serial, a folder', serial, '.', 'device.wrong-device'],
    ['serial, a device that is no tty', serial, '/dev/null', 'device.wrong-device'],
    ['usblp, nothing there', usblp, '/dev/usb/lp9', 'device.no-device-at-path'],
    ['usblp, a regular file', usblp, 'file', 'device.wrong-device'],
    ['usblp, a folder', usblp, '.', 'device.wrong-device'],
    ['usblp, a device of another kind', usblp, '/dev/null', 'device.wrong-device'],
    ['usblp, links in a circle', usblp, 'loop-a', 'device.no-device-at-path'],
    ['HID, nothing there', hid, '/dev/hidraw99', 'device.no-device-at-path'],
    ['HID, a regular file', hid, 'file', 'device.wrong-device'],
    ['HID, a device of another kind', hid, '/dev/null', 'device.wrong-device'],
    ['helper, not installed', helper, 'no-such-helper', 'device.library-missing'],
    ['helper, not executable', helper, 'file', 'device.permission-denied'],
  ])('%s', async (_name, opener, path, fault) => {
    expect(await opener(join(path.startsWith('/') ? '/' : folder, path)).open()).toEqual(err(fault));
  });

  it('HID by ids that nobody has', async () => {
    expect(await hidOpener({ vendorId: 0xfffe, productId: 0xfffe }).open()).toEqual(err('device.no-device-at-path'));
  });

  it('serial, while another program of ours holds the port', async () => {
    const pty = await openPty();
    const first = await serial(pty.path).open();
    expect(await serial(pty.path).open()).toEqual(err('device.port-busy'));
    if (first.ok) await first.value.close();
    await pty.cut();
  });

  it('TCP, nobody listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(await tcpOpener({ host: '127.0.0.1', port }).open()).toEqual(err('device.no-device-at-path'));
  });

  it('anything that does not answer within the deadline; what opens later is let go', async () => {
    const clock = new ManualClock();
    const discarded: string[] = [];
    let finish = (): void => undefined;
    const opening = openWithin<string>(
      clock,
      () => new Promise((resolve) => (finish = () => resolve(ok('late line')))),
      (late) => discarded.push(late),
    );
    await clock.advance(TRANSPORT_DELAYS.openMs);
    expect(await opening).toEqual(err('device.timeout'));
    expect(discarded).toEqual([]);
    finish();
    await settle();
    expect(discarded).toEqual(['late line']);
  });
});

it.each<readonly [string, FaultCode]>([
  ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'device.no-device-at-path'],
  ['Error Resource temporarily unavailable Cannot lock port', 'device.port-busy'],
  ['Error: Permission denied, cannot open /dev/ttyUSB0', 'device.permission-denied'],
  ['Error: Inappropriate ioctl for device setting custom baud rate of 9600', 'device.wrong-device'],
  ['libusb-1.0.so.0: cannot open shared object file: No such file or directory', 'device.library-missing'],
  ['something that no library has said yet', 'device.hardware'],
])('the words "%s" mean %s', (words, fault) => {
  expect(faultOfOpenError(new Error(words))).toBe(fault);
});

it.each<readonly [string, FaultCode]>([
  ['ENOENT', 'device.no-device-at-path'],
  ['ENODEV', 'device.no-device-at-path'],
  ['EHOSTUNREACH', 'device.no-device-at-path'],
  ['EBUSY', 'device.port-busy'],
  ['EACCES', 'device.permission-denied'],
  ['EPERM', 'device.permission-denied'],
  ['ENOTTY', 'device.wrong-device'],
  ['EISDIR', 'device.wrong-device'],
  ['ETIMEDOUT', 'device.timeout'],
  ['ERR_DLOPEN_FAILED', 'device.library-missing'],
])('the system code %s means %s', (code, fault) => {
  expect(faultOfOpenError(Object.assign(new Error('open'), { code }))).toBe(fault);
});
