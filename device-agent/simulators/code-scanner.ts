/** A serial code scanner that is not there: takes its family's commands, frames codes as its profile says, misbehaves when told to. */
import iconv from 'iconv-lite';
import { concatBytes } from '../../shared/base/bytes.ts';
import { assertNever } from '../../shared/base/never.ts';
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { SerialScannerProfile } from '../../shared/settings/scanner-profile.ts';
import { TRIGGER_COMMANDS } from '../frame/scan-line-commands.ts';
import { pause, type Clock } from '../platform/clock.ts';
import { ChannelLost, type ByteChannel } from '../transport/byte-channel.ts';
import { simulatedAnswer } from './code-scanner-answers.ts';

/** What the code says and how its symbol was made. */
export interface SimulatedCode {
  /** The data of the symbol; a string is written in `charset`. */
  readonly data: string | Uint8Array;
  /** AIM identifier; sent only where the profile has a prefix. */
  readonly aim?: string;
  readonly charset?: 'utf-8' | 'gb18030';
}

/** Things that go wrong. Each holds until it is set back to null. */
export type ScannerMisbehaviour =
  /** One code arrives in three chunks. */
  | 'split'
  /** The code and a second one, which is the same code with its last byte changed, come in one chunk. */
  | 'glued'
  /** Bytes of line noise before the code. */
  | 'garbage'
  /** The suffix is left out. */
  | 'missing-suffix'
  /** Each byte comes on its own, `slowByteMs` after the last. */
  | 'slow'
  /** The code is sent twice, as scanners do while it lies there. */
  | 'duplicate'
  /** Commands are taken and not answered. */
  | 'silence'
  /** Commands are refused. */
  | 'refusing';

/** Times of the simulated scanner. */
export const SCANNER_SIMULATOR_DELAYS = {
  /** Between the bytes of a slow line: below the gap of every profile. */
  slowByteMs: 10,
  /** Between two readings of a code that lies there. */
  againMs: 300,
} as const;

/** The scanner as a person in front of it handles it. */
export interface CodeScannerSimulator {
  /** The reading light; a family without commands is always lit. */
  readonly lit: Watchable<boolean>;
  /** Lays a code down. False when it is not read: the light is off, or nobody is connected. */
  scan(code: SimulatedCode): Promise<boolean>;
  misbehave(how: ScannerMisbehaviour | null): void;
  readonly plugged: Watchable<boolean>;
  /** Pulls the plug: every line to it is lost, new ones are refused until `plugIn`. */
  unplug(): void;
  plugIn(): void;
  /** Serves one line until it ends or is lost. */
  attach(channel: ByteChannel): Promise<void>;
}

/** Makes a scanner of a family. */
export function createCodeScannerSimulator(parts: { readonly profile: SerialScannerProfile; readonly clock: Clock }): CodeScannerSimulator {
  const { profile, clock } = parts;
  const commands = TRIGGER_COMMANDS[profile.trigger];
  const lit = new Watched(commands.on === null);
  const plugged = new Watched(true);
  const channels = new Set<ByteChannel>();
  let how: ScannerMisbehaviour | null = null;

  async function send(bytes: Uint8Array): Promise<void> {
    // A line that is lost meanwhile is the host's matter.
    await Promise.allSettled([...channels].map((channel) => channel.write(bytes)));
  }

  async function sendCode(data: Uint8Array, aim: string | null): Promise<void> {
    const whole = frameOf(data, aim, how === 'missing-suffix');
    switch (how) {
      case 'split':
        for (let part = 0; part < 3; part += 1) await send(whole.slice((whole.length * part) / 3, (whole.length * (part + 1)) / 3));
        return;
      case 'glued':
        return send(concatBytes([whole, frameOf(withOtherEnd(data), aim, false)]));
      case 'garbage':
        return send(concatBytes([noiseBefore(), whole]));
      case 'slow':
        for (const byte of whole) {
          await send(Uint8Array.of(byte));
          await pause(clock, SCANNER_SIMULATOR_DELAYS.slowByteMs);
        }
        return;
      case 'duplicate':
        await send(whole);
        await pause(clock, SCANNER_SIMULATOR_DELAYS.againMs);
        return send(whole);
      case 'missing-suffix':
      case 'silence':
      case 'refusing':
      case null:
        return send(whole);
      default:
        return assertNever(how);
    }
  }

  function frameOf(data: Uint8Array, aim: string | null, bare: boolean): Uint8Array {
    const framed = concatBytes([prefixOf(profile, aim), data]);
    const wrapped = profile.stxEtx ? concatBytes([Uint8Array.of(0x02), framed, Uint8Array.of(0x03)]) : framed;
    return bare ? wrapped : concatBytes([wrapped, SUFFIX[profile.suffix]]);
  }

  /** What a scanner with this framing may put on the line without its being a code: bytes outside STX … ETX, else an empty line. */
  function noiseBefore(): Uint8Array {
    return profile.stxEtx ? Uint8Array.of(0xff, 0x00, 0xfe) : SUFFIX[profile.suffix];
  }

  /** Takes every whole command off the front; the line may have glued or cut them. Anything else is thrown away, as a scanner does. */
  function take(bytes: Uint8Array): { readonly answers: readonly Uint8Array[]; readonly rest: Uint8Array } {
    const answers: Uint8Array[] = [];
    let rest = bytes;
    while (rest.length > 0) {
      const command = [commands.on, commands.off].find((one) => one !== null && startsWith(rest, one));
      if (command === undefined || command === null) {
        if ([commands.on, commands.off].some((one) => one !== null && startsWith(one, rest))) break;
        rest = rest.subarray(1);
        continue;
      }
      rest = rest.subarray(command.length);
      const answer = obey(command);
      if (answer !== null) answers.push(answer);
    }
    return { answers, rest };
  }

  function obey(command: Uint8Array): Uint8Array | null {
    if (how === 'silence') return null;
    if (how !== 'refusing') lit.set(command === commands.on);
    return simulatedAnswer(commands.answers, command, how !== 'refusing');
  }

  return {
    lit,
    misbehave: (next) => {
      how = next;
    },
    async scan({ data, aim, charset = 'utf-8' }) {
      if (!lit.current || channels.size === 0) return false;
      const bytes = typeof data === 'string' ? Uint8Array.from(iconv.encode(data, charset)) : data;
      // A scanner with a trigger ends its reading with the code.
      if (commands.on !== null) lit.set(false);
      await sendCode(bytes, aim ?? null);
      return true;
    },
    plugged,
    unplug() {
      plugged.set(false);
      for (const channel of channels) void channel.close();
    },
    plugIn: () => plugged.set(true),
    async attach(channel) {
      if (!plugged.current) return channel.close();
      channels.add(channel);
      try {
        let held: Uint8Array = new Uint8Array(0);
        for await (const chunk of channel.bytes) {
          const { answers, rest } = take(concatBytes([held, chunk]));
          held = rest;
          for (const answer of answers) await channel.write(answer);
        }
      } catch (error) {
        if (!(error instanceof ChannelLost)) throw error;
      } finally {
        channels.delete(channel);
        lit.set(commands.on === null);
      }
    },
  };
}

const SUFFIX = { cr: Uint8Array.of(0x0d), lf: Uint8Array.of(0x0a), crlf: Uint8Array.of(0x0d, 0x0a), none: new Uint8Array(0) } as const;

function prefixOf(profile: SerialScannerProfile, aim: string | null): Uint8Array {
  if (profile.prefix === 'none' || aim === null) return new Uint8Array(0);
  const codeId = Object.entries(profile.aimOfCodeId).find(([, known]) => known === aim)?.[0];
  return Uint8Array.from(iconv.encode(profile.prefix === 'aim' ? aim : (codeId ?? '?'), 'latin1'));
}

function withOtherEnd(data: Uint8Array): Uint8Array {
  const other = Uint8Array.from(data);
  const last = other.length - 1;
  other[last] = other[last] === 0x31 ? 0x32 : 0x31;
  return other;
}

function startsWith(bytes: Uint8Array, head: Uint8Array): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}
