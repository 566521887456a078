/** A line over a hidraw node: one item of `bytes` is one input report, one write is one output report that starts with its report id. */
import { constants, open as openFile, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { HIDAsync } from 'node-hid';
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { systemClock } from '../platform/clock.ts';
import type { Clock } from '../platform/clock.ts';
import { ChannelLost } from './byte-channel.ts';
import type { ByteChannel, ChannelOpener } from './byte-channel.ts';
import { TRANSPORT_DELAYS, TRANSPORT_LIMITS } from './delays.ts';
import { Line } from './line.ts';
import { findNode } from './node-class.ts';
import { openWithin } from './opening.ts';

/** Which device: by its node (or a stable link to it), or the first one with these ids. */
export type HidSettings = { readonly path: string } | { readonly vendorId: number; readonly productId: number; readonly serial?: string };

/** A HID device can more than a byte line. */
export interface HidChannel extends ByteChannel {
  /** SET_REPORT(feature); the first byte is the report id, 0 when the device numbers none. Throws `ChannelLost`. */
  sendFeature(bytes: Uint8Array): Promise<void>;
  /** GET_REPORT(feature): the report together with its id, at most `length` bytes. Throws `ChannelLost`. */
  getFeature(id: number, length: number): Promise<Uint8Array>;
  /** What the device says of its own reports (HID 1.11, 6.2.2); null when the system does not tell. */
  reportDescriptor(): Promise<Uint8Array | null>;
}

/** A ChannelOpener whose channel is a HidChannel. */
export interface HidOpener extends ChannelOpener {
  open(): Promise<Result<HidChannel, FaultCode>>;
}

/**
 * Opens a device; opening is not exclusive, every program that has it open gets every report. Nothing is discarded here, also not what
 * a scanner kept from before. `device.library-missing` means that libusb-1.0-0 is not installed.
 */
export function hidOpener(settings: HidSettings, clock: Clock = systemClock): HidOpener {
  return {
    address: 'path' in settings ? settings.path : `hid ${hex4(settings.vendorId)}:${hex4(settings.productId)}`,
    open: () =>
      openWithin(
        clock,
        () => open(settings, clock),
        (late) => void late.close(),
      ),
  };
}

async function open(settings: HidSettings, clock: Clock): Promise<Result<HidChannel, FaultCode>> {
  const hid = await library();
  if (hid === null) return err('device.library-missing');
  const path = 'path' in settings ? settings.path : await findPath(hid, settings);
  if (path === null) return err('device.no-device-at-path');
  const node = await findNode(path);
  if (node.kind === 'none') return err('device.no-device-at-path');
  if (node.kind !== 'hidraw') return err('device.wrong-device');
  await tryNode(node.path);
  return ok(channelOver(await hid.HIDAsync.open(node.path), node.path, clock));
}

type Library = typeof import('node-hid');

// The native part is looked for at the first call, not at the import; a call that lists nothing is enough to learn whether it loads.
async function library(): Promise<Library | null> {
  try {
    const hid = await import('node-hid');
    hid.getHidapiVersion();
    return hid;
  } catch {
    return null;
  }
}

async function findPath(hid: Library, wanted: { vendorId: number; productId: number; serial?: string }): Promise<string | null> {
  const found = await hid.devicesAsync(wanted.vendorId, wanted.productId);
  return found.find((device) => wanted.serial === undefined || device.serialNumber === wanted.serial)?.path ?? null;
}

// hidapi says why an opening failed in words only; the system's own code comes from opening the node ourselves first.
async function tryNode(node: string): Promise<void> {
  const file = await openFile(node, constants.O_RDWR | constants.O_NONBLOCK);
  await file.close();
}

function channelOver(device: HIDAsync, node: string, clock: Clock): HidChannel {
  const line = new Line(
    {
      send: async (bytes) => void (await device.write(Buffer.from(bytes))),
      shut: () => device.close(),
    },
    clock,
  );
  device.on('data', (report: Buffer) => line.receive(report));
  device.on('error', (error: Error) => line.lose(error.message));

  /** One control transfer; a device that does not answer it in time is lost to us: the transfer cannot be taken back. */
  function transfer<T>(run: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail = (reason: string): void => {
        line.lose(reason);
        reject(new ChannelLost(reason));
      };
      const cancel = clock.after(TRANSPORT_DELAYS.featureMs, () => fail('a feature report was not answered'));
      run().then(
        (value) => {
          cancel();
          resolve(value);
        },
        (error: unknown) => {
          cancel();
          fail(error instanceof Error ? error.message : 'a feature report failed');
        },
      );
    });
  }

  return {
    bytes: line.bytes,
    write: (bytes) => line.write(bytes),
    close: () => line.close(),
    sendFeature: async (bytes) => void (await transfer(() => device.sendFeatureReport(Buffer.from(bytes)))),
    getFeature: (id, length) =>
      transfer(async () => Uint8Array.from(await device.getFeatureReport(id, Math.min(length, TRANSPORT_LIMITS.featureBytes)))),
    reportDescriptor: () => readDescriptor(node),
  };
}

async function readDescriptor(node: string): Promise<Uint8Array | null> {
  try {
    const bytes = await readFile(`/sys/class/hidraw/${basename(node)}/device/report_descriptor`);
    return bytes.length <= TRANSPORT_LIMITS.reportDescriptorBytes ? Uint8Array.from(bytes) : null;
  } catch {
    return null;
  }
}

function hex4(id: number): string {
  return id.toString(16).padStart(4, '0');
}
