/** Serial scanners: bytes → codes, by delimiter, STX … ETX or silence, with the AIM identifier taken off the front. */
import { concatBytes } from '../../shared/base/bytes.ts';
import { aimAtStart, isTwoDimensional } from '../../shared/device/aim.ts';
import type { Decoded, NoiseReason } from './decoder.ts';
import { frameOf, MAX_CODE_BYTES, type ScanDecoder, type ScanFrame } from './scan-frame.ts';
import { answerAtStart, type AnswerDialect } from './scan-line-answers.ts';

/** How one scanner frames its codes. */
export interface ScanLineOptions {
  /** What the scanner sends behind a code. */
  readonly suffix: 'cr' | 'lf' | 'crlf' | 'none';
  /** The code stands between STX and ETX; whatever is outside is noise. */
  readonly stxEtx: boolean;
  /** `aim`: three characters as of ISO/IEC 15424. `code-id`: the maker's one letter, turned into an AIM identifier by `aimOfCodeId`. */
  readonly prefix: 'none' | 'aim' | 'code-id';
  readonly aimOfCodeId: Readonly<Record<string, string>>;
  /**
   * What ends a code whose kind is not known. `quiet` keeps line ends inside a QR code, `suffix` keeps two codes apart that come at once.
   * A code known as one-dimensional always ends at the suffix, a two-dimensional one at the silence.
   */
  readonly unknownEndsBy: 'suffix' | 'quiet';
  readonly answers: AnswerDialect;
}

const STX = 0x02;
const ETX = 0x03;
const CR = 0x0d;
const LF = 0x0a;
const SUFFIX_BYTES = { cr: [CR], lf: [LF], crlf: [CR, LF], none: [] } as const;

/** One step over the held bytes: how many are used up and what they were; null when more must come first. */
type Step = { readonly take: number; readonly items: readonly Decoded<ScanFrame>[] } | null;

/** Makes the decoder of one line, which holds at most MAX_CODE_BYTES + 5. */
export function createScanLineDecoder(options: ScanLineOptions): ScanDecoder {
  const suffix = SUFFIX_BYTES[options.suffix];
  let held: Uint8Array = new Uint8Array(0);
  /** The rest of an over-long code is still coming and must not be taken for a code of its own. */
  let overlong = false;

  function step(quiet: boolean): Step {
    const answer = answerAtStart(held, options.answers);
    if (answer === 'wait') return quiet ? noise(held.length, 'unfinished') : null;
    if (answer !== 'not-one')
      return { take: answer.length, items: [{ kind: 'frame', frame: { kind: 'answer', accepted: answer.accepted } }] };
    return options.stxEtx ? stepStxEtx(quiet) : stepSuffix(quiet);
  }

  function stepStxEtx(quiet: boolean): Step {
    const start = held.indexOf(STX);
    if (start !== 0) return outsideStxEtx(start < 0 ? held.length : start);
    const end = held.indexOf(ETX);
    const restart = held.indexOf(STX, 1);
    if (restart > 0 && (end < 0 || restart < end)) return noise(restart, 'unfinished');
    if (end > 0) return { take: end + 1, items: [codeOrNoise(held.subarray(1, end), held.subarray(0, end + 1))] };
    if (held.length > MAX_CODE_BYTES + 2) return noise(held.length, 'too-long');
    return quiet ? noise(held.length, 'unfinished') : null;
  }

  function outsideStxEtx(length: number): Step {
    const outside = held.subarray(0, length);
    // The suffix behind ETX belongs to the framing.
    return outside.every((byte) => byte === CR || byte === LF) ? { take: length, items: [] } : noise(length, 'no-start');
  }

  function stepSuffix(quiet: boolean): Step {
    // A scanner left at CRLF under a profile that says CR: its LF must not become the first character of the next code.
    if (options.prefix !== 'none' && (held[0] === CR || held[0] === LF)) return noise(1, 'too-short');
    const end = endsBySuffix() ? indexOfSuffix(0) : -1;
    if (overlong) return skipOverlong(end, quiet);
    if (end === 0) return noise(suffix.length, 'too-short');
    if (end > 0) return { take: end + suffix.length, items: [codeOrNoise(held.subarray(0, end), held.subarray(0, end + suffix.length))] };
    if (quiet) return { take: held.length, items: quietCodes() };
    if (held.length <= MAX_CODE_BYTES + 5) return null;
    overlong = true;
    return noise(held.length, 'too-long');
  }

  function endsBySuffix(): boolean {
    if (suffix.length === 0) return false;
    const aim = split(held).aim;
    return aim === null ? options.unknownEndsBy === 'suffix' : !isTwoDimensional(aim);
  }

  function skipOverlong(end: number, quiet: boolean): Step {
    if (end >= 0 || quiet) overlong = false;
    return noise(end >= 0 ? end + suffix.length : held.length, 'too-long');
  }

  /** What lay on the line when it fell silent: one code, or several things that came too close to each other. */
  function quietCodes(): readonly Decoded<ScanFrame>[] {
    const items: Decoded<ScanFrame>[] = [];
    let start = 0;
    for (let at = indexOfSuffix(0); at >= 0; at = indexOfSuffix(Math.max(at + 1, start))) {
      const next = at + suffix.length;
      const answer = answerAtStart(held.subarray(next), options.answers);
      if (next < held.length && typeof answer === 'string' && !isNewCode(next)) continue;
      items.push(codeOrNoise(held.subarray(start, at), held.subarray(start, next)));
      start = next;
      if (typeof answer === 'string') continue;
      items.push({ kind: 'frame', frame: { kind: 'answer', accepted: answer.accepted } });
      start = next + answer.length;
    }
    if (start < held.length) items.push(codeOrNoise(held.subarray(start), held.subarray(start)));
    return items;
  }

  /** Behind a suffix, an identifier says that the suffix was no line end inside a code. */
  function isNewCode(at: number): boolean {
    return options.prefix === 'aim' && aimAtStart(held.subarray(at)) !== null;
  }

  function indexOfSuffix(from: number): number {
    const first = suffix[0];
    if (first === undefined) return -1;
    const second = suffix[1];
    for (let at = held.indexOf(first, from); at >= 0; at = held.indexOf(first, at + 1)) {
      if (second === undefined || held[at + 1] === second) return at;
    }
    return -1;
  }

  function split(line: Uint8Array): { readonly aim: string | null; readonly data: Uint8Array } {
    if (options.prefix === 'aim') {
      const aim = aimAtStart(line);
      return { aim, data: aim === null ? line : line.subarray(3) };
    }
    if (options.prefix === 'code-id') {
      return { aim: options.aimOfCodeId[String.fromCharCode(line[0] ?? 0)] ?? null, data: line.subarray(1) };
    }
    return { aim: null, data: line };
  }

  function codeOrNoise(line: Uint8Array, whole: Uint8Array): Decoded<ScanFrame> {
    const { aim, data } = split(line);
    if (data.length === 0) return { kind: 'noise', bytes: whole.slice(), why: 'too-short' };
    if (data.length > MAX_CODE_BYTES) return { kind: 'noise', bytes: whole.slice(), why: 'too-long' };
    return { kind: 'frame', frame: frameOf(data.slice(), aim) };
  }

  function noise(take: number, why: NoiseReason): Step {
    return { take, items: [{ kind: 'noise', bytes: held.slice(0, take), why }] };
  }

  function run(quiet: boolean): readonly Decoded<ScanFrame>[] {
    const out: Decoded<ScanFrame>[] = [];
    while (held.length > 0) {
      const done = step(quiet);
      if (done === null) break;
      out.push(...done.items);
      held = held.slice(done.take);
    }
    if (quiet) overlong = false;
    return out;
  }

  return {
    get open() {
      return held.length > 0 || overlong;
    },
    get buffered() {
      return held.length;
    },
    push(chunk) {
      held = concatBytes([held, chunk]);
      return run(false);
    },
    gap: () => run(true),
  };
}
