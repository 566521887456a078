/** A line over a serial port: USB adapter, CDC, RS-232, pty. */
import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { LinuxOpenOptions, LinuxPortBinding } from '@serialport/bindings-cpp';
import type { SerialPortStream } from '@serialport/stream';
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { systemClock } from '../platform/clock.ts';
import type { Clock } from '../platform/clock.ts';
import type { ByteChannel, ChannelOpener } from './byte-channel.ts';
import { Line } from './line.ts';
import { faultOfOpenError, openWithin } from './opening.ts';

/** How a port is set; what is left out is 8 data bits, no parity, 1 stop bit, no flow control. */
export interface SerialSettings {
  /** `/dev/serial/by-id/…` before `/dev/ttyUSB…`: numbers change at replug. */
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits?: 5 | 6 | 7 | 8;
  readonly parity?: 'none' | 'even' | 'odd';
  readonly stopBits?: 1 | 2;
  readonly rtscts?: boolean;
}

/**
 * Opens a port for us alone (flock). DTR and RTS are never set by us and stay as they are at close (no HUPCL): many boards restart on a falling DTR.
 * Another program on the port is `device.port-busy`, a path that is no tty `device.wrong-device`.
 */
export function serialOpener(settings: SerialSettings, clock: Clock = systemClock): ChannelOpener {
  return {
    address: settings.path,
    open: () =>
      openWithin(
        clock,
        () => open(settings, clock),
        (late) => void late.close(),
      ),
  };
}

async function open(settings: SerialSettings, clock: Clock): Promise<Result<ByteChannel, FaultCode>> {
  const [{ LinuxBinding }, { unixRead }, { SerialPortStream }] = await Promise.all([
    import('@serialport/bindings-cpp'),
    import('@serialport/bindings-cpp/dist/unix-read.js'),
    import('@serialport/stream'),
  ]);
  const binding = {
    list: () => LinuxBinding.list(),
    open: async (options: LinuxOpenOptions): Promise<LinuxPortBinding> => {
      const port = await LinuxBinding.open(options);
      port.read = (buffer, offset, length) => unixRead({ binding: port, buffer, offset, length, fsReadAsync: readOrHangUp });
      drainAfterPolls(port);
      return port;
    },
  };
  const stream = new SerialPortStream({ binding, ...settings, hupcl: false, autoOpen: false });
  return new Promise((resolve) => {
    stream.open((error) => resolve(error === null ? ok(lineOver(stream, clock)) : err(faultOfOpenError(error))));
  });
}

function lineOver(stream: SerialPortStream, clock: Clock): ByteChannel {
  const line = new Line(
    {
      send: (bytes) => new Promise((resolve, reject) => stream.write(Buffer.from(bytes), (error) => (error ? reject(error) : resolve()))),
      shut: () => new Promise((resolve) => (stream.isOpen ? stream.close(() => resolve()) : resolve())),
    },
    clock,
  );
  stream.on('data', (chunk: Buffer) => line.receive(chunk));
  stream.on('close', () => line.lose('the serial line hung up'));
  stream.on('error', (error) => line.lose(error.message));
  return line;
}

// The library's poller calls back from libuv without letting promise callbacks run: while a timer is pending and nothing else happens, received
// bytes and hang-ups lie unseen until that timer fires (1.8 s measured). An immediate ends the phase, and the promise callbacks with it.
function drainAfterPolls(port: LinuxPortBinding): void {
  for (const event of ['readable', 'writable', 'disconnect']) port.poller.on(event, () => setImmediate(() => undefined));
}

const readAsync = promisify(read);

// With VMIN 1 and O_NONBLOCK "no data" is EAGAIN, so zero bytes mean a hang-up. The library reads again at once and for ever instead
// (node-serialport/bindings-cpp issue 162); EBADF is the error that it takes for a disconnect.
const readOrHangUp: typeof readAsync = async (...request: Parameters<typeof readAsync>) => {
  const result = await readAsync(...request);
  if (result.bytesRead === 0) throw Object.assign(new Error('the serial line hung up'), { code: 'EBADF' });
  return result;
};
