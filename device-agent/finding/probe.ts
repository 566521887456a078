/** Asks a thing politely what it is: first what no device prints or obeys, then what only the likely family answers. */
import { assertNever } from '../../shared/base/never.ts';
import type { FoundNote } from '../../shared/console/found.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Clock } from '../platform/clock.ts';
import type { ChannelOpener } from '../transport/byte-channel.ts';
import type { KnownProfiles } from './known-profiles.ts';
import { onLine } from './line-talk.ts';
import { probeIdReader } from './probe-id-reader.ts';
import { probePrinter } from './probe-printer.ts';
import { probeScanner } from './probe-scanner.ts';
import type { Recognition } from './recognise.ts';

/** A recognition after the question. `baudRate`: the speed at which it answered, where it was not known before. */
export interface Probed extends Recognition {
  readonly said: string | null;
  readonly baudRate: number | null;
}

/** What a probe stands on. `opener` opens the thing's line at a speed (serial only). */
export interface ProbeParts {
  readonly opener: (baudRate: number) => ChannelOpener;
  readonly profiles: KnownProfiles;
  readonly clock: Clock;
  /** The profile for a printer that said this of itself. */
  readonly printerProfile: (said: string) => string | null;
}

const SAM_BAUD = 115_200;
/** Receipt printers with a serial line are set to one of these; the commonest first. */
const PRINTER_BAUDS = [9_600, 115_200, 19_200, 38_400] as const;
const GM65_BAUD = 9_600;

/** Asks. Opens the thing's line for a moment and leaves it as it was. */
export async function probe(seen: Recognition, parts: ProbeParts): Promise<Probed> {
  const plain: Probed = { ...seen, said: null, baudRate: null };
  switch (seen.is) {
    case 'keyboard':
      return plain;
    case 'id-reader':
      return seen.profile === null ? plain : askReader(plain, parts);
    case 'receipt-printer':
      return askPrinter(plain, parts);
    case 'code-scanner':
      return askScanner(plain, parts);
    case 'adapter':
      return askWhoever(plain, parts);
    default:
      return assertNever(seen.is);
  }
}

async function askReader(plain: Probed, { opener, profiles, clock }: ProbeParts): Promise<Probed> {
  const profile = profiles.idReaders.get(plain.profile ?? '');
  const asked = await onLine(opener(profile?.baudRate ?? SAM_BAUD), (channel) =>
    probeIdReader(channel, clock, profile?.envelope ?? 'serial'),
  );
  if (!asked.ok) return unopened(plain, asked.error);
  if (!asked.value.ok) return { ...plain, sure: 'certain', said: null };
  return asked.value.value === null ? silent(plain) : { ...plain, sure: 'certain', said: `SAM ${asked.value.value}` };
}

async function askPrinter(plain: Probed, parts: ProbeParts): Promise<Probed> {
  const asked = await onLine(parts.opener(PRINTER_BAUDS[0]), (channel) => probePrinter(channel, parts.clock));
  if (!asked.ok) return unopened(plain, asked.error);
  return asked.value === null ? { ...plain, notes: [...plain.notes, 'no-back-channel'] } : answered(plain, asked.value, null, parts);
}

function answered(plain: Probed, said: string, baudRate: number | null, parts: ProbeParts): Probed {
  const profile = parts.printerProfile(said) ?? plain.profile ?? 'generic-80mm';
  return { ...plain, is: 'receipt-printer', sure: 'certain', said: said === '' ? null : said, profile, baudRate };
}

async function askScanner(plain: Probed, { opener, profiles, clock }: ProbeParts): Promise<Probed> {
  const profile = profiles.scanners.get(plain.profile ?? '');
  // A HID scanner has said what it is in its descriptor; one that only types cannot be asked.
  if (profile?.link !== 'serial' || profile.trigger === 'none') return plain;
  const asked = await onLine(opener(profile.baudRate), (channel) => probeScanner(channel, clock, profile.trigger));
  if (!asked.ok) return unopened(plain, asked.error);
  return asked.value ? { ...plain, sure: 'certain' } : silent(plain);
}

/** Behind a converter may be anything. Printers first: what is sent to find the others would stand in a printer's line buffer. */
async function askWhoever(plain: Probed, parts: ProbeParts): Promise<Probed> {
  const { opener, clock } = parts;
  for (const baudRate of PRINTER_BAUDS) {
    const said = await onLine(opener(baudRate), (channel) => probePrinter(channel, clock));
    if (!said.ok) return unopened(plain, said.error);
    if (said.value !== null) return answered({ ...plain, name: '小票打印机' }, said.value, baudRate, parts);
  }
  const reader = await onLine(opener(SAM_BAUD), (channel) => probeIdReader(channel, clock, 'serial'));
  if (reader.ok && !(reader.value.ok && reader.value.value === null)) {
    const said = reader.value.ok ? `SAM ${reader.value.value ?? ''}` : null;
    return { ...plain, is: 'id-reader', name: '身份证阅读器', profile: 'sam-serial', sure: 'certain', said, baudRate: SAM_BAUD };
  }
  const scanner = await onLine(opener(GM65_BAUD), (channel) => probeScanner(channel, clock, 'gm65'));
  if (scanner.ok && scanner.value)
    return { ...plain, is: 'code-scanner', name: 'GM65 类扫码器', profile: 'gm65-serial', sure: 'certain', baudRate: GM65_BAUD };
  return silent({ ...plain, sure: 'possible' });
}

function silent(plain: Probed): Probed {
  return { ...plain, notes: [...plain.notes, 'silent'] };
}

function unopened(plain: Probed, fault: FaultCode): Probed {
  // Of a converter that did not open it is certain only that it is one, not what it leads to.
  return { ...plain, sure: plain.is === 'adapter' ? 'possible' : plain.sure, notes: [...plain.notes, noteOf(fault)] };
}

function noteOf(fault: FaultCode): FoundNote {
  if (fault === 'device.port-busy') return 'port-busy';
  return fault === 'device.permission-denied' ? 'no-permission' : 'does-not-open';
}
