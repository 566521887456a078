/** What a service says of its device: the whole status first, then changes upon it. Unknown words are passed over. */
import { isJsonObject, type Json, type JsonObject } from '../../../shared/xfs4iot/envelope.ts';
import type { DeviceState, MediaState, PaperState } from '../../../shared/device/status.ts';

/** The members that any of our devices uses. */
export interface RemoteStatus {
  readonly device: DeviceState;
  readonly scanner: 'on' | 'off' | 'inoperative' | 'unknown';
  readonly paper: PaperState;
  readonly toner: 'full' | 'low' | 'out' | 'unknown';
  readonly media: MediaState;
}

/** Before anything was said. */
export const NOTHING_KNOWN: RemoteStatus = { device: 'starting', scanner: 'unknown', paper: 'unknown', toner: 'unknown', media: 'unknown' };

const DEVICE_STATES = [
  'online',
  'offline',
  'powerOff',
  'noDevice',
  'hardwareError',
  'userError',
  'deviceBusy',
  'fraudAttempt',
  'potentialFraud',
  'starting',
] as const;

/** The status after `said`, a whole status or a change. Interfaces are found without regard to case, as KAL's framework writes some oddly. */
export function withStatus(known: RemoteStatus, said: JsonObject): RemoteStatus {
  const interfaces = new Map(Object.entries(said).map(([name, value]) => [name.toLowerCase(), value]));
  const member = (name: string, key: string): Json | undefined => memberOf(interfaces.get(name), key);
  return {
    device: word(member('common', 'device'), DEVICE_STATES) ?? known.device,
    scanner: word(member('barcodereader', 'scanner'), ['on', 'off', 'inoperative', 'unknown']) ?? known.scanner,
    paper: word(memberOf(member('printer', 'paper'), 'upper'), ['full', 'low', 'out', 'jammed', 'unknown']) ?? known.paper,
    toner: word(member('printer', 'toner'), ['full', 'low', 'out', 'unknown']) ?? known.toner,
    media: word(member('zizhubanidentity', 'media'), ['present', 'notPresent', 'unknown']) ?? known.media,
  };
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) ? value[key] : undefined;
}

/** A word of a closed list; anything else counts as not said, so that one odd member spoils nothing. */
function word<const W extends string>(said: Json | undefined, words: readonly W[]): W | undefined {
  return words.find((known) => known === said);
}
