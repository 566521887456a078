/** Keeps a scanner's reading light as it is wished: sends, looks for the answer, switches on again what switched itself off. */
import type { Watchable } from '../../shared/base/watchable.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';

/** Waits of the light. */
export const SCANNER_LIGHT_DELAYS = {
  /** A command is written, and where the family answers, answered. At 9600 baud a Newland exchange takes 35 ms. */
  answerMs: 500,
  /** The last command on a line that is being left. */
  farewellMs: 200,
} as const;

/** A single missing answer may be noise on the line; after this many in a row nobody is there. */
const MISSES_MAX = 2;

/** What the light needs of its line. */
export interface LightWork {
  /** True while somebody listens for codes. */
  readonly lit: Watchable<boolean>;
  /** Writes the command; null where the family has none for it. */
  send(on: boolean): Promise<void> | null;
  /** True where every command is answered. */
  readonly answered: boolean;
  readonly rearmMs: number;
  readonly clock: Clock;
  /** Called once: the first command went through, or there is none to send. */
  onReady(): void;
  /** `device.silent`: commands are not taken. `device.wrong-device`: they are refused, the profile does not fit. */
  onFault(code: FaultCode): void;
}

/** A light that is being kept. */
export interface Light {
  /** A code came: most scanners switch themselves off with it. */
  codeCame(): void;
  /** The scanner answered the last command. */
  answerCame(accepted: boolean): void;
  /** Ends it; on a line that still works the light goes off. */
  leave(): Promise<void>;
}

/** Sends the wished state at once: a light left on by an earlier process goes off, and a scanner that answers shows that it is there. */
export function keepLight(work: LightWork): Light {
  let cancelRearm: CancelTimer = () => {};
  let cancelAnswer: CancelTimer = () => {};
  let misses = 0;
  let ready = false;
  let left = false;
  let lastSent: Promise<void> | null = null;

  function went(): void {
    cancelAnswer();
    misses = 0;
    if (!ready && !left) {
      ready = true;
      work.onReady();
    }
  }

  function missed(): void {
    misses += 1;
    if (misses >= MISSES_MAX) work.onFault('device.silent');
    else apply();
  }

  function apply(): void {
    cancelRearm();
    cancelAnswer();
    const on = work.lit.current;
    const sent = work.send(on);
    if (sent === null) return went();
    lastSent = sent;
    cancelAnswer = work.clock.after(SCANNER_LIGHT_DELAYS.answerMs, missed);
    // A lost line is the reader's to report.
    sent.then(() => (work.answered ? undefined : went()), cancelAnswer);
    if (on) cancelRearm = work.clock.after(work.rearmMs, apply);
  }

  const unwatch = work.lit.watch(apply);
  apply();
  return {
    codeCame: () => {
      if (work.lit.current) apply();
    },
    answerCame: (accepted) => {
      if (accepted) went();
      else work.onFault('device.wrong-device');
    },
    leave: async () => {
      left = true;
      unwatch();
      cancelRearm();
      cancelAnswer();
      // A command that was written a moment ago must still get out before the line is closed.
      const off = work.lit.current ? work.send(false) : lastSent;
      if (off === null) return;
      await new Promise<void>((resolve) => {
        const cancel = work.clock.after(SCANNER_LIGHT_DELAYS.farewellMs, resolve);
        const done = (): void => {
          cancel();
          resolve();
        };
        off.then(done, done);
      });
    },
  };
}
