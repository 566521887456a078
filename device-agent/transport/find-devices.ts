/** Lists what is plugged in, as the system knows it; asks no device anything. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** A node that a line could be opened on. Unknown properties are null, never guessed. */
export interface FoundDevice {
  readonly kind: 'tty' | 'hidraw' | 'usbmisc';
  readonly path: string;
  readonly vendorId: number | null;
  readonly productId: number | null;
  readonly serial: string | null;
  readonly product: string | null;
  /** HID only, one entry per top-level collection: usage page and usage (HID 1.11, 6.2.2.8). */
  readonly usage: { readonly page: number; readonly id: number } | null;
}

/** Devices of one kind, or why they cannot be listed on this machine. */
export interface DeviceLists {
  readonly devices: readonly FoundDevice[];
  /** Kinds whose native library or tool is missing here. */
  readonly unlistable: readonly FoundDevice['kind'][];
}

const MOST_USBLP = 16;

/** Lists every kind. Costs up to 50 ms of a core (`udevadm info -e`): call it on request, follow changes with `watchHotplug`. */
export async function findDevices(): Promise<DeviceLists> {
  const [tty, hidraw, usbmisc] = await Promise.all([orNull(findSerial()), orNull(findHid()), orNull(findUsblp())]);
  return {
    devices: [...(tty ?? []), ...(hidraw ?? []), ...(usbmisc ?? [])],
    unlistable: [...(tty === null ? (['tty'] as const) : []), ...(hidraw === null ? (['hidraw'] as const) : [])],
  };
}

async function findSerial(): Promise<readonly FoundDevice[]> {
  const { LinuxBinding } = await import('@serialport/bindings-cpp');
  const ports = await LinuxBinding.list();
  return ports.map((port) => ({
    kind: 'tty',
    path: port.path,
    vendorId: hexOrNull(port.vendorId),
    productId: hexOrNull(port.productId),
    serial: port.serialNumber ?? null,
    product: port.manufacturer ?? null,
    usage: null,
  }));
}

async function findHid(): Promise<readonly FoundDevice[]> {
  const { devicesAsync } = await import('node-hid');
  const devices = await devicesAsync();
  return devices.flatMap((device) =>
    device.path === undefined
      ? []
      : [
          {
            kind: 'hidraw',
            path: device.path,
            vendorId: device.vendorId,
            productId: device.productId,
            serial: textOrNull(device.serialNumber),
            product: textOrNull(device.product),
            usage: device.usagePage === undefined || device.usage === undefined ? null : { page: device.usagePage, id: device.usage },
          },
        ],
  );
}

async function findUsblp(): Promise<readonly FoundDevice[]> {
  const found = await Promise.all(Array.from({ length: MOST_USBLP }, (_, index) => describeUsblp(`/dev/usb/lp${index}`)));
  return found.filter((device) => device !== null);
}

// The interface is the node's `device`; the USB device with the ids is its parent.
async function describeUsblp(path: string): Promise<FoundDevice | null> {
  const at = `/sys/class/usbmisc/${basename(path)}/device`;
  const id = await attribute(`${at}/ieee1284_id`);
  const vendor = await attribute(`${at}/../idVendor`);
  if (id === null && vendor === null) return null;
  return {
    kind: 'usbmisc',
    path,
    vendorId: hexOrNull(vendor ?? undefined),
    productId: hexOrNull((await attribute(`${at}/../idProduct`)) ?? undefined),
    serial: await attribute(`${at}/../serial`),
    // IEEE 1284 device id: `MFG:…;MDL:…;`, the model under either name.
    product: /(?:^|;)(?:MDL|MODEL):([^;]*)/.exec(id ?? '')?.[1] ?? null,
    usage: null,
  };
}

async function attribute(path: string): Promise<string | null> {
  const text = await orNull(readFile(path, 'utf8'));
  return textOrNull(text?.trim());
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function orNull<T>(value: Promise<T>): Promise<T | null> {
  return value.catch(() => null);
}

function hexOrNull(text: string | undefined): number | null {
  return text !== undefined && /^[0-9a-fA-F]{1,4}$/.test(text) ? Number.parseInt(text, 16) : null;
}
