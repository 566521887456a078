/** 查找设备 in a bed of mock devices, with the true bindings: what is plugged in, where, how sure, and that every line is left as it was. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Findings } from '../../device-agent/finding/finder.ts';
import type { Addresses } from '../../device-agent/finding/in-use.ts';
import type { SocketSettings } from '../../device-agent/transport/usb-socket.ts';
import { UmockdevBed } from '../support/umockdev-bed.ts';

/** Keyboard as every keyboard describes itself: usage page 01, usage 06, eight bytes in. */
const KEYBOARD = '05010906a101050719e029e71500250175019508810295067508150025650507190029658100c0';
/** HID POS scanner: usage page 8C, usage 02. */
const SCANNER = '058c0902a101850209fe150026ff007508953f8102850409ff7508953f9102c0';

describe('a search on true bindings', () => {
  let bed: UmockdevBed;

  beforeEach(async () => {
    bed = await UmockdevBed.start();
  });
  afterEach(() => bed.stop());

  async function find(addresses: Addresses = {}): Promise<Findings> {
    return (await bed.ask({ do: 'find', addresses })) as Findings;
  }

  async function opens(settings: SocketSettings): Promise<unknown> {
    return bed.ask({ do: 'open-socket', line: settings.socket, settings });
  }

  it('a scanner in keyboard mode is named with its maker and refused, never opened', async () => {
    const node = await bed.plug({ kind: 'hidraw', port: 1, number: 1, vid: 0x1eab, pid: 0x1d03, serial: 'S1', descriptor: KEYBOARD });
    const { found } = await find();
    expect(found).toMatchObject([
      {
        address: null,
        thing: {
          role: 'codeScanner',
          name: 'FM430 扫码器',
          sure: 'likely',
          usable: false,
          notes: expect.arrayContaining(['keyboard-mode']),
          place: { via: 'hidraw', node, socket: '1-1' },
        },
      },
    ]);
  });

  it('a HID POS scanner is certain, and kept by its serial number', async () => {
    await bed.plug({ kind: 'hidraw', port: 1, number: 1, vid: 0x1eab, pid: 0x1d10, serial: 'S7', descriptor: SCANNER });
    expect((await find()).found).toMatchObject([
      {
        address: { via: 'hid', vendorId: '1eab', productId: '1d10', serial: 'S7' },
        thing: { sure: 'certain', profile: 'newland-hid-pos', notes: [] },
      },
    ]);
  });

  it('two CH340 without serial numbers are told apart by their sockets, and each address opens its own, also after both were replugged', async () => {
    const twin = { kind: 'tty', vid: 0x1a86, pid: 0x7523, serial: '' } as const;
    const left = await bed.plug({ ...twin, port: 2, number: 0 });
    const right = await bed.plug({ ...twin, port: 3, number: 1 });
    const { found } = await find();
    expect(found.map(({ address, thing }) => [thing.place.node, address])).toEqual([
      [left, { via: 'socket', line: 'serial', socket: '1-2:1.0' }],
      [right, { via: 'socket', line: 'serial', socket: '1-3:1.0' }],
    ]);
    for (const { thing } of found)
      expect(thing.notes).toEqual(expect.arrayContaining(['serial-adapter', 'twin', 'known-by-port', 'silent']));
    expect(await opens({ line: 'serial', socket: '1-3:1.0', baudRate: 115_200 })).toBe('open');
    bed.feed(right, '414243');
    expect(await bed.gather('bytes', '1-3:1.0', 3)).toBe('414243');
    await bed.ask({ do: 'close', line: '1-3:1.0' });
    expect(await opens({ line: 'serial', socket: '1-4:1.0', baudRate: 115_200 })).toBe('device.no-device-at-path');
  });

  it('an FTDI with a serial number is kept by its stable name', async () => {
    await bed.plug({ kind: 'tty', port: 4, number: 2, vid: 0x0403, pid: 0x6001, serial: 'FT1' });
    expect((await find()).found).toMatchObject([{ address: { via: 'serial', path: '/dev/serial/by-id/usb-FT1-if00-port0' } }]);
  });

  it('a printer without a back channel: asked for its status in real time, nothing else sent', async () => {
    const node = await bed.plug({ kind: 'lp', port: 5, number: 0, vid: 0x0fe6, pid: 0x811e, serial: '' });
    const { found } = await find();
    expect(await bed.gather('wrote', node, 3)).toBe('100401');
    expect(found).toMatchObject([
      {
        address: { via: 'socket', line: 'usblp', socket: '1-5:1.0' },
        thing: { role: 'receiptPrinter', usable: true, profile: 'generic-80mm', notes: ['no-back-channel', 'known-by-port'] },
      },
    ]);
  });

  it('a printer that answers is certain', async () => {
    const node = await bed.plug({ kind: 'lp', port: 5, number: 0, vid: 0x0fe6, pid: 0x811e, serial: '' });
    const searching = find();
    expect(await bed.gather('wrote', node, 3)).toBe('100401');
    bed.feed(node, '16');
    expect(await bed.gather('wrote', node, 3)).toBe('100404');
    bed.feed(node, '12');
    expect(await bed.gather('wrote', node, 9)).toBe('1d49421d49431d4945');
    bed.feed(node, '5f4550534f4e005f544d2d54383200');
    expect((await searching).found).toMatchObject([{ thing: { sure: 'certain', said: 'EPSON TM-T82', profile: 'epson-tm-t88-80mm' } }]);
  });

  it('a device at work is listed with its job and not asked', async () => {
    await bed.plug({ kind: 'lp', port: 6, number: 1, vid: 0x04b8, pid: 0x0202, serial: '' });
    const { found } = await find({ receiptPrinter: { via: 'socket', line: 'usblp', socket: '1-6:1.0' } });
    expect(found[0]?.thing).toMatchObject({ inUseAs: 'receiptPrinter', sure: 'likely', notes: ['known-by-port'] });
  });
});
