/** A line over TCP: network printers, serial servers, the simulators. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { systemClock } from '../platform/clock.ts';
import type { Clock } from '../platform/clock.ts';
import type { ByteChannel, ChannelOpener } from './byte-channel.ts';
import { TRANSPORT_DELAYS } from './delays.ts';
import { Line } from './line.ts';
import { faultOfOpenError, openWithin } from './opening.ts';

/** Where to connect. */
export interface TcpSettings {
  readonly host: string;
  readonly port: number;
}

/** Opens `host:port`; refused or unreachable is `device.no-device-at-path`, no answer `device.timeout`. */
export function tcpOpener(settings: TcpSettings, clock: Clock = systemClock): ChannelOpener {
  return {
    address: `tcp ${settings.host}:${settings.port}`,
    open: () => {
      const socket = connect({ ...settings, noDelay: true, keepAlive: true, keepAliveInitialDelay: TRANSPORT_DELAYS.tcpKeepAliveMs });
      const opening = openWithin(
        clock,
        () => connected(socket, clock),
        () => socket.destroy(),
      );
      return opening.finally(() => {
        if (socket.connecting) socket.destroy();
      });
    },
  };
}

function connected(socket: Socket, clock: Clock): Promise<Result<ByteChannel, FaultCode>> {
  return new Promise((resolve) => {
    socket.once('error', (error) => resolve(err(faultOfOpenError(error))));
    socket.once('connect', () => resolve(ok(lineOver(socket, clock))));
  });
}

function lineOver(socket: Socket, clock: Clock): ByteChannel {
  const line = new Line(
    {
      send: (bytes) => new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve()))),
      shut: () => goodbye(socket, clock),
    },
    clock,
  );
  socket.on('data', (chunk: Buffer) => line.receive(chunk));
  socket.on('end', () => line.lose('the far end hung up'));
  socket.on('error', (error) => line.lose(error.message));
  socket.on('close', () => line.lose('the connection is closed'));
  return line;
}

// A socket that is destroyed with unread bytes sends RST, and the far end then forgets what it had not yet read of the last receipt.
function goodbye(socket: Socket, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve();
    const cancel = clock.after(TRANSPORT_DELAYS.closeMs / 2, () => socket.destroy());
    socket.once('close', () => {
      cancel();
      resolve();
    });
    socket.resume();
    socket.end();
  });
}
