/** The few verbs that the bulk line needs of a USB device, and their version over the package `usb`. */
// The package describes itself in terms of WebUSB, whose types Node does not have.
/// <reference types="w3c-web-usb" />
import type { BulkEndpoint, BulkInterface } from './bulk-pipes.ts';

/** Which device. A serial number tells twins apart; without one the first device found is taken. */
export interface BulkSettings {
  readonly vendorId: number;
  readonly productId: number;
  readonly serial?: string;
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

type UsbPackage = typeof import('usb');
type UsbDevice = NonNullable<Awaited<ReturnType<UsbPackage['usb']['findDeviceByIds']>>>;

/** Finds a device on the machine's own buses. */
export async function findUsbDevice(settings: BulkSettings): Promise<BulkDevice | null> {
  const { usb } = await import('usb');
  const devices = await usb.getDevices();
  const device = devices.find(
    (one) =>
      one.vendorId === settings.vendorId &&
      one.productId === settings.productId &&
      (settings.serial === undefined || one.serialNumber === settings.serial),
  );
  return device === undefined ? null : new UsbPackageDevice(device);
}

class UsbPackageDevice implements BulkDevice {
  private readonly device: UsbDevice;
  private claimed: number | null = null;

  constructor(device: UsbDevice) {
    this.device = device;
  }

  async open(): Promise<readonly BulkInterface[]> {
    await this.device.open();
    return (this.device.configuration?.interfaces ?? []).map((one) => ({
      number: one.interfaceNumber,
      classCode: one.alternate.interfaceClass,
      endpoints: one.alternate.endpoints.map((endpoint) => ({
        number: endpoint.endpointNumber,
        direction: endpoint.direction,
        type: endpoint.type,
        packetBytes: endpoint.packetSize,
      })),
    }));
  }

  async claim(interfaceNumber: number): Promise<void> {
    // Fails when no kernel driver holds the interface, which is the usual case for a maker's own class.
    await this.device.detachKernelDriver(interfaceNumber).catch(() => undefined);
    await this.device.claimInterface(interfaceNumber);
    this.claimed = interfaceNumber;
  }

  async read(endpoint: BulkEndpoint, mostBytes: number, waitMs: number): Promise<Uint8Array | null> {
    try {
      const bytes = await this.device.nativeTransferIn(endpoint.number, waitMs, mostBytes);
      return bytes ?? new Uint8Array();
    } catch (error) {
      // The library cancels a transfer at its deadline and says so in words only.
      if (error instanceof Error && error.message.includes('Cancelled')) return null;
      await this.unstall(error, endpoint);
      throw error;
    }
  }

  async write(endpoint: BulkEndpoint, bytes: Uint8Array, waitMs: number): Promise<void> {
    try {
      const taken = await this.device.nativeTransferOut(endpoint.number, waitMs, bytes);
      if (taken !== bytes.length) throw new Error(`the device took ${taken} of ${bytes.length} bytes`);
    } catch (error) {
      await this.unstall(error, endpoint);
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.claimed !== null) await this.device.releaseInterface(this.claimed).catch(() => undefined);
    await this.device.close();
  }

  /** A stalled pipe stays stalled over a reopening until it is cleared. */
  private async unstall(error: unknown, endpoint: BulkEndpoint): Promise<void> {
    if (!(error instanceof Error && error.message.includes('Stall'))) return;
    await this.device.clearHalt(endpoint.direction, endpoint.number).catch(() => undefined);
  }
}
