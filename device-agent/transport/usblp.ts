/** A line over a USB printer-class node (`/dev/usb/lp0`): a plain file that Node can neither poll nor treat as a socket. */
import { constants, open as openFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { pause, systemClock } from '../platform/clock.ts';
import type { Clock } from '../platform/clock.ts';
import type { ByteChannel, ChannelOpener } from './byte-channel.ts';
import { TRANSPORT_DELAYS, TRANSPORT_LIMITS } from './delays.ts';
import { Line } from './line.ts';
import { exists, findNode } from './node-class.ts';
import { openWithin } from './opening.ts';

/** Which node, or a stable link to it. */
export interface UsblpSettings {
  readonly path: string;
}

/**
 * Opens a printer node for us alone (the kernel admits one). A resolved write means that usblp took the bytes; its last 8 KiB are lost if
 * the line is closed at once, so hold it until the printer has answered.
 */
export function usblpOpener(settings: UsblpSettings, clock: Clock = systemClock): ChannelOpener {
  return {
    address: settings.path,
    open: () =>
      openWithin(
        clock,
        () => open(settings.path, clock),
        (late) => void late.close(),
      ),
  };
}

async function open(path: string, clock: Clock): Promise<Result<ByteChannel, FaultCode>> {
  const node = await findNode(path);
  if (node.kind === 'none') return err('device.no-device-at-path');
  // Asked before opening: opening a tty raises DTR, and that restarts boards.
  if (node.kind !== 'usbmisc' && node.kind !== 'pty') return err('device.wrong-device');
  return ok(lineOver(await openFile(node.path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY), node.path, clock));
}

function lineOver(file: FileHandle, node: string, clock: Clock): ByteChannel {
  const closing = new AbortController();
  const line: Line = new Line(
    {
      send: (bytes) => writeAll(file, bytes, clock, closing.signal),
      // A reader costs a wake-up every few hundredths of a second, so the node is looked at only for somebody who iterates.
      listen: () => void poll(file, node, line, clock, closing.signal),
      shut: () => {
        closing.abort();
        return file.close();
      },
    },
    clock,
  );
  return line;
}

async function poll(file: FileHandle, node: string, line: Line, clock: Clock, closing: AbortSignal): Promise<void> {
  const buffer = new Uint8Array(TRANSPORT_LIMITS.usblpReadBytes);
  while (line.wanted) {
    try {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead > 0) {
        line.receive(buffer.slice(0, bytesRead));
        continue;
      }
      // Some printers answer every poll with an empty packet: zero bytes are a loss only when the node is gone as well.
      if (!(await exists(node))) return line.lose('the printer is gone');
    } catch (error) {
      if (!isAgain(error)) return line.lose(error instanceof Error ? error.message : 'read failed');
    }
    await pause(clock, TRANSPORT_DELAYS.usblpPollMs, closing);
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, clock: Clock, closing: AbortSignal): Promise<void> {
  let at = 0;
  while (at < bytes.length) {
    if (closing.aborted) throw new Error('closed');
    const piece = bytes.subarray(at, at + TRANSPORT_LIMITS.usblpWriteBytes);
    try {
      at += (await file.write(piece, 0, piece.length, null)).bytesWritten;
    } catch (error) {
      if (!isAgain(error)) throw error;
      await pause(clock, TRANSPORT_DELAYS.usblpBackOffMs, closing);
    }
  }
}

function isAgain(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR');
}
