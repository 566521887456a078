/** A line over USB bulk pipes: ID readers that are neither serial nor HID (`0400:C35A` and its kin). */
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { pause, systemClock } from '../platform/clock.ts';
import type { Clock } from '../platform/clock.ts';
import { findUsbDevice } from './bulk-device.ts';
import type { BulkDevice, BulkSettings, FindBulkDevice } from './bulk-device.ts';
import { bodyBytesAfter, chooseInterface, SPLIT_HEADER_BYTES } from './bulk-pipes.ts';
import type { BulkEndpoint, BulkPipes } from './bulk-pipes.ts';
import type { ByteChannel, ChannelOpener } from './byte-channel.ts';
import { TRANSPORT_DELAYS, TRANSPORT_LIMITS } from './delays.ts';
import { Line } from './line.ts';
import { faultOfOpenError, openWithin } from './opening.ts';

/**
 * Opens a device for us alone. On split pipes one write must be one whole frame: its first 7 bytes go over the header pipe, the rest over
 * the body pipe. A device without usable pipes is `device.wrong-device`.
 */
export function bulkOpener(settings: BulkSettings, clock: Clock = systemClock, find: FindBulkDevice = findUsbDevice): ChannelOpener {
  return {
    address: `usb ${hex4(settings.vendorId)}:${hex4(settings.productId)}`,
    open: () =>
      openWithin(
        clock,
        () => open(settings, clock, find),
        (late) => void late.close(),
      ),
  };
}

async function open(settings: BulkSettings, clock: Clock, find: FindBulkDevice): Promise<Result<ByteChannel, FaultCode>> {
  const device = await find(settings);
  if (device === null) return err('device.no-device-at-path');
  try {
    const chosen = chooseInterface(await device.open());
    if (chosen !== null) {
      await device.claim(chosen.number);
      return ok(lineOver(device, chosen.pipes, clock));
    }
  } catch (error) {
    await device.close().catch(() => undefined);
    return err(faultOfOpenError(error));
  }
  await device.close();
  return err('device.wrong-device');
}

function lineOver(device: BulkDevice, pipes: BulkPipes, clock: Clock): ByteChannel {
  let pumping: Promise<void> = Promise.resolve();
  let sending: Promise<void> = Promise.resolve();
  const line: Line = new Line(
    {
      send: (bytes) => {
        const sent = send(device, pipes, bytes);
        sending = sent.catch(() => undefined);
        return sent;
      },
      listen: () => {
        pumping = pump(device, pipes, line, clock);
      },
      // The device must not be closed under a running transfer; each ends by its own deadline.
      shut: () => Promise.all([pumping, sending]).then(() => device.close()),
    },
    clock,
  );
  return line;
}

async function send(device: BulkDevice, pipes: BulkPipes, bytes: Uint8Array): Promise<void> {
  if (pipes.kind === 'single') return device.write(pipes.out, bytes, TRANSPORT_DELAYS.bulkOutMs);
  await device.write(pipes.headerOut, bytes.subarray(0, SPLIT_HEADER_BYTES), TRANSPORT_DELAYS.bulkOutMs);
  if (bytes.length > SPLIT_HEADER_BYTES) await device.write(pipes.bodyOut, bytes.subarray(SPLIT_HEADER_BYTES), TRANSPORT_DELAYS.bulkOutMs);
}

/** Carries everything that comes in to the line, until the line is gone. */
async function pump(device: BulkDevice, pipes: BulkPipes, line: Line, clock: Clock): Promise<void> {
  const first = pipes.kind === 'single' ? pipes.in : pipes.headerIn;
  try {
    while (line.wanted) {
      // One packet per look: a transfer that is cancelled at its deadline takes with it what it had already got.
      const got = await device.read(first, first.packetBytes, TRANSPORT_DELAYS.bulkInMs);
      if (got === null) continue;
      if (got.length === 0) await pause(clock, TRANSPORT_DELAYS.bulkEmptyMs);
      line.receive(got);
      if (pipes.kind === 'split') await body(device, pipes.bodyIn, got, line, clock);
    }
  } catch (error) {
    line.lose(error instanceof Error ? error.message : 'read failed');
  }
}

async function body(device: BulkDevice, pipe: BulkEndpoint, header: Uint8Array, line: Line, clock: Clock): Promise<void> {
  let missing = bodyBytesAfter(header, TRANSPORT_LIMITS.bulkBodyBytes) ?? 0;
  const giveUpAtMs = clock.monotonicMs() + TRANSPORT_DELAYS.bulkBodyMs;
  while (line.wanted && missing > 0 && clock.monotonicMs() < giveUpAtMs) {
    const packets = Math.ceil(missing / pipe.packetBytes);
    const got = await device.read(pipe, packets * pipe.packetBytes, TRANSPORT_DELAYS.bulkInMs);
    if (got === null || got.length === 0) continue;
    line.receive(got);
    missing -= got.length;
  }
}

function hex4(id: number): string {
  return id.toString(16).padStart(4, '0');
}
