/** The code scanner of the terminal: one line kept open, the light on while somebody listens, each code told once. */
import { Watched } from '../../shared/base/watchable.ts';
import type { ScannedCode } from '../../shared/device/code.ts';
import { decideText } from '../../shared/device/decide-text.ts';
import type { CodeScannerStatus } from '../../shared/device/status.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { ScannerProfile } from '../../shared/settings/scanner-profile.ts';
import { runHidPosScanner } from '../drivers/scanner-hid-pos/driver.ts';
import type { ScannerJob } from '../drivers/scanner-job.ts';
import { runSerialScanner } from '../drivers/scanner-serial/driver.ts';
import type { Clock } from '../platform/clock.ts';
import type { ChannelOpener } from '../transport/byte-channel.ts';
import type { LineKeeper } from '../transport/open-line.ts';
import type { UsbReset } from '../transport/usb-reset.ts';
import { stateUnder } from './device-state.ts';
import type { CodeScanner } from './interfaces.ts';
import { keepDevice } from './recovery-ladder.ts';

/** Waits of the device. */
export const CODE_SCANNER_DELAYS = {
  /** A code that was seen this short a time ago still lies there: a scanner reads it several times a second. */
  sameCodeMs: 1_500,
} as const;

/** What the device is made of. */
export interface CodeScannerParts {
  readonly opener: ChannelOpener;
  readonly profile: ScannerProfile;
  readonly clock: Clock;
  readonly usbReset?: UsbReset;
}

interface Listener {
  readonly tell: (code: ScannedCode) => void;
  /** Each listener counts for itself: a later page must see the code that still lies there. */
  last: { readonly code: RawCode; readonly seenMs: number } | null;
}

type RawCode = Pick<ScannedCode, 'bytes' | 'aim'>;

/** Makes the device; nothing is opened before `start`. */
export function createCodeScanner({ opener, profile, clock, usbReset }: CodeScannerParts): CodeScanner {
  const status = new Watched<CodeScannerStatus>({ role: 'codeScanner', device: 'starting', fault: null, scanner: 'unknown' });
  const lit = new Watched(false);
  const listeners = new Set<Listener>();
  let keeper: LineKeeper | null = null;

  /** Tells the watchers only of what differs: a scanner that stays away fails again every second or so. */
  function show(next: Omit<CodeScannerStatus, 'role'>): void {
    const now = status.current;
    if (next.device === now.device && next.fault === now.fault && next.scanner === now.scanner) return;
    status.set({ role: 'codeScanner', ...next });
  }

  function showOnline(): void {
    show({ device: 'online', fault: null, scanner: lit.current ? 'on' : 'off' });
  }

  function showFault(fault: FaultCode, suspect: boolean): void {
    show({ device: stateUnder(fault, suspect), fault, scanner: 'inoperative' });
  }

  function tellAll(raw: RawCode): void {
    const code: ScannedCode = { ...raw, ...decideText(raw.bytes, raw.aim) };
    const seenMs = clock.monotonicMs();
    // Who begins to listen because of this code must not be told of it.
    const present = [...listeners];
    for (const listener of present) {
      const { last } = listener;
      listener.last = { code: raw, seenMs };
      if (last !== null && seenMs - last.seenMs < CODE_SCANNER_DELAYS.sameCodeMs && isSame(last.code, raw)) continue;
      listener.tell(code);
    }
  }

  lit.watch(() => {
    if (status.current.device === 'online') showOnline();
  });

  return {
    status,
    start() {
      keeper ??= keepDevice({
        opener,
        clock,
        usbReset: usbReset ?? null,
        serve: (channel, signal, footing) => {
          const onReady = (): void => {
            footing.atWork();
            showOnline();
          };
          return run({ channel, clock, signal, lit, onReady, onCode: tellAll }, profile);
        },
        onFault: showFault,
      });
    },
    wake: () => keeper?.wake(),
    async stop() {
      const stopping = keeper;
      keeper = null;
      await stopping?.stop();
      show({ device: 'offline', fault: null, scanner: 'unknown' });
    },
    listen(tell) {
      const listener: Listener = { tell, last: null };
      listeners.add(listener);
      lit.set(true);
      return () => {
        listeners.delete(listener);
        lit.set(listeners.size > 0);
      };
    },
  };
}

function run(job: Omit<ScannerJob<ScannerProfile>, 'profile'>, profile: ScannerProfile): Promise<FaultCode | null> {
  return profile.link === 'serial' ? runSerialScanner({ ...job, profile }) : runHidPosScanner({ ...job, profile });
}

function isSame(a: RawCode, b: RawCode): boolean {
  return a.aim === b.aim && a.bytes.length === b.bytes.length && a.bytes.every((byte, index) => byte === b.bytes[index]);
}
