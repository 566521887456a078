/** The few verbs that the bulk line needs of a USB device, and their version over libusb (package `usb`). */
import type { Endpoint, InEndpoint, Interface, LibUSBException, OutEndpoint, usb } from 'usb';
import type { BulkEndpoint, BulkInterface } from './bulk-pipes.ts';

/** Which device; the first found with these ids is taken. */
export interface BulkSettings {
  readonly vendorId: number;
  readonly productId: number;
}

/** A USB device as the bulk line sees it. At most one transfer per endpoint at a time. */
export interface BulkDevice {
  /** Opens the device and answers its interfaces. Throws with the system's words. */
  open(): Promise<readonly BulkInterface[]>;
  /** Takes an interface for us, from a kernel driver too. Throws when another program has it. */
  claim(interfaceNumber: number): Promise<void>;
  /** What came within `waitMs`; null when the device was silent. Throws when it is gone or its pipe is stalled. */
  read(endpoint: BulkEndpoint, mostBytes: number, waitMs: number): Promise<Uint8Array | null>;
  /** Throws unless the device took all bytes within `waitMs`. */
  write(endpoint: BulkEndpoint, bytes: Uint8Array, waitMs: number): Promise<void>;
  /** Releases and closes. No transfer may be running. */
  close(): Promise<void>;
}

/** Finds a device; null when it is not there. Throws when the native library does not load. */
export type FindBulkDevice = (settings: BulkSettings) => Promise<BulkDevice | null>;

/** `bmAttributes` of an endpoint (USB 2.0, table 9-13); 0 is the control pipe, which no interface lists. */
const TRANSFER_TYPES = { 1: 'isochronous', 2: 'bulk', 3: 'interrupt' } as const;
/** `libusb_transfer_status`: how a transfer ended. */
const TIMED_OUT = 2;
const STALLED = 4;
const DIRECTION_IN = 0x80;

/** Finds a device on the machine's own buses. */
export async function findUsbDevice({ vendorId, productId }: BulkSettings): Promise<BulkDevice | null> {
  const { getDeviceList } = await import('usb');
  const device = getDeviceList().find(({ deviceDescriptor: { idVendor, idProduct } }) => idVendor === vendorId && idProduct === productId);
  return device === undefined ? null : new LibUsbDevice(device);
}

class LibUsbDevice implements BulkDevice {
  private readonly device: usb.Device;
  private claimed: Interface | null = null;

  constructor(device: usb.Device) {
    this.device = device;
  }

  async open(): Promise<readonly BulkInterface[]> {
    this.device.open();
    return (this.device.interfaces ?? []).map((one) => ({
      number: one.interfaceNumber,
      classCode: one.descriptor.bInterfaceClass,
      endpoints: one.endpoints.flatMap(endpointOf),
    }));
  }

  async claim(interfaceNumber: number): Promise<void> {
    const wanted = this.device.interface(interfaceNumber);
    if (wanted.isKernelDriverActive()) wanted.detachKernelDriver();
    wanted.claim();
    this.claimed = wanted;
  }

  async read(endpoint: BulkEndpoint, mostBytes: number, waitMs: number): Promise<Uint8Array | null> {
    const pipe = this.pipe(endpoint) as InEndpoint;
    pipe.timeout = waitMs;
    const { error, got } = await new Promise<{ error: LibUSBException | undefined; got: Uint8Array | undefined }>((resolve) => {
      pipe.transfer(mostBytes, (failed, data) => resolve({ error: failed, got: data }));
    });
    if (error === undefined) return got ?? new Uint8Array();
    // What came before the deadline is not lost with it.
    if (error.errno === TIMED_OUT) return got !== undefined && got.length > 0 ? got : null;
    return this.fail(error, pipe);
  }

  async write(endpoint: BulkEndpoint, bytes: Uint8Array, waitMs: number): Promise<void> {
    const pipe = this.pipe(endpoint) as OutEndpoint;
    pipe.timeout = waitMs;
    const { error, taken } = await new Promise<{ error: LibUSBException | undefined; taken: number }>((resolve) => {
      pipe.transfer(Buffer.from(bytes), (failed, actual) => resolve({ error: failed, taken: actual }));
    });
    if (error !== undefined) return this.fail(error, pipe);
    if (taken !== bytes.length) throw new Error(`the device took ${taken} of ${bytes.length} bytes`);
  }

  async close(): Promise<void> {
    const { claimed } = this;
    this.claimed = null;
    // A device that is gone has nothing to release.
    if (claimed !== null) await claimed.releaseAsync().catch(() => undefined);
    this.device.close();
  }

  private pipe({ number, direction }: BulkEndpoint): Endpoint {
    const pipe = this.claimed?.endpoint(direction === 'in' ? number | DIRECTION_IN : number);
    if (pipe === undefined) throw new Error('an endpoint of no claimed interface');
    return pipe;
  }

  /** A stalled pipe stays stalled over a reopening until it is cleared. */
  private async fail(error: LibUSBException, pipe: Endpoint): Promise<never> {
    if (error.errno === STALLED) await new Promise<void>((resolve) => pipe.clearHalt(() => resolve()));
    throw error;
  }
}

function endpointOf({ address, direction, transferType, descriptor }: Endpoint): readonly BulkEndpoint[] {
  const type = TRANSFER_TYPES[transferType as keyof typeof TRANSFER_TYPES] as BulkEndpoint['type'] | undefined;
  return type === undefined ? [] : [{ number: address & 0x0f, direction, type, packetBytes: descriptor.wMaxPacketSize & 0x7ff }];
}
