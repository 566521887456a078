/** Says what a plugged-in thing is by what can be seen without asking it: ids, names, HID usages. Pure. */
import type { FoundNote, Sureness } from '../../shared/console/found.ts';
import type { Fingerprint } from '../../shared/settings/fingerprints.ts';
import type { PluggedThing } from '../transport/enumerate.ts';

/** What a thing seems to be. */
export interface Recognition {
  readonly is: 'id-reader' | 'receipt-printer' | 'code-scanner' | 'adapter' | 'keyboard';
  readonly name: string;
  readonly profile: string | null;
  readonly sure: Sureness;
  readonly notes: readonly FoundNote[];
  readonly settingCode: string | null;
}

/** HID usage tables: bar code scanner page; generic desktop keyboard. */
const SCANNER_PAGE = 0x8c;
const KEYBOARD = { page: 0x01, id: 0x06 } as const;

/** The recognition; null for things that are none of ours (mouse, touch panel). The first fingerprint that fits counts. */
export function recognise(thing: PluggedThing, fingerprints: readonly Fingerprint[]): Recognition | null {
  const match = fingerprints.find((one) => fits(one, thing)) ?? null;
  if (match?.is === 'ignore') return null;
  return thing.line === 'hidraw' ? recogniseHid(thing, match) : fromMatch(match, thing);
}

function recogniseHid(thing: PluggedThing, match: Fingerprint | null): Recognition | null {
  const own = match?.is === 'code-scanner' ? match : null;
  if (thing.usages.some(({ page }) => page === SCANNER_PAGE)) {
    const profile = own?.mode === 'serial' || own?.profile === undefined ? 'generic-hid-pos' : own.profile;
    return { is: 'code-scanner', name: own?.name ?? nameOf(thing, '扫码器'), profile, sure: 'certain', notes: [], settingCode: null };
  }
  if (thing.usages.some(({ page, id }) => page === KEYBOARD.page && id === KEYBOARD.id)) {
    return {
      is: own === null ? 'keyboard' : 'code-scanner',
      name: own?.name ?? nameOf(thing, '键盘'),
      profile: null,
      sure: own === null ? 'possible' : 'likely',
      notes: ['keyboard-mode'],
      settingCode: own?.settingCode ?? null,
    };
  }
  // A scanner's other interfaces (configuration, firmware) are no second scanner.
  return match?.is === 'id-reader' ? fromMatch(match, thing) : null;
}

function fromMatch(match: Fingerprint | null, thing: PluggedThing): Recognition | null {
  if (match === null || match.is === 'ignore') return null;
  const typing = match.mode === 'keyboard';
  return {
    is: match.is,
    name: match.vendorId === undefined ? nameOf(thing, match.name) : match.name,
    profile: typing ? null : (match.profile ?? null),
    sure: match.sure,
    notes: typing ? ['keyboard-mode'] : [],
    settingCode: match.settingCode ?? null,
  };
}

function fits(fingerprint: Fingerprint, thing: PluggedThing): boolean {
  const { vendorId, productId, nameHas, line } = fingerprint;
  return (
    (vendorId === undefined || (thing.vendorId !== null && hex4(thing.vendorId) === vendorId)) &&
    (productId === undefined || (thing.productId !== null && hex4(thing.productId) === productId)) &&
    (nameHas === undefined || (thing.product ?? '').toLowerCase().includes(nameHas.toLowerCase())) &&
    (line === undefined || thing.line === line)
  );
}

function nameOf(thing: PluggedThing, kind: string): string {
  return thing.product === null ? kind : `${kind}（${thing.product}）`;
}

/** Four lower-case hexadecimal digits. */
export function hex4(id: number): string {
  return id.toString(16).padStart(4, '0');
}
