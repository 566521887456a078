/** What a device is called on the bus of this machine, for helpers that reset its port. */

/** An address of the settings, as far as it may tell of a bus. */
interface BusAddress {
  readonly via: string;
  readonly path?: string;
  readonly socket?: string;
  readonly vendorId?: string;
  readonly productId?: string;
}

/** A path below /dev, a USB socket, or `vvvv:pppp`; null for what is on no bus of this machine: a simulator, a network address, a program. */
export function usbDeviceOf({ path, socket, vendorId, productId }: BusAddress): string | null {
  const named = path ?? socket;
  if (named !== undefined) return named;
  return vendorId === undefined || productId === undefined ? null : `${vendorId}:${productId}`;
}
