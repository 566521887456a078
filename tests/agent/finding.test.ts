import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { listProfiles } from '../../device-agent/assembly/list-profiles.ts';
import { findThings, type Findings } from '../../device-agent/finding/finder.ts';
import type { Addresses } from '../../device-agent/finding/in-use.ts';
import { profileFits, scannerFingerprints } from '../../device-agent/finding/known-profiles.ts';
import { recognise } from '../../device-agent/finding/recognise.ts';
import { stableAddress } from '../../device-agent/finding/stable-address.ts';
import { attachIdCardSimulator } from '../../device-agent/simulators/id-card-reader-line.ts';
import { createIdCardSimulator } from '../../device-agent/simulators/id-card-reader.ts';
import { attachReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer-line.ts';
import { createReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer.ts';
import type { ChannelOpener } from '../../device-agent/transport/byte-channel.ts';
import type { AnnouncedPrinter } from '../../device-agent/drivers/ipp/find-announced.ts';
import type { PrintQueue } from '../../device-agent/drivers/ipp/find-queues.ts';
import type { PluggedThing } from '../../device-agent/transport/enumerate.ts';
import { memoryOpener, type MemoryEnd } from '../../device-agent/transport/memory.ts';
import { loadPrinter } from '../../device-agent/assembly/devices.ts';
import { err } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { fingerprintFileSchema } from '../../shared/settings/fingerprints.ts';
import { checkSettings } from '../../shared/settings/settings.ts';
import { checkTerminal } from '../../device-agent/assembly/load-settings.ts';
import { ManualClock } from '../support/manual-clock.ts';

const CONFIG = join(import.meta.dirname, '../../config');
const FILE = v.parse(fingerprintFileSchema, JSON.parse(readFileSync(join(CONFIG, 'devices/fingerprints.json'), 'utf8')));
const PROFILES = listProfiles(CONFIG);
const ALL = [...scannerFingerprints(PROFILES.scanners), ...FILE.fingerprints];

/** HID usages: scanner of a point of sale, keyboard, mouse, a maker's own page. */
const POS = { page: 0x8c, id: 2 };
const KEYBOARD = { page: 1, id: 6 };
const MOUSE = { page: 1, id: 2 };
const MAKERS_OWN = { page: 0xff00, id: 1 };

function thing(given: Partial<PluggedThing> & Pick<PluggedThing, 'line'>): PluggedThing {
  return { node: '/dev/x', vendorId: null, productId: null, serial: null, product: null, usages: [], socket: null, byId: null, ...given };
}

describe('the shipped fingerprints', () => {
  it('every profile that they name is there', () => {
    const known = new Set(PROFILES.choices.map(({ id }) => id));
    expect(PROFILES.faults).toEqual([]);
    expect(ALL.filter(({ profile }) => profile !== undefined && !known.has(profile))).toEqual([]);
  });

  it('an unknown key, id or profile name is refused', () => {
    for (const wrong of [{ colour: 'red' }, { vendorId: '0X1' }, { profile: '../x' }, { sure: 'maybe' }])
      expect(v.safeParse(fingerprintFileSchema, { fingerprints: [{ ...FILE.fingerprints[0], ...wrong }] }).success).toBe(false);
  });
});

describe('what a thing is before it is asked', () => {
  it.each([
    ['CH340', thing({ line: 'tty', vendorId: 0x1a86, productId: 0x7523 }), { is: 'adapter', name: 'CH340 类 USB 转串口' }],
    ['a serial port of the board', thing({ line: 'tty' }), { is: 'adapter', sure: 'certain' }],
    [
      'the ministry reader',
      thing({ line: 'usb', vendorId: 0x0400, productId: 0xc35a }),
      { is: 'id-reader', profile: 'sam-serial', sure: 'likely' },
    ],
    [
      'Miaxis',
      thing({ line: 'hidraw', vendorId: 0x10c4, productId: 0x0007, usages: [MAKERS_OWN] }),
      { is: 'id-reader', profile: 'miaxis-hid' },
    ],
    [
      'Newland in serial mode',
      thing({ line: 'tty', vendorId: 0x1eab, productId: 0x1d06 }),
      { is: 'code-scanner', profile: 'newland-serial', sure: 'likely', notes: [] },
    ],
    [
      'Newland in HID POS mode',
      thing({ line: 'hidraw', vendorId: 0x1eab, productId: 0x1d10, usages: [POS] }),
      { is: 'code-scanner', profile: 'newland-hid-pos', sure: 'certain' },
    ],
    [
      'Newland in keyboard mode',
      thing({ line: 'hidraw', vendorId: 0x1eab, productId: 0x1d03, usages: [KEYBOARD] }),
      { is: 'code-scanner', profile: null, sure: 'likely', notes: ['keyboard-mode'] },
    ],
    [
      'a scanner of an unknown maker',
      thing({ line: 'hidraw', vendorId: 0x4444, productId: 1, usages: [POS] }),
      { is: 'code-scanner', profile: 'generic-hid-pos', sure: 'certain' },
    ],
    [
      'an unknown thing that types and calls itself a scanner',
      thing({ line: 'hidraw', vendorId: 0x4444, productId: 2, product: 'USB Barcode Scanner', usages: [KEYBOARD] }),
      { is: 'code-scanner', profile: null, notes: ['keyboard-mode'] },
    ],
    [
      'a keyboard',
      thing({ line: 'hidraw', usages: [KEYBOARD] }),
      { is: 'keyboard', profile: null, sure: 'possible', notes: ['keyboard-mode'] },
    ],
    [
      'an Epson printer',
      thing({ line: 'usbmisc', vendorId: 0x04b8, productId: 0x0202 }),
      { is: 'receipt-printer', profile: 'epson-tm-t88-80mm', sure: 'likely' },
    ],
    [
      'a printer of an unknown maker',
      thing({ line: 'usbmisc', vendorId: 0x9999, productId: 1, product: 'POS80' }),
      { is: 'receipt-printer', profile: 'generic-80mm', sure: 'possible', name: 'USB 打印机（POS80）' },
    ],
  ])('%s', (_name, plugged, expected) => {
    expect(recognise(plugged, ALL)).toMatchObject(expected);
  });

  it.each([
    ['a mouse', thing({ line: 'hidraw', usages: [MOUSE] })],
    ["a scanner's own interface for updates", thing({ line: 'hidraw', vendorId: 0x1eab, productId: 0x1d10, usages: [MAKERS_OWN] })],
    ['a chip that waits for its firmware', thing({ line: 'hidraw', vendorId: 0x0483, productId: 0xdf11 })],
  ])('%s is none of ours', (_name, plugged) => {
    expect(recognise(plugged, ALL)).toBeNull();
  });
});

describe('under which name a thing is saved', () => {
  const ch340 = (socket: string, node: string): PluggedThing => thing({ line: 'tty', vendorId: 0x1a86, productId: 0x7523, socket, node });
  const ftdi = thing({
    line: 'tty',
    vendorId: 0x0403,
    productId: 0x6001,
    serial: 'A1',
    socket: '1-4:1.0',
    byId: '/dev/serial/by-id/usb-FTDI_A1',
  });
  const clone = { ...ftdi, socket: '1-5:1.0' };
  const hid = thing({ line: 'hidraw', vendorId: 0x1eab, productId: 0x1d10, serial: 'S1', socket: '1-6:1.0' });
  const [left, right] = [ch340('1-2:1.0', '/dev/ttyUSB0'), ch340('1-3:1.0', '/dev/ttyUSB1')];

  it.each([
    ['a serial number of its own', ftdi, [ftdi, left], { via: 'serial', path: '/dev/serial/by-id/usb-FTDI_A1', baudRate: 9600 }, []],
    [
      'two clones with one serial number',
      ftdi,
      [ftdi, clone],
      { via: 'socket', line: 'serial', socket: '1-4:1.0', baudRate: 9600 },
      ['known-by-port', 'twin'],
    ],
    ['one CH340', left, [left], { via: 'socket', line: 'serial', socket: '1-2:1.0', baudRate: 9600 }, ['known-by-port']],
    [
      'the left one of two CH340',
      left,
      [left, right],
      { via: 'socket', line: 'serial', socket: '1-2:1.0', baudRate: 9600 },
      ['known-by-port', 'twin'],
    ],
    [
      'the right one of two CH340',
      right,
      [left, right],
      { via: 'socket', line: 'serial', socket: '1-3:1.0', baudRate: 9600 },
      ['known-by-port', 'twin'],
    ],
    ['a port of the board', thing({ line: 'tty', node: '/dev/ttyS0' }), [], { via: 'serial', path: '/dev/ttyS0', baudRate: 9600 }, []],
    ['a HID device with a serial number', hid, [hid], { via: 'hid', vendorId: '1eab', productId: '1d10', serial: 'S1' }, []],
    [
      'one with two interfaces',
      hid,
      [hid, { ...hid, socket: '1-6:1.1' }],
      { via: 'socket', line: 'hidraw', socket: '1-6:1.0' },
      ['known-by-port', 'twin'],
    ],
    [
      'a printer',
      thing({ line: 'usbmisc', socket: '1-7:1.0' }),
      [],
      { via: 'socket', line: 'usblp', socket: '1-7:1.0' },
      ['known-by-port'],
    ],
    [
      'a bulk reader',
      thing({ line: 'usb', vendorId: 0x400, productId: 0xc35a }),
      [],
      { via: 'usb', vendorId: '0400', productId: 'c35a' },
      [],
    ],
  ] as const)('%s', (_name, plugged, all, address, notes) => {
    expect(stableAddress(plugged, all, plugged.line === 'tty' ? 9600 : null)).toEqual({ address, notes });
  });
});

/** Lines that the search may open, by node and speed. */
type Lines = Readonly<Record<string, Line>>;
type Line = (baudRate: number, clock: ManualClock) => ChannelOpener;

async function search(
  things: readonly PluggedThing[],
  lines: Lines,
  addresses: Addresses = {},
  queues: readonly PrintQueue[] = [],
  announced: readonly AnnouncedPrinter[] = [],
): Promise<Findings & { readonly asked: readonly string[] }> {
  const clock = new ManualClock();
  const asked: string[] = [];
  let done = false;
  const found = findThings(
    {
      enumerate: () => Promise.resolve({ things, unlistable: [] }),
      askQueues: () => Promise.resolve(queues),
      askAnnounced: () => Promise.resolve(announced),
      clock,
      open: (address, baudRate) => {
        const node = 'path' in address ? address.path : address.via;
        asked.push(`${node}@${baudRate}`);
        const line = lines[node];
        if (line === undefined) throw new Error(`nobody may open ${node}`);
        return line(baudRate, clock);
      },
    },
    { fingerprints: FILE.fingerprints, profiles: PROFILES, addresses, simulated: [] },
  ).finally(() => (done = true));
  while (!done) await clock.advance(100);
  return { ...(await found), asked };
}

/** A line at whose end nobody answers; what was written to it is kept. */
function mute(written: number[] = []): () => ChannelOpener {
  return () =>
    memoryOpener('mute', (far) => {
      void keep(far, written);
      return null;
    });
}

async function keep(far: MemoryEnd, written: number[]): Promise<void> {
  try {
    for await (const chunk of far.bytes) written.push(...chunk);
  } catch {
    // The search has closed the line.
  }
}

function refusing(fault: FaultCode): () => ChannelOpener {
  return () => ({ address: 'refusing', open: () => Promise.resolve(err(fault)) });
}

function printer(at: number): Line {
  const profile = loadPrinter(CONFIG, 'epson-tm-t88-80mm');
  if (!profile.ok) throw new Error(profile.error);
  const { value } = profile;
  return (baudRate, clock) =>
    baudRate === at
      ? memoryOpener('printer', (far) => {
          attachReceiptPrinterSimulator(createReceiptPrinterSimulator({ profile: value, clock }), far);
          return null;
        })
      : mute()();
}

function reader(at: number): Line {
  return (baudRate, clock) =>
    baudRate === at
      ? memoryOpener('reader', (far) => {
          attachIdCardSimulator(createIdCardSimulator({ clock }), far);
          return null;
        })
      : mute()();
}

describe('a search', () => {
  const adapter = (node: string, socket: string): PluggedThing => thing({ line: 'tty', vendorId: 0x1a86, productId: 0x7523, node, socket });

  it('printers of the print server: one that is in use, and one that takes no jobs', async () => {
    const uri = (name: string): string => `ipp://127.0.0.1:631/printers/${name}`;
    const queue = (name: string, model: string | null, acceptsJobs: boolean): PrintQueue => ({ name, uri: uri(name), model, acceptsJobs });
    const { found } = await search([], {}, { documentPrinter: { via: 'ipp', uri: uri('hall') } }, [
      queue('hall', 'Example LaserJet', true),
      queue('office', null, false),
    ]);
    expect(found).toMatchObject([
      {
        address: { via: 'ipp', uri: uri('hall') },
        thing: { role: 'documentPrinter', name: 'Example LaserJet', said: 'hall', inUseAs: 'documentPrinter', notes: [], usable: true },
      },
      { thing: { name: 'office', inUseAs: null, notes: ['takes-no-jobs'], profile: 'ipp-everywhere', usable: true } },
    ]);
    expect(
      found.every(({ thing: { profile, role }, address }) =>
        profileFits(PROFILES, role ?? 'idReader', profile ?? '', address ?? { via: 'simulator' }),
      ),
    ).toBe(true);
  });

  it('printers that announce themselves: in the network, behind ipp-usb, and one that only a print server can use', async () => {
    const at = (uri: string, takesPdf: boolean): AnnouncedPrinter => ({ name: '二楼打印机', uri, model: 'Example 200', takesPdf });
    const { found } = await search(
      [],
      {},
      { documentPrinter: { via: 'ipp', uri: 'ipp://127.0.0.1:60000/ipp/print' } },
      [],
      [at('ipp://192.0.2.7:631/ipp/print', true), at('ipp://127.0.0.1:60000/ipp/print', true), at('ipp://192.0.2.8:631/ipp/print', false)],
    );
    expect(found.map(({ thing: { said, notes, usable, inUseAs } }) => ({ said, notes, usable, inUseAs }))).toEqual([
      { said: '二楼打印机', notes: ['address-may-change'], usable: true, inUseAs: null },
      { said: '二楼打印机', notes: [], usable: true, inUseAs: 'documentPrinter' },
      { said: '二楼打印机', notes: ['takes-no-pdf', 'address-may-change'], usable: false, inUseAs: null },
    ]);
  });

  it('two CH340: behind one a printer at its own speed, behind the other an ID-card reader', async () => {
    const { found } = await search([adapter('/dev/ttyUSB0', '1-2:1.0'), adapter('/dev/ttyUSB1', '1-3:1.0')], {
      '/dev/ttyUSB0': printer(115_200),
      '/dev/ttyUSB1': reader(115_200),
    });
    expect(found.map(({ address, thing: { role, sure, said } }) => ({ address, role, sure, said: said?.slice(0, 3) ?? null }))).toEqual([
      {
        role: 'receiptPrinter',
        sure: 'certain',
        said: expect.any(String),
        address: { via: 'socket', line: 'serial', socket: '1-2:1.0', baudRate: 115_200 },
      },
      { role: 'idReader', sure: 'certain', said: 'SAM', address: { via: 'socket', line: 'serial', socket: '1-3:1.0', baudRate: 115_200 } },
    ]);
    expect(found.map(({ thing: { notes } }) => notes)).toEqual([
      ['serial-adapter', 'known-by-port', 'twin'],
      ['serial-adapter', 'known-by-port', 'twin'],
    ]);
  });

  it('a printer without a back channel: usable, said so, and nothing was sent that it could print', async () => {
    const written: number[] = [];
    const lp = thing({ line: 'usbmisc', node: '/dev/usb/lp0', vendorId: 0x9999, productId: 1, socket: '1-7:1.0' });
    const { found } = await search([lp], { '/dev/usb/lp0': mute(written) });
    expect(found[0]?.thing).toMatchObject({ role: 'receiptPrinter', usable: true, notes: ['no-back-channel', 'known-by-port'] });
    expect(written).toEqual([0x10, 0x04, 0x01]);
  });

  it('nobody behind an adapter: it may still be given any job by hand', async () => {
    const { found } = await search([adapter('/dev/ttyUSB0', '1-2:1.0')], { '/dev/ttyUSB0': mute() });
    expect(found[0]?.thing).toMatchObject({
      role: null,
      sure: 'possible',
      usable: true,
      profile: null,
      notes: ['silent', 'serial-adapter', 'known-by-port'],
    });
  });

  it.each([
    ['device.port-busy', 'port-busy'],
    ['device.permission-denied', 'no-permission'],
    ['device.hardware', 'does-not-open'],
  ] as const)('a line that answers %s is listed with the reason', async (fault, note) => {
    const { found } = await search([adapter('/dev/ttyUSB0', '1-2:1.0')], { '/dev/ttyUSB0': refusing(fault) });
    expect(found[0]?.thing.notes).toContain(note);
  });

  it('a port of the board that leads nowhere is left out', async () => {
    const { found } = await search([thing({ line: 'tty', node: '/dev/ttyS3' })], { '/dev/ttyS3': refusing('device.hardware') });
    expect(found).toEqual([]);
  });

  it('a device at work is not asked: its line is never opened', async () => {
    const busy = adapter('/dev/ttyUSB0', '1-2:1.0');
    const { found, asked } = await search([busy], {}, { idReader: { via: 'socket', line: 'serial', socket: '1-2:1.0' } });
    expect(found[0]?.thing.inUseAs).toBe('idReader');
    expect(asked).toEqual([]);
  });

  it('a scanner in keyboard mode is never opened and cannot be taken', async () => {
    const { found, asked } = await search(
      [thing({ line: 'hidraw', vendorId: 0x1eab, productId: 0x1d03, usages: [KEYBOARD], socket: '1-2:1.0' })],
      {},
    );
    expect(found[0]).toMatchObject({ address: null, thing: { role: 'codeScanner', usable: false } });
    expect(found[0]?.thing.notes).toContain('keyboard-mode');
    expect(asked).toEqual([]);
  });

  it('a scanner that speaks HID POS and types as well is one thing', async () => {
    const common = { line: 'hidraw', vendorId: 0x0c2e, productId: 0x0b61 } as const;
    const { found } = await search(
      [
        thing({ ...common, node: '/dev/hidraw0', usages: [KEYBOARD], socket: '1-2:1.0' }),
        thing({ ...common, node: '/dev/hidraw1', usages: [POS], socket: '1-2:1.1' }),
      ],
      {},
    );
    expect(found.map(({ thing: { place, profile } }) => [place.node, profile])).toEqual([['/dev/hidraw1', 'honeywell-hid-pos']]);
  });
});

describe('which profile fits a line', () => {
  it.each([
    ['codeScanner', 'newland-serial', { via: 'serial', path: '/dev/ttyUSB0' }, true],
    ['codeScanner', 'newland-serial', { via: 'hidraw', path: '/dev/hidraw0' }, false],
    ['codeScanner', 'newland-hid-pos', { via: 'socket', line: 'hidraw', socket: '1-2:1.0' }, true],
    ['codeScanner', 'newland-hid-pos', { via: 'socket', line: 'serial', socket: '1-2:1.0' }, false],
    ['idReader', 'miaxis-hid', { via: 'serial', path: '/dev/ttyUSB0' }, false],
    ['idReader', 'sam-serial', { via: 'usb', vendorId: '0400', productId: 'c35a' }, true],
    ['receiptPrinter', 'sam-serial', { via: 'serial', path: '/dev/ttyUSB0' }, false],
    ['receiptPrinter', 'no-such-profile', { via: 'serial', path: '/dev/ttyUSB0' }, false],
  ] as const)('%s with %s at %o: %s', (role, profile, address, fits) => {
    expect(profileFits(PROFILES, role, profile, address)).toBe(fits);
  });
});

describe('settings that a hand wrote', () => {
  const shipped = JSON.parse(readFileSync(join(CONFIG, 'terminal.json'), 'utf8'));
  const port = { via: 'serial', path: '/dev/ttyUSB0' };

  it('one device in two jobs is refused by name', () => {
    const devices = { idReader: { profile: 'sam-serial', address: port }, receiptPrinter: { profile: 'generic-80mm', address: port } };
    const checked = checkTerminal({ ...shipped, devices }, 'terminal.json');
    expect(checked.ok ? [] : checked.error).toEqual([expect.stringMatching(/idReader、receiptPrinter.*同一个设备/)]);
  });

  it.each([
    ['no port number', '1-2'],
    ['words', 'left'],
    ['a path', '/dev/ttyUSB0'],
    ['far too long', `1-${'2.'.repeat(40)}2:1.0`],
  ])('a USB socket that is %s is refused', (_what, socket) => {
    const devices = { idReader: { profile: 'sam-serial', address: { via: 'socket', line: 'serial', socket } } };
    expect(checkSettings({ ...shipped, devices }).ok).toBe(false);
  });
});
