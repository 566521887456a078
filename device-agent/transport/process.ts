/** A line to an external helper process: for readers whose maker gives out a program and no protocol. */
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { systemClock } from '../platform/clock.ts';
import type { Clock } from '../platform/clock.ts';
import type { ByteChannel, ChannelOpener } from './byte-channel.ts';
import { TRANSPORT_DELAYS } from './delays.ts';
import { Line } from './line.ts';
import { faultOfOpenError, openWithin } from './opening.ts';

/** Which program. It reads requests on stdin and frames its answers on stdout; it ends when stdin ends. */
export interface ProcessSettings {
  readonly command: string;
  readonly args: readonly string[];
}

type Helper = ChildProcessByStdio<Writable, Readable, null>;

/** Starts the helper; its exit is the loss of the line. A program that is not installed is `device.library-missing`. */
export function processOpener(settings: ProcessSettings, clock: Clock = systemClock): ChannelOpener {
  return {
    address: `process ${settings.command}`,
    open: () =>
      openWithin(
        clock,
        () => open(settings, clock),
        (late) => void late.close(),
      ),
  };
}

function open(settings: ProcessSettings, clock: Clock): Promise<Result<ByteChannel, FaultCode>> {
  // stderr is not kept: what a closed program prints there may hold the card. The agent's own environment (tokens) is not its business.
  const helper: Helper = spawn(settings.command, settings.args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C.UTF-8' },
  });
  return new Promise((resolve) => {
    helper.once('error', (error) => {
      const fault = faultOfOpenError(error);
      resolve(err(fault === 'device.no-device-at-path' ? 'device.library-missing' : fault));
    });
    helper.once('spawn', () => resolve(ok(lineOver(helper, clock))));
  });
}

function lineOver(helper: Helper, clock: Clock): ByteChannel {
  const line = new Line(
    {
      send: (bytes) => new Promise((resolve, reject) => helper.stdin.write(bytes, (error) => (error ? reject(error) : resolve()))),
      shut: () => goodbye(helper, clock),
    },
    clock,
  );
  helper.stdout.on('data', (chunk: Buffer) => line.receive(chunk));
  helper.stdin.on('error', (error) => line.lose(error.message));
  helper.on('error', (error) => line.lose(error.message));
  // 'close' comes after the last byte of stdout; it never comes when the helper left a child behind that holds its stdout.
  helper.on('close', () => line.lose('the helper has ended'));
  helper.on('exit', () => clock.after(TRANSPORT_DELAYS.closeMs / 4, () => line.lose('the helper has ended')));
  return line;
}

function goodbye(helper: Helper, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    if (helper.exitCode !== null || helper.signalCode !== null) return resolve();
    const cancelAsk = clock.after(TRANSPORT_DELAYS.closeMs / 4, () => helper.kill('SIGTERM'));
    const cancelForce = clock.after(TRANSPORT_DELAYS.closeMs / 2, () => helper.kill('SIGKILL'));
    helper.once('exit', () => {
      cancelAsk();
      cancelForce();
      resolve();
    });
    helper.stdin.end();
  });
}
