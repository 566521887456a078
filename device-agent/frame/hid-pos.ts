/** HID POS scanners: input reports → codes, over as many reports as a code needs. One chunk is one report. */
import { concatBytes } from '../../shared/base/bytes.ts';
import { aimAtStart } from '../../shared/device/aim.ts';
import type { Decoded, NoiseReason } from './decoder.ts';
import { layoutFromReport, type HidPosLayout } from './hid-pos-layout.ts';
import { frameOf, MAX_CODE_BYTES, type ScanDecoder, type ScanFrame } from './scan-frame.ts';

/** A code whose end has not come yet. */
interface Chain {
  readonly layout: HidPosLayout;
  readonly aim: string | null;
  readonly parts: Uint8Array[];
  length: number;
  /** Silence ends it as a code: its last report was full and nothing said that another one follows. */
  complete: boolean;
  /** A part is missing or there are too many: the whole must not pass as a code. */
  spoiled: NoiseReason | null;
}

/** Makes the decoder of one device, which holds at most MAX_CODE_BYTES. `layout` null: each code is recognised by its first report. */
export function createHidPosDecoder(layout: HidPosLayout | null): ScanDecoder {
  let chain: Chain | null = null;

  function push(report: Uint8Array): readonly Decoded<ScanFrame>[] {
    const shape = chain?.layout ?? layout ?? layoutFromReport(report);
    const misfit = misfitOf(report, shape);
    if (misfit !== null) {
      if (chain !== null && misfit !== 'no-start') chain.spoiled = misfit;
      return [{ kind: 'noise', bytes: report.slice(), why: misfit }];
    }
    chain ??= { layout: shape, aim: aimOf(report, shape), parts: [], length: 0, complete: false, spoiled: null };
    const length = report[shape.lengthAt] ?? 0;
    append(chain, report.slice(shape.dataAt, shape.dataAt + length));
    if (goesOn(report, shape)) return [];
    chain.complete = true;
    return shape.fullGoesOn && length === shape.maxData ? [] : finish();
  }

  function finish(): readonly Decoded<ScanFrame>[] {
    if (chain === null) return [];
    const { aim, spoiled, complete } = chain;
    const bytes = concatBytes(chain.parts);
    chain = null;
    const why = spoiled ?? (complete ? null : 'unfinished') ?? (bytes.length === 0 ? 'too-short' : null);
    if (why !== null) return [{ kind: 'noise', bytes, why }];
    return [{ kind: 'frame', frame: frameOf(bytes, aim) }];
  }

  return {
    get open() {
      return chain !== null;
    },
    get buffered() {
      return chain?.length ?? 0;
    },
    push,
    gap: finish,
  };
}

function misfitOf(report: Uint8Array, layout: HidPosLayout): NoiseReason | null {
  if (layout.reportId !== 0 && report[0] !== layout.reportId) return 'no-start';
  const length = report[layout.lengthAt];
  if (length === undefined) return 'too-short';
  if (length > layout.maxData) return 'too-long';
  return report.length < layout.dataAt + length ? 'too-short' : null;
}

function aimOf(report: Uint8Array, layout: HidPosLayout): string | null {
  return layout.aimAt === null ? null : aimAtStart(report.subarray(layout.aimAt));
}

function append(chain: Chain, data: Uint8Array): void {
  chain.complete = false;
  if (chain.length + data.length > MAX_CODE_BYTES) {
    chain.spoiled = 'too-long';
    chain.parts.length = 0;
    chain.length = 0;
  } else {
    chain.parts.push(data);
    chain.length += data.length;
  }
}

function goesOn(report: Uint8Array, layout: HidPosLayout): boolean {
  return layout.moreAt !== null && (((report[layout.moreAt] ?? 0) >> layout.moreBit) & 1) === 1;
}
