/** Resets the USB port of a device by a helper command: the agent itself has no right to, and a hall decides whether the helper gets it. */
import { spawn } from 'node:child_process';
import type { Clock } from '../platform/clock.ts';
import { TRANSPORT_DELAYS } from './delays.ts';

/** The helper; the device's name is added as its last argument: a path below /dev, or `vvvv:pppp` as `usbreset` of usbutils takes it. */
export interface UsbResetHelper {
  readonly command: string;
  readonly args: readonly string[];
}

/** Resets one port. True when the helper said that it did; false also when there is no helper or it took too long. Never rejects. */
export type UsbReset = () => Promise<boolean>;

/** The reset of one device. */
export function usbResetOf(helper: UsbResetHelper, device: string, clock: Clock): UsbReset {
  return () =>
    new Promise((resolve) => {
      const child = spawn(helper.command, [...helper.args, device], {
        stdio: 'ignore',
        env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C.UTF-8' },
      });
      const cancel = clock.after(TRANSPORT_DELAYS.usbResetMs, () => child.kill('SIGKILL'));
      const end = (done: boolean): void => {
        cancel();
        resolve(done);
      };
      child.once('error', () => end(false));
      child.once('exit', (code) => end(code === 0));
    });
}
