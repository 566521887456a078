/** 查找设备: lists what is plugged in, recognises it, asks it, and says where it is and how sure that is. */
import { assertNever } from '../../shared/base/never.ts';
import type { FoundPlace, FoundThing } from '../../shared/console/found.ts';
import type { DeviceRole } from '../../shared/device/status.ts';
import type { Fingerprint } from '../../shared/settings/fingerprints.ts';
import type { SettingAddress } from '../../shared/console/snapshot.ts';
import type { DeviceAddress } from '../../shared/settings/settings.ts';
import type { AnnouncedPrinter } from '../drivers/ipp/find-announced.ts';
import type { PrintQueue } from '../drivers/ipp/find-queues.ts';
import type { Clock } from '../platform/clock.ts';
import type { ChannelOpener } from '../transport/byte-channel.ts';
import type { BulkIds, PluggedThing } from '../transport/enumerate.ts';
import { FINDING_LIMITS } from './delays.ts';
import { roleOf, type Addresses } from './in-use.ts';
import { scannerFingerprints, type KnownProfiles } from './known-profiles.ts';
import { probe, type Probed } from './probe.ts';
import { recognise, type Recognition } from './recognise.ts';
import { stableAddress } from './stable-address.ts';

/** A found thing with the address that is saved when it is taken; null where it cannot be used as it is. */
export interface Found {
  readonly thing: FoundThing;
  readonly address: SettingAddress | null;
}

/** One search. */
export interface Findings {
  readonly found: readonly Found[];
  readonly unlistable: readonly string[];
}

/** What the finder stands on. */
export interface FinderParts {
  readonly enumerate: (
    bulk: readonly BulkIds[],
  ) => Promise<{ readonly things: readonly PluggedThing[]; readonly unlistable: readonly string[] }>;
  /** The printers that the print server of this machine has. */
  readonly askQueues: () => Promise<readonly PrintQueue[]>;
  /** The printers that announce themselves in the networks of this machine. */
  readonly askAnnounced: () => Promise<readonly AnnouncedPrinter[]>;
  /** Opens an address; `baudRate` where the address names none. */
  readonly open: (address: DeviceAddress, baudRate: number, role: DeviceRole | null) => ChannelOpener;
  readonly clock: Clock;
}

/** What may change between two searches. */
export interface FinderData {
  readonly fingerprints: readonly Fingerprint[];
  readonly profiles: KnownProfiles;
  readonly addresses: Addresses;
  /** Roles for which a built-in simulator stands ready. */
  readonly simulated: readonly DeviceRole[];
}

/** Searches once: all things beside each other, each line closed again before the end. */
export async function findThings({ enumerate, askQueues, askAnnounced, open, clock }: FinderParts, data: FinderData): Promise<Findings> {
  const fingerprints = [...scannerFingerprints(data.profiles.scanners), ...data.fingerprints];
  const printers = Promise.all([askQueues(), askAnnounced()]);
  const listed = await enumerate(bulkIds(fingerprints));
  const things = withoutSideInterfaces(listed.things).slice(0, FINDING_LIMITS.things);
  const profileSaid = (said: string): string | null => printerProfile(said, fingerprints);

  async function look(thing: PluggedThing): Promise<Unnumbered | null> {
    const seen = recognise(thing, fingerprints);
    if (seen === null) return null;
    const inUseAs = await roleOf(thing, data.addresses);
    const direct = addressNow(thing);
    const asked: Probed =
      inUseAs !== null || direct === null
        ? { ...seen, said: null, baudRate: null }
        : await probe(seen, {
            opener: (baudRate) => open(direct, baudRate, null),
            profiles: data.profiles,
            clock,
            printerProfile: profileSaid,
          });
    // Boards without a modem chip list serial ports that no plug leads to.
    if (asked.notes.includes('does-not-open') && thing.socket === null) return null;
    const stable = stableAddress(thing, listed.things, asked.baudRate);
    const usable = asked.profile !== null || asked.is === 'adapter';
    return {
      address: usable ? (stable?.address ?? null) : null,
      thing: {
        role: roleFor(asked.is),
        name: asked.name,
        said: asked.said?.slice(0, FINDING_LIMITS.saidChars) ?? null,
        place: placeOf(thing),
        sure: asked.sure,
        notes: [
          ...asked.notes,
          ...(seen.is === 'adapter' && thing.socket !== null ? (['serial-adapter'] as const) : []),
          ...(stable?.notes ?? []),
        ],
        settingCode: asked.settingCode,
        inUseAs,
        profile: asked.profile,
        usable: usable && stable !== null,
      },
    };
  }

  const real = (await Promise.all(things.map(look))).filter((one) => one !== null);
  const [queues, announced] = await printers;
  const looked = [
    ...real,
    ...queues.map((queue) => queueThing(queue, data.addresses)),
    ...announced.map((printer) => announcedThing(printer, data.addresses)),
    ...data.simulated.map((role) => simulatedThing(role, data.addresses)),
  ];
  return {
    found: looked.map(({ address, thing }, index) => ({ address, thing: { id: `t${index + 1}`, ...thing } })),
    unlistable: listed.unlistable,
  };
}

/** A thing before it has its number in the list. */
type Unnumbered = Omit<Found, 'thing'> & { readonly thing: Omit<FoundThing, 'id'> };

/** A printer of the print server needs no asking: the server has. */
function queueThing(queue: PrintQueue, addresses: Addresses): Unnumbered {
  return ippThing(queue, queue.acceptsJobs ? [] : ['takes-no-jobs'], addresses);
}

/** One behind ipp-usb keeps its address; what the network gave may be given to another tomorrow. */
function announcedThing(printer: AnnouncedPrinter, addresses: Addresses): Unnumbered {
  const local = new URL(printer.uri.replace('ipp:', 'http:')).hostname.startsWith('127.');
  const { thing, ...rest } = ippThing(
    printer,
    [...(printer.takesPdf ? [] : (['takes-no-pdf'] as const)), ...(local ? [] : (['address-may-change'] as const))],
    addresses,
  );
  return { ...rest, thing: { ...thing, usable: printer.takesPdf } };
}

function ippThing(
  { name, uri, model }: Pick<PrintQueue, 'name' | 'uri' | 'model'>,
  notes: FoundThing['notes'],
  addresses: Addresses,
): Unnumbered {
  const used = addresses.documentPrinter;
  return {
    address: { via: 'ipp', uri },
    thing: {
      role: 'documentPrinter',
      name: model ?? name,
      said: name,
      place: { via: 'ipp', node: uri, socket: null },
      sure: 'certain',
      notes,
      settingCode: null,
      inUseAs: used?.via === 'ipp' && used.uri === uri ? 'documentPrinter' : null,
      profile: 'ipp-everywhere',
      usable: true,
    },
  };
}

function simulatedThing(
  role: DeviceRole,
  addresses: Addresses,
): { readonly address: DeviceAddress; readonly thing: Omit<FoundThing, 'id'> } {
  return {
    address: { via: 'simulator' },
    thing: {
      role,
      name: SIMULATED[role].name,
      said: null,
      place: { via: 'simulator', node: '', socket: null },
      sure: 'certain',
      notes: ['simulated'],
      settingCode: null,
      inUseAs: addresses[role]?.via === 'simulator' ? role : null,
      profile: SIMULATED[role].profile,
      usable: true,
    },
  };
}

const SIMULATED: Readonly<Record<DeviceRole, { readonly name: string; readonly profile: string }>> = {
  idReader: { name: '演示读卡器', profile: 'sam-serial' },
  receiptPrinter: { name: '演示小票打印机', profile: 'epson-tm-t88-80mm' },
  codeScanner: { name: '演示扫码器', profile: 'simulated-serial' },
  documentPrinter: { name: '演示 A4 打印机', profile: 'ipp-everywhere' },
};

/** Where the thing stands at this moment: asking needs no name that lasts. */
function addressNow(thing: PluggedThing): DeviceAddress | null {
  switch (thing.line) {
    case 'tty':
      return { via: 'serial', path: thing.node };
    case 'hidraw':
      return { via: 'hidraw', path: thing.node };
    case 'usbmisc':
      return { via: 'usblp', path: thing.node };
    case 'usb':
      return stableAddress(thing, [thing], null)?.address ?? null;
    default:
      return assertNever(thing.line);
  }
}

/** A scanner that speaks HID POS often types as well: its keyboard interface is the same device, not another one. */
function withoutSideInterfaces(things: readonly PluggedThing[]): readonly PluggedThing[] {
  const deviceOf = (thing: PluggedThing): string | null => thing.socket?.split(':')[0] ?? null;
  const scanners = new Set(things.filter(({ usages }) => usages.some(({ page }) => page === 0x8c)).map(deviceOf));
  return things.filter((thing) => {
    const device = deviceOf(thing);
    return thing.line !== 'hidraw' || device === null || !scanners.has(device) || thing.usages.some(({ page }) => page === 0x8c);
  });
}

function bulkIds(fingerprints: readonly Fingerprint[]): readonly BulkIds[] {
  return fingerprints.flatMap(({ line, vendorId, productId }) =>
    line === 'usb' && vendorId !== undefined && productId !== undefined
      ? [{ vendorId: Number.parseInt(vendorId, 16), productId: Number.parseInt(productId, 16) }]
      : [],
  );
}

/** A printer's own words are matched as a product name is. */
function printerProfile(said: string, fingerprints: readonly Fingerprint[]): string | null {
  const words = said.toLowerCase();
  const match = fingerprints.find(
    ({ is, nameHas }) => is === 'receipt-printer' && nameHas !== undefined && words.includes(nameHas.toLowerCase()),
  );
  return match?.profile ?? null;
}

function placeOf(thing: PluggedThing): FoundPlace {
  const socket = thing.socket?.split(':')[0] ?? null;
  switch (thing.line) {
    case 'tty':
      return { via: 'serial', node: thing.node, socket };
    case 'usbmisc':
      return { via: 'usblp', node: thing.node, socket };
    case 'hidraw':
    case 'usb':
      return { via: thing.line, node: thing.node, socket };
    default:
      return assertNever(thing.line);
  }
}

function roleFor(is: Recognition['is']): DeviceRole | null {
  switch (is) {
    case 'id-reader':
      return 'idReader';
    case 'receipt-printer':
      return 'receiptPrinter';
    case 'code-scanner':
      return 'codeScanner';
    case 'adapter':
    case 'keyboard':
      return null;
    default:
      return assertNever(is);
  }
}
