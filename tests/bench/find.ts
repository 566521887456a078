/** The time of 查找设备 with eight devices plugged in, two of them mute, against the same eight searched one after another. */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { loadPrinter } from '../../device-agent/assembly/devices.ts';
import { listProfiles } from '../../device-agent/assembly/list-profiles.ts';
import { findThings } from '../../device-agent/finding/finder.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { attachIdCardSimulator } from '../../device-agent/simulators/id-card-reader-line.ts';
import { createIdCardSimulator, NO_LATENCY } from '../../device-agent/simulators/id-card-reader.ts';
import { attachReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer-line.ts';
import { createReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer.ts';
import type { PluggedThing } from '../../device-agent/transport/enumerate.ts';
import { memoryOpener, type MemoryEnd } from '../../device-agent/transport/memory.ts';
import { fingerprintFileSchema } from '../../shared/settings/fingerprints.ts';

const CONFIG = join(import.meta.dirname, '../../config');
const SPEED = { idReader: 115_200, receiptPrinter: 9_600 } as const;

/** What stands behind a line. */
type Behind = keyof typeof SPEED | 'nobody';

const BEHIND: readonly Behind[] = [
  'idReader',
  'receiptPrinter',
  'nobody',
  'idReader',
  'receiptPrinter',
  'nobody',
  'idReader',
  'receiptPrinter',
];

/** All are CH340 converters, which say nothing of themselves: the hardest case, everything has to be asked. */
const PLUGGED: readonly PluggedThing[] = BEHIND.map((_behind, at) => ({
  line: 'tty',
  node: `/dev/ttyUSB${at}`,
  vendorId: 0x1a86,
  productId: 0x7523,
  serial: null,
  product: null,
  usages: [],
  socket: `1-${at + 1}:1.0`,
  byId: null,
}));

function attach(behind: Behind, baudRate: number, far: MemoryEnd): void {
  if (behind === 'nobody' || SPEED[behind] !== baudRate) return;
  if (behind === 'idReader') {
    attachIdCardSimulator(createIdCardSimulator({ clock: systemClock, pacingBaud: null, latency: NO_LATENCY }), far);
    return;
  }
  const profile = loadPrinter(CONFIG, 'epson-tm-t88-80mm');
  if (!profile.ok) throw new Error(profile.error);
  attachReceiptPrinterSimulator(createReceiptPrinterSimulator({ clock: systemClock, profile: profile.value }), far);
}

/** Milliseconds of one search; throws where a device that answers was not recognised. */
async function searchMs(things: readonly PluggedThing[]): Promise<number> {
  const { fingerprints } = v.parse(fingerprintFileSchema, JSON.parse(readFileSync(join(CONFIG, 'devices/fingerprints.json'), 'utf8')));
  const behind = new Map(PLUGGED.map(({ node }, at) => [node, BEHIND[at] ?? 'nobody']));
  const began = performance.now();
  const { found } = await findThings(
    {
      enumerate: () => Promise.resolve({ things, unlistable: [] }),
      askQueues: () => Promise.resolve([]),
      askAnnounced: () => Promise.resolve([]),
      clock: systemClock,
      open: (address, baudRate) => {
        const node = 'path' in address ? address.path : address.via;
        return memoryOpener(node, (far) => {
          attach(behind.get(node) ?? 'nobody', baudRate, far);
          return null;
        });
      },
    },
    { fingerprints, profiles: listProfiles(CONFIG), addresses: {}, simulated: [] },
  );
  const tookMs = performance.now() - began;
  for (const { thing } of found) {
    const wanted = behind.get('node' in thing.place ? thing.place.node : '') ?? 'nobody';
    if (thing.role !== (wanted === 'nobody' ? null : wanted)) throw new Error(`${thing.name} is no ${wanted}`);
  }
  if (found.length !== things.length) throw new Error(`${found.length} of ${things.length} found`);
  return tookMs;
}

/** Both times in milliseconds. */
export async function benchFind(): Promise<{ readonly together: number; readonly oneByOne: number }> {
  const together = await searchMs(PLUGGED);
  let oneByOne = 0;
  for (const thing of PLUGGED) oneByOne += await searchMs([thing]);
  return { together, oneByOne };
}
