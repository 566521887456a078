/** The true bindings of serialport and node-hid, and usblp nodes, in a bed of mock devices: list, open, read, write, pull, plug in again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UmockdevBed } from '../support/umockdev-bed.ts';

/** A HID POS scanner: usage page 8C, usage 02, reports of 63 bytes under id 2 both ways. */
const SCANNER = '058c0902a101850209fe150026ff007508953f8102850409ff7508953f9102c0';
const VID = 0x1eab;

function report(fill: number): string {
  return `02${fill.toString(16).padStart(2, '0').repeat(63)}`;
}

describe('USB devices through the native bindings', () => {
  let bed: UmockdevBed;
  let port = 0;
  const numbers = { hidraw: 0, tty: 0, lp: 0 };

  async function plug(kind: 'hidraw' | 'tty' | 'lp', serial = `S${port}`): Promise<string> {
    port += 1;
    numbers[kind] += 1;
    const descriptor = kind === 'hidraw' ? { descriptor: SCANNER } : {};
    return bed.plug({ kind, port, number: numbers[kind], vid: VID, pid: 0x1d10, serial, ...descriptor });
  }

  function lost(line: string): Promise<unknown> {
    return bed.next((event) => event.event === 'lost' && event['line'] === line);
  }

  // A new bed for every test: inside one, file numbers that libuv closes stay known to the bed as the node they once were.
  beforeEach(async () => {
    bed = await UmockdevBed.start();
  });
  afterEach(() => bed.stop());

  it('lists a scanner, a CH340 and a printer with their ids and serial numbers, and nothing once they are pulled', async () => {
    const [hid, tty, lp] = [await plug('hidraw', 'SCAN1'), await plug('tty', 'PORT1'), await plug('lp', 'PRN1')];
    const ids = { vendorId: VID, productId: 0x1d10 };
    expect(await bed.ask({ do: 'list' })).toEqual({
      devices: [
        { kind: 'tty', path: tty, ...ids, serial: 'PORT1', product: 'Maker', usage: null },
        { kind: 'hidraw', path: hid, ...ids, serial: 'SCAN1', product: 'Thing', usage: { page: 0x8c, id: 2 } },
        { kind: 'usbmisc', path: lp, ...ids, serial: 'PRN1', product: 'Thing', usage: null },
      ],
      unlistable: [],
    });
    for (const node of [hid, tty, lp]) await bed.pull(node);
    expect(await bed.ask({ do: 'list' })).toEqual({ devices: [], unlistable: [] });
  });

  it('HID: reads report by report, writes with the report id, tells its descriptor', async () => {
    const node = await plug('hidraw');
    expect(await bed.ask({ do: 'open-hid', line: 'a', settings: { path: node } })).toBe('open');
    for (const fill of [0x11, 0x22, 0x33]) {
      bed.feed(node, report(fill));
      expect(await bed.next((event) => event.event === 'bytes')).toMatchObject({ line: 'a', hex: report(fill) });
    }
    const trigger = '04'.padEnd(128, '0');
    await bed.ask({ do: 'write', line: 'a', hex: trigger });
    expect(await bed.gather('wrote', node, 64)).toBe(trigger);
    expect(await bed.ask({ do: 'descriptor', line: 'a' })).toBe(SCANNER);
    await bed.ask({ do: 'close', line: 'a' });
    await bed.next((event) => event.event === 'ended' && event['line'] === 'a');
  });

  it('HID: sends and gets feature reports; a refused one is the loss of the line, not of the process', async () => {
    const node = await plug('hidraw');
    expect(await bed.ask({ do: 'open-hid', line: 'f', settings: { path: node } })).toBe('open');
    await bed.ask({ do: 'send-feature', line: 'f', hex: 'fe01' });
    expect(await bed.next((event) => event.event === 'feature')).toMatchObject({ hex: 'fe01' });
    await bed.giveFeature(node, 'feaabb');
    expect(await bed.ask({ do: 'get-feature', line: 'f', id: 0xfe, length: 3 })).toBe('feaabb');
    await expect(bed.ask({ do: 'get-feature', line: 'f', id: 0x77, length: 3 })).rejects.toThrow('ChannelLost');
    await lost('f');
  });

  it('HID: found by its ids and told apart by its serial number', async () => {
    await plug('hidraw', 'LEFT');
    const right = await plug('hidraw', 'RIGHT');
    expect(await bed.ask({ do: 'open-hid', line: 'r', settings: { vendorId: VID, productId: 0x1d10, serial: 'RIGHT' } })).toBe('open');
    bed.feed(right, report(0x44));
    expect(await bed.gather('bytes', 'r', 64)).toBe(report(0x44));
    expect(await bed.ask({ do: 'open-hid', line: 'n', settings: { vendorId: VID, productId: 0x1d10, serial: 'NOBODY' } })).toBe(
      'device.no-device-at-path',
    );
    await bed.ask({ do: 'close', line: 'r' });
  });

  it('serial: by its stable name, bytes both ways, closed and opened again', async () => {
    const node = await plug('tty', 'STABLE');
    for (const line of ['s1', 's2']) {
      expect(await bed.ask({ do: 'open', kind: 'serial', line, path: '/dev/serial/by-id/usb-STABLE-if00-port0' })).toBe('open');
      bed.feed(node, 'aaaaaa96690003');
      expect(await bed.gather('bytes', line, 7)).toBe('aaaaaa96690003');
      await bed.ask({ do: 'write', line, hex: '100401' });
      expect(await bed.gather('wrote', node, 3)).toBe('100401');
      await bed.ask({ do: 'close', line });
      await bed.next((event) => event.event === 'ended' && event['line'] === line);
    }
  });

  it('usblp: asks a printer for its status and streams 200 KB', async () => {
    const node = await plug('lp');
    expect(await bed.ask({ do: 'open', kind: 'usblp', line: 'p', path: node })).toBe('open');
    await bed.ask({ do: 'write', line: 'p', hex: '100401' });
    expect(await bed.gather('wrote', node, 3)).toBe('100401');
    bed.feed(node, '12');
    expect(await bed.gather('bytes', 'p', 1)).toBe('12');
    const receipt = 'e4bda0'.repeat(70_000);
    const [, printed] = await Promise.all([bed.ask({ do: 'write', line: 'p', hex: receipt }), bed.gather('wrote', node, 210_000)]);
    expect(printed).toBe(receipt);
    await bed.ask({ do: 'close', line: 'p' });
  });

  it.each([
    ['hidraw', 'hid'],
    ['tty', 'serial'],
    ['lp', 'usblp'],
  ] as const)(
    '%s pulled: the line is lost, a write throws, nothing opens; plugged in under a new number it works again',
    async (kind, opens) => {
      const open = (line: string, path: string): Promise<unknown> =>
        opens === 'hid' ? bed.ask({ do: 'open-hid', line, settings: { path } }) : bed.ask({ do: 'open', kind: opens, line, path });
      const before = await plug(kind);
      expect(await open('x', before)).toBe('open');
      bed.feed(before, report(1));
      expect(await bed.gather('bytes', 'x', 64)).toBe(report(1));
      await bed.pull(before);
      expect(await lost('x')).toMatchObject({ known: true });
      await expect(bed.ask({ do: 'write', line: 'x', hex: '00' })).rejects.toThrow('ChannelLost');
      expect(await open('y', before)).toBe('device.no-device-at-path');
      const after = await plug(kind);
      expect(after).not.toBe(before);
      expect(await open('z', after)).toBe('open');
      bed.feed(after, report(2));
      expect(await bed.gather('bytes', 'z', 64)).toBe(report(2));
      await bed.ask({ do: 'close', line: 'z' });
    },
  );

  it.each([
    ['a serial port as a printer node', 'tty', 'usblp'],
    ['a scanner as a printer node', 'hidraw', 'usblp'],
    ['a serial port as a HID device', 'tty', 'hid'],
    ['a printer node as a HID device', 'lp', 'hid'],
  ] as const)('refuses %s before a byte is sent to it', async (_what, kind, opens) => {
    const path = await plug(kind);
    const answer =
      opens === 'hid'
        ? await bed.ask({ do: 'open-hid', line: 'w', settings: { path } })
        : await bed.ask({ do: 'open', kind: opens, line: 'w', path });
    expect(answer).toBe('device.wrong-device');
  });

  describe('an ID reader of the maker’s own class', () => {
    const READER = { vendorId: 0x0400, productId: 0xc35a };
    const SPLIT = [0x01, 0x81, 0x02, 0x82];
    const FRAME = 'aaaaaa9669' + '0003' + '12ff' + 'ee';

    async function plugReader(endpoints: readonly number[]): Promise<string> {
      port += 1;
      return bed.plug({ kind: 'usb', port, number: 0, vid: READER.vendorId, pid: READER.productId, serial: '', endpoints });
    }
    const wrote = (endpoint: number): Promise<unknown> =>
      bed.next((event) => event.event === 'wrote' && event['endpoint'] === endpoint).then((event) => event['hex']);
    const opens = (line: string): Promise<unknown> => bed.ask({ do: 'open-bulk', line, settings: READER });

    it('is found by its ids, and not once it is pulled', async () => {
      const node = await plugReader(SPLIT);
      expect(await bed.ask({ do: 'find-bulk', settings: READER })).toBe(true);
      expect(await bed.ask({ do: 'find-bulk', settings: { ...READER, productId: 0xc35b } })).toBe(false);
      await bed.pull(node);
      expect(await bed.ask({ do: 'find-bulk', settings: READER })).toBe(false);
    });

    it('split pipes: header and body travel apart both ways, silence between is no fault', async () => {
      const node = await plugReader(SPLIT);
      expect(await opens('r')).toBe('open');
      for (const answer of ['00009f9f', '00908090']) {
        await bed.ask({ do: 'write', line: 'r', hex: FRAME });
        expect([await wrote(0x01), await wrote(0x02)]).toEqual([FRAME.slice(0, 14), FRAME.slice(14)]);
        await bed.next((event) => event.event === 'cancelled' && event['endpoint'] === 0x81);
        bed.feed(node, 'aaaaaa96690004', 0x81);
        bed.feed(node, answer, 0x82);
        expect(await bed.gather('bytes', 'r', 11)).toBe(`aaaaaa96690004${answer}`);
      }
      await bed.ask({ do: 'close', line: 'r' });
      expect(await opens('again')).toBe('open');
    });

    it('a single pair: whole frames, more than one packet each', async () => {
      const node = await plugReader([0x02, 0x83]);
      expect(await opens('r')).toBe('open');
      await bed.ask({ do: 'write', line: 'r', hex: FRAME });
      expect(await wrote(0x02)).toBe(FRAME);
      const packets = ['11', '22', '33'].map((byte) => byte.repeat(64));
      for (const packet of packets) bed.feed(node, packet, 0x83);
      expect(await bed.gather('bytes', 'r', 192)).toBe(packets.join(''));
    });

    it('a pipe that stalls is cleared, the line is lost, and the next one works', async () => {
      const node = await plugReader([0x02, 0x83]);
      expect(await opens('r')).toBe('open');
      await bed.stall(node, 0x83);
      await lost('r');
      await bed.next((event) => event.event === 'cleared' && event['endpoint'] === 0x83);
      expect(await opens('s')).toBe('open');
      bed.feed(node, 'aa', 0x83);
      expect(await bed.gather('bytes', 's', 1)).toBe('aa');
    });

    it('pulled in the middle of a wait: lost at once, gone, and back in another port', async () => {
      const node = await plugReader(SPLIT);
      expect(await opens('r')).toBe('open');
      await bed.pull(node);
      await lost('r');
      await expect(bed.ask({ do: 'write', line: 'r', hex: FRAME })).rejects.toThrow('ChannelLost');
      expect(await opens('r')).toBe('device.no-device-at-path');
      const back = await plugReader(SPLIT);
      expect(await opens('b')).toBe('open');
      bed.feed(back, 'aaaaaa96690004', 0x81);
      bed.feed(back, '00009f9f', 0x82);
      expect(await bed.gather('bytes', 'b', 11)).toBe('aaaaaa9669000400009f9f');
    });

    it('without usable pipes it is no reader', async () => {
      await plugReader([0x01]);
      expect(await opens('r')).toBe('device.wrong-device');
    });
  });

  it('hotplug: tells a scanner that comes and goes, with node and ids', async () => {
    expect(await bed.ask({ do: 'watch' })).toBe('watching');
    const node = await plug('tty', 'HOT');
    const told = (action: string): Promise<unknown> =>
      bed.next((event) => {
        const what = event['what'] as { action: string; devName: string | null } | undefined;
        return event.event === 'hotplug' && what?.action === action && what.devName === node;
      });
    expect(await told('add')).toMatchObject({ what: { subsystem: 'tty', vendorId: VID, productId: 0x1d10, serial: 'HOT' } });
    await bed.pull(node);
    expect(await told('remove')).toMatchObject({ what: { subsystem: 'tty' } });
  });
});
