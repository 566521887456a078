/** Plays one cell of the matrix: the fault comes, is seen, is cleared, and the device serves again; every deviation is a sentence. */
import type { DeviceState, PaperState } from '../../shared/device/status.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { faultWords } from '../../kiosk-ui/words/faults.ts';
import type { Rig } from './rig.ts';

/** Issue 3 §5: served again so long after the fault has cleared. */
export const RECOVERY_MS = 2_000;

/** Longest wait of the rig's own time for anything else. */
const PATIENCE_MS = 180_000;

/** One fault at one driver. */
export interface Cell<R extends Rig = Rig> {
  readonly build: () => R | Promise<R>;
  /** `idle`: the job is asked for under the fault; `job`: the fault comes while it is under way. */
  readonly during: 'idle' | 'job';
  readonly strike: (rig: R) => void | Promise<void>;
  /** Left out: nothing has to be done, as the fault only spoils bytes or the clock. */
  readonly clear?: (rig: R) => void | Promise<void>;
  /** The status under the fault; null: it must not show at all. */
  readonly shows: { readonly device: DeviceState; readonly fault: FaultCode | null; readonly paper?: PaperState } | null;
  /** How the job under the fault ends. */
  readonly ends: string;
  /** Whether it ends under the fault, or waits it out. */
  readonly when: 'under-fault' | 'after';
  /** Whole slips or readings that it brings; `at-most-once`: nobody can know, which is what `uncertain` says. */
  readonly came: 0 | 1 | 'at-most-once';
  /** How the next job ends. */
  readonly next: string;
}

/** What happened. */
export interface Verdict {
  /** XFS4IoT's word under the fault. */
  readonly device: string;
  readonly fault: FaultCode | null;
  readonly outcome: string;
  /** Null: the device never left its work. */
  readonly recoveryMs: number | null;
  readonly wrong: readonly string[];
}

/** Plays it, with the fault clearing at several moments where that matters; answers the slowest recovery and every deviation. */
export async function runCell<R extends Rig>(cell: Cell<R>): Promise<Verdict> {
  const rig = await cell.build();
  const moments = cell.shows === null || cell.shows.fault === null ? [0] : rig.time.momentsMs;
  let worst = await play(cell, rig, 0);
  for (const momentMs of moments.slice(1)) {
    const verdict = await play(cell, await cell.build(), momentMs);
    const wrong = [...new Set([...worst.wrong, ...verdict.wrong])];
    worst = { ...((verdict.recoveryMs ?? 0) > (worst.recoveryMs ?? 0) ? verdict : worst), wrong };
  }
  return worst;
}

/** A wait that ends in vain is a deviation like any other. */
async function play<R extends Rig>(cell: Cell<R>, rig: R, momentMs: number): Promise<Verdict> {
  const seen = { device: '—', fault: null as FaultCode | null, outcome: '—', recoveryMs: null as number | null };
  const wrong: string[] = [];
  const must = (holds: boolean, sentence: string): void => void (holds || wrong.push(sentence));
  const atWork = (): boolean => rig.status.current.device === 'online' && rig.status.current.fault === null;
  // A job that waited the fault out goes on at once; a device without one must be free again.
  const serves = (): boolean =>
    atWork() ||
    (cell.when === 'after' && cell.during === 'job' && rig.status.current.device === 'deviceBusy' && rig.status.current.fault === null);
  rig.start();
  try {
    await rig.time.until(rig.status, atWork, PATIENCE_MS);
    const shown = new Set<string>();
    const unwatch = rig.status.watch(({ device, fault }) => {
      if (fault !== null) shown.add(`${device} · ${fault}`);
    });
    let ended = false;
    const ask = (): Promise<string> => rig.job().finally(() => (ended = true));
    let job = cell.during === 'job' ? ask() : null;
    await cell.strike(rig);
    if (cell.shows !== null) {
      const { device, fault, paper } = cell.shows;
      const asWanted = (): boolean => {
        const now = rig.status.current;
        return now.device === device && now.fault === fault && (paper === undefined || ('paper' in now && now.paper === paper));
      };
      await rig.time.until(rig.status, asWanted, PATIENCE_MS);
    }
    seen.device = rig.status.current.device;
    seen.fault = cell.shows?.fault ?? null;
    if (seen.fault !== null) {
      const { safe, next } = faultWords(seen.fault);
      must(safe !== '' && next !== '', `故障 ${seen.fault} 没有给市民的话`);
    }
    job ??= ask();
    if (cell.when === 'under-fault') seen.outcome = await rig.time.through(job, PATIENCE_MS);
    if (seen.fault !== null) {
      await rig.time.stand(momentMs);
      must(rig.status.current.fault !== null, '故障还没有消除，状态却说好了');
    }
    if (cell.when === 'after') must(!ended, '办理在故障消除之前就结束了');
    const clearedMs = rig.time.clock.monotonicMs();
    await cell.clear?.(rig);
    if (cell.shows !== null && cell.shows.fault !== null) {
      await rig.time.until(rig.status, serves, PATIENCE_MS);
      seen.recoveryMs = Math.round(rig.time.clock.monotonicMs() - clearedMs);
      must(seen.recoveryMs < RECOVERY_MS, `${seen.recoveryMs} 毫秒后才恢复`);
    }
    if (cell.when === 'after') {
      rig.help();
      seen.outcome = await rig.time.through(job, PATIENCE_MS);
    }
    must(seen.outcome === cell.ends, `办理结果是 ${seen.outcome}，应为 ${cell.ends}`);
    if (cell.shows === null) must(shown.size === 0, `不该报故障，却报了 ${[...shown].join('、')}`);
    const next = rig.job();
    rig.help();
    const nextEnds = await rig.time.through(next, PATIENCE_MS);
    must(nextEnds === cell.next, `下一次办理结果是 ${nextEnds}，应为 ${cell.next}`);
    const came = rig.came(1);
    must(cell.came === 'at-most-once' ? came <= 1 : came === cell.came, `这一次办理出了 ${came} 份，应为 ${cell.came} 份`);
    must(rig.came(2) === 1, `下一次办理出了 ${rig.came(2)} 份，应为 1 份`);
    unwatch();
  } catch (error) {
    wrong.push(error instanceof Error ? error.message : String(error));
  }
  await rig.time.through(rig.stop(), PATIENCE_MS);
  return { ...seen, wrong };
}
