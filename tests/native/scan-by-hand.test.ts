/** Code scanners tried by hand through the true bindings: the command line in a bed of mock devices, the test at the device's end. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import { pause, systemClock } from '../../device-agent/platform/clock.ts';
import { KEYBOARD_DESCRIPTOR, LAYOUT_A_DESCRIPTOR } from '../../device-agent/simulators/hid-descriptors.ts';
import { UmockdevBed } from '../support/umockdev-bed.ts';

const MAIN = join(import.meta.dirname, '../../device-agent/device-cli/main.ts');
/** A scanner reads a code that lies there a few times a second. */
const READ_AGAIN_MS = 300;

const hex = (bytes: Uint8Array): string => toHex(bytes).replaceAll(' ', '').toLowerCase();
const textHex = (text: string): string => hex(new TextEncoder().encode(text));
const report = (start: string): string => start.padEnd(128, '0');

describe('a scanner tried by hand', () => {
  let bed: UmockdevBed;
  beforeEach(async () => {
    bed = await UmockdevBed.start();
  });
  afterEach(() => bed.stop());

  function cli(...args: string[]) {
    const child = spawn(process.execPath, [MAIN, ...args], { env: bed.env, stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    let over = false;
    const ended = new Promise<{ code: number | null; out: string }>((resolve) => {
      child.once('close', (code) => {
        over = true;
        resolve({ code, out });
      });
    });
    return { ended, over: () => over };
  }

  const hid = (number: number, pid: number, descriptor: Uint8Array) =>
    bed.plug({
      kind: 'hidraw',
      port: number,
      number,
      vid: pid === 0x1d03 ? 0x1eab : 0x0c2e,
      pid,
      serial: `S${number}`,
      descriptor: hex(descriptor),
    });

  it('HID POS: is redirected, lit, read, and left dark', async () => {
    const node = await hid(1, 0x0b61, LAYOUT_A_DESCRIPTOR);
    const scan = cli('scan', '--profile', 'honeywell-hid-pos', '--path', node);
    expect(await bed.next((event) => event.event === 'feature')).toMatchObject({ hex: 'fe01' });
    expect(await bed.gather('wrote', node, 128)).toBe(report('fd0316550d') + report('fd0316540d'));
    while (!scan.over()) {
      bed.feed(node, report(`02075d5131${textHex('ZZ-2026')}`));
      await Promise.race([scan.ended, pause(systemClock, READ_AGAIN_MS)]);
    }
    const { code, out } = await scan.ended;
    expect(code).toBe(0);
    expect(out).toContain('标识: ]Q1');
    expect(out).toContain('"ZZ-2026"');
    expect(await bed.gather('wrote', node, 64)).toBe(report('fd0316550d'));
  });

  it('HID: one that can only type is refused', async () => {
    const node = await hid(1, 0x1d03, KEYBOARD_DESCRIPTOR);
    const { code, out } = await cli('probe', '--kind', 'code-scanner', '--path', node).ended;
    expect(code).toBe(1);
    expect(out).toContain('device.keyboard-mode');
  });

  it('serial: answers, is lit, read, and left dark', async () => {
    const node = await bed.plug({ kind: 'tty', port: 1, number: 1, vid: 0x1eab, pid: 0x1d06, serial: 'T1' });
    const scan = cli('scan', '--profile', 'newland-serial', '--path', node);
    const command = (digit: string): string => `7e01${textHex('0000#SCNTRG')}${digit}3b03`;
    const answer = (digit: string): string => `0201${textHex('0000#SCNTRG')}${digit}063b03`;
    expect(await bed.gather('wrote', node, 16)).toBe(command('30'));
    bed.feed(node, answer('30'));
    expect(await bed.gather('wrote', node, 16)).toBe(command('31'));
    bed.feed(node, answer('31'));
    bed.feed(node, `${textHex(']Q1居住证')}0d`);
    const { code, out } = await scan.ended;
    expect(code).toBe(0);
    expect(out).toContain('"居住证"');
    expect(await bed.gather('wrote', node, 16)).toBe(command('30'));
  });

  it('list names the scanner that works and the one in keyboard mode', async () => {
    await hid(1, 0x0b61, LAYOUT_A_DESCRIPTOR);
    await hid(2, 0x1d03, KEYBOARD_DESCRIPTOR);
    const { code, out } = await cli('list').ended;
    expect(code).toBe(0);
    expect(out).toMatch(/hidraw1\t0c2e:0b61\tHID POS 扫码器.*HID POS 模式/);
    expect(out).toMatch(/hidraw2\t1eab:1d03\t键盘.*处于键盘模式/);
  });
});
