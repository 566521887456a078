/** What `udevadm monitor` prints, and what becomes of it. */
import { expect, it } from 'vitest';
import { HotplugBlocks } from '../../device-agent/transport/hotplug-blocks.ts';
import { seeded } from '../support/decoder-suite.ts';

const BANNER = 'monitor will print the received events for:\nUDEV - the event which udev sends out after rule processing\n\n';
const CH340 = `UDEV  [1422.101] add      /devices/usb1/1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0 (tty)
ACTION=add
DEVPATH=/devices/usb1/1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0
SUBSYSTEM=tty
DEVNAME=/dev/ttyUSB0
SEQNUM=2817
ID_VENDOR_ID=1a86
ID_MODEL_ID=7523
ID_PATH=pci-0000:00:14.0-usb-0:2:1.0
DEVLINKS=/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0 /dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0

`;
const GONE = `UDEV  [1430.5] remove   /devices/usb1/1-2 (usb)
ACTION=remove
DEVPATH=/devices/usb1/1-2
SUBSYSTEM=usb
PRODUCT=1a86/7523/264
ID_SERIAL_SHORT=X7

`;
const EXPECTED = [
  {
    action: 'add',
    subsystem: 'tty',
    devPath: '/devices/usb1/1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0',
    devName: '/dev/ttyUSB0',
    devLinks: ['/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0', '/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0'],
    vendorId: 0x1a86,
    productId: 0x7523,
    serial: null,
    idPath: 'pci-0000:00:14.0-usb-0:2:1.0',
  },
  {
    action: 'remove',
    subsystem: 'usb',
    devPath: '/devices/usb1/1-2',
    devName: null,
    devLinks: [],
    vendorId: 0x1a86,
    productId: 0x7523,
    serial: 'X7',
    idPath: null,
  },
];

it('a CH340 comes and goes, told whole and told byte by byte', () => {
  const text = BANNER + CH340 + GONE;
  expect(new HotplugBlocks().push(text)).toEqual(EXPECTED);
  const blocks = new HotplugBlocks();
  expect(Array.from(text).flatMap((char) => blocks.push(char))).toEqual(EXPECTED);
});

it.each([
  ['bind', CH340.replace('ACTION=add', 'ACTION=bind')],
  ['an action that nobody knows', CH340.replace('ACTION=add', 'ACTION=explode')],
  ['no path', CH340.replace(/DEVPATH=.*\n/, '')],
  ['the banner alone', BANNER],
])('tells nothing of %s', (_name, text) => {
  expect(new HotplugBlocks().push(text)).toEqual([]);
});

it('stays bounded and finds the next event behind an endless line and an endless block', () => {
  const blocks = new HotplugBlocks();
  for (let i = 0; i < 1_000; i += 1) blocks.push('x'.repeat(10_000));
  blocks.push('\n\n');
  for (let i = 0; i < 10_000; i += 1) blocks.push(`KEY${i}=1\n`);
  expect(blocks.push(`\n${CH340}`)).toEqual(EXPECTED.slice(0, 1));
});

it('never throws on 2000 seeded pieces of torn output', () => {
  const random = seeded(20_260_718);
  const text = BANNER + CH340 + GONE;
  const blocks = new HotplugBlocks();
  for (let i = 0; i < 2_000; i += 1) {
    const from = Math.floor(random() * text.length);
    for (const event of blocks.push(text.slice(from, from + Math.floor(random() * 80))))
      expect(['add', 'remove', 'change']).toContain(event.action);
  }
});
