/** `npm run device` as its own process, against simulated devices behind TCP ports. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../device-agent/device-cli/run.ts';
import { readOptions } from '../../device-agent/device-cli/options.ts';
import { DEVICE_CLI_DELAYS } from '../../device-agent/device-cli/hands-on.ts';
import { describeLists, scannerModes } from '../../device-agent/device-cli/list.ts';
import { ID_READER_DELAYS } from '../../device-agent/drivers/id-card-sam/delays.ts';
import { SCANNER_LIGHT_DELAYS } from '../../device-agent/drivers/scanner-light.ts';
import { TRANSPORT_DELAYS } from '../../device-agent/transport/delays.ts';
import type { DeviceLists } from '../../device-agent/transport/find-devices.ts';
import { encodeSam, encodeSamFrame } from '../../device-agent/frame/sam.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { serveCodeScannerSimulatorTcp } from '../../device-agent/simulators/code-scanner-tcp.ts';
import { createCodeScannerSimulator } from '../../device-agent/simulators/code-scanner.ts';
import { serveIdCardSimulatorTcp } from '../../device-agent/simulators/id-card-reader-line.ts';
import { createIdCardSimulator, NO_LATENCY } from '../../device-agent/simulators/id-card-reader.ts';
import { serveReceiptPrinterSimulatorTcp } from '../../device-agent/simulators/receipt-printer-line.ts';
import { createReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer.ts';
import { encodeTextBlock } from '../../device-agent/simulators/id-card-text.ts';
import { SAMPLE_PEOPLE } from '../../device-agent/simulators/people.ts';
import { toHex } from '../../shared/base/bytes.ts';
import { printerProfile } from '../support/printer-profiles.ts';
import { serialProfile } from '../support/scanner-benches.ts';

const CONFIG = join(import.meta.dirname, '../../config');
const MAIN = join(import.meta.dirname, '../../device-agent/device-cli/main.ts');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

function cli(...args: string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, errors }));
  });
}

/** The same command inside the test's own process; the children above prove that the process does nothing else. */
async function command(args: readonly string[], config = CONFIG): Promise<Ended> {
  const options = readOptions(args);
  const hands = { clock: systemClock, signal: AbortSignal.timeout(20_000) };
  const said = options.ok ? await run(options.value, { config, modules: join(import.meta.dirname, '../../node_modules') }, hands) : options;
  return said.ok ? { code: said.value.ok ? 0 : 1, out: said.value.lines.join('\n'), errors: '' } : { code: 2, out: '', errors: said.error };
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function scannerAt(profile: string) {
  const simulator = createCodeScannerSimulator({ profile: serialProfile(profile), clock: systemClock });
  const served = await serveCodeScannerSimulatorTcp(simulator, 0);
  closing.push(() => served.close());
  return { simulator, path: `tcp:127.0.0.1:${served.port}` };
}

async function readerAt() {
  const simulator = createIdCardSimulator({ clock: systemClock, pacingBaud: null, latency: NO_LATENCY });
  const served = await serveIdCardSimulatorTcp(simulator, 0);
  closing.push(() => served.close());
  return { simulator, path: `tcp:127.0.0.1:${served.port}` };
}

const [person] = SAMPLE_PEOPLE;
if (person === undefined) throw new Error('there are sample people');
const { card } = person;

describe('with a device', () => {
  it('probe finds a scanner that answers', async () => {
    const { path } = await scannerAt('simulated-serial');
    const ended = await cli('probe', '--kind', 'code-scanner', '--profile', 'simulated-serial', '--path', path);
    expect(ended).toMatchObject({ code: 0, errors: '' });
    expect(ended.out).toContain('device: online');
  });

  it('probe of a scanner that says nothing names what to look at', async () => {
    const { simulator, path } = await scannerAt('simulated-serial');
    simulator.misbehave('silence');
    const ended = await cli('probe', '--kind', 'code-scanner', '--profile', 'simulated-serial', '--path', path);
    expect(ended.code).toBe(1);
    expect(ended.out).toContain('没有应答');
    expect(ended.out).toContain('device.silent');
  });

  it('scan lights up, shows the code, and leaves the light off', async () => {
    const { simulator, path } = await scannerAt('simulated-serial');
    const unwatch = simulator.lit.watch((lit) => {
      if (lit) void simulator.scan({ data: '居住证 ZZ-1', aim: ']Q1' });
    });
    const ended = await cli('scan', '--profile', 'simulated-serial', '--path', path);
    unwatch();
    expect(ended).toMatchObject({ code: 0, errors: '' });
    expect(ended.out).toContain('标识: ]Q1');
    expect(ended.out).toContain('编码: UTF-8');
    expect(ended.out).toContain('文字: "居住证 ZZ-1"');
    expect(simulator.lit.current).toBe(false);
  });

  it('scan of a code with an identity number shows neither the number nor its bytes', async () => {
    const { simulator, path } = await scannerAt('simulated-serial');
    const unwatch = simulator.lit.watch((lit) => {
      if (lit) void simulator.scan({ data: `id=${card.number}&x`, aim: ']Q1' });
    });
    const ended = await cli('scan', '--profile', 'simulated-serial', '--path', path);
    unwatch();
    expect(ended.code).toBe(0);
    expect(ended.out).toContain('不显示');
    expect(ended.out + ended.errors).not.toContain(card.number);
    expect(ended.out.replaceAll(' ', '')).not.toContain(toHex(new TextEncoder().encode(card.number)).replaceAll(' ', ''));
  });

  it('scan with nothing laid down ends with its time', async () => {
    const { path } = await scannerAt('simulated-serial');
    const ended = await cli('scan', '--profile', 'simulated-serial', '--seconds', '1', '--path', path);
    expect(ended.code).toBe(1);
    expect(ended.out).toContain('device.timeout');
  });

  it('probe and read-card of an ID-card reader: only the masked identity', async () => {
    const { simulator, path } = await readerAt();
    simulator.layCard(person);
    const probed = await cli('probe', '--kind', 'id-reader', '--path', path);
    expect(probed.code).toBe(0);
    const ended = await cli('read-card', '--path', path);
    expect(ended).toMatchObject({ code: 0, errors: '' });
    expect(ended.out).toContain('证件类型: resident');
    expect(ended.out).toContain(`号码: ${card.number.charAt(0)}***`);
    expect(ended.out).not.toContain(card.number);
    expect(ended.out).not.toContain(card.name);
  });

  it('print puts a text file on paper, with its code, and says how far that is proved', async () => {
    const simulator = createReceiptPrinterSimulator({ profile: printerProfile('epson-tm-t88-80mm'), clock: systemClock });
    const served = await serveReceiptPrinterSimulatorTcp(simulator, 0);
    closing.push(() => served.close());
    const folder = await mkdtemp(join(tmpdir(), 'device-print-'));
    closing.push(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, '测试.txt'), '打印测试 0123\n---\n\nQR:ZZ-1\n');
    const path = `tcp:127.0.0.1:${served.port}`;
    const ended = await cli('print', join(folder, '测试.txt'), '--profile', 'epson-tm-t88-80mm', '--path', path);
    expect(ended).toMatchObject({ code: 0, errors: '' });
    expect(ended.out).toContain('已打印，证据等级 printed');
    const [receipt] = simulator.printed.current;
    if (receipt === undefined) throw new Error('nothing came out');
    expect(receipt.lines.join('\n')).toContain('打印测试 0123');
    expect(receipt.codes).toEqual(['ZZ-1']);
  });

  it('print with the cover open prints nothing and says why', async () => {
    const simulator = createReceiptPrinterSimulator({ profile: printerProfile('epson-tm-t88-80mm'), clock: systemClock });
    const served = await serveReceiptPrinterSimulatorTcp(simulator, 0);
    closing.push(() => served.close());
    simulator.suffer('cover');
    const folder = await mkdtemp(join(tmpdir(), 'device-print-'));
    closing.push(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'a.txt'), 'A\n');
    const ended = await cli('print', join(folder, 'a.txt'), '--profile', 'epson-tm-t88-80mm', '--path', `tcp:127.0.0.1:${served.port}`);
    expect(ended.code).toBe(1);
    expect(ended.out).toContain('printer.cover-open');
    expect(simulator.printed.current).toEqual([]);
  });

  it.each([
    ['read-card', []],
    ['scan', []],
    ['probe', ['--kind', 'receipt-printer']],
  ])('%s where nothing is', async (verb, more) => {
    const { simulator, path } = await scannerAt('simulated-serial');
    simulator.unplug();
    const ended = await cli(verb, ...more, '--path', path);
    expect(ended.code).toBe(1);
    expect(ended.out).toContain('device.no-device-at-path');
  });

  it('read-card on a scanner: not this kind of device', async () => {
    const { path } = await scannerAt('generic-serial');
    const ended = await cli('read-card', '--path', path);
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(/device\.(silent|wrong-device)/);
  });
});

describe('without a device', () => {
  const answer = (data: Uint8Array): string => toHex(encodeSamFrame(Uint8Array.from([0, 0, 0x90, ...data])));
  const cardAnswer = answer(Uint8Array.from([1, 0, 4, 0, ...encodeTextBlock(card), ...card.photo]));

  it.each([
    ['an ID-reader request', toHex(encodeSam(0x12, 0xff)), ['按 id-reader 解释', 'AA AA AA 96 69', '读 SAM 编号', 'EE']],
    ['an ID-reader answer', 'AA AA AA 96 69 00 04 00 00 80 84', ['没有卡']],
    ['a bad checksum', 'AA AA AA 96 69 00 04 00 00 80 85', ['不成帧：校验不对']],
    ['a card', cardAnswer, ['文字信息 256 字节：resident', '照片 1024 字节（不显示）']],
    ['a QR code with a line end', '5D 51 31 E5 B1 85 0D E4 BD 8F 0D', [']Q1', 'UTF-8', '居\\r住']],
    ['a code between STX and ETX', '02 5D 45 30 31 32 33 03', [']E0', '"123"']],
    ['a Newland answer', '02 01 30 30 30 30 23 53 43 4E 54 52 47 31 06 3B 03', ['已接受']],
    ['a GM65 answer', '0x02,0x00,0x00,0x01,0x00,0x33,0x31', ['已接受']],
    ['a HID POS report', `02035D4534313233${'00'.repeat(56)}`, ['报告号', '本报告的数据 3 字节', ']E4', '"123"', '到此为止']],
    ['a printer status', '16', ['按 receipt-printer 解释', '00010110']],
    ['an automatic printer status', '14 00 0C 00', ['缺纸']],
    ['a printer block', '5F 45 50 53 4F 4E 00', ['"EPSON"']],
  ])('decode explains %s', async (_name, hex, words) => {
    const ended = await command(['decode', ...hex.split(' ')]);
    expect(ended).toMatchObject({ code: 0, errors: '' });
    for (const word of words) expect(ended.out).toContain(word);
    expect(ended.out).not.toContain(card.number);
    expect(ended.out).not.toContain(card.name);
  });

  it.each([
    ['no verb', [], '用法'],
    ['an unknown verb', ['dance'], '用法'],
    ['an unknown option', ['list', '--shout'], '用法'],
    ['digits that are none', ['decode', 'XYZ'], 'decode 后面写十六进制'],
    ['half a byte', ['decode', 'ABC'], 'decode 后面写十六进制'],
    ['too many bytes', ['decode', '00'.repeat(8193)], '最多 8192 字节'],
    ['no path', ['scan'], '--path'],
    ['a path that is none', ['scan', '--path', 'COM3'], '认不出路径'],
    ['an unknown kind', ['probe', '--kind', 'toaster', '--path', '/dev/ttyUSB0'], '--kind 要写'],
    ['no kind', ['probe', '--path', '/dev/ttyUSB0'], '--kind'],
    ['a profile that climbs out of its folder', ['scan', '--profile', '../x', '--path', '/dev/ttyUSB0'], '--profile'],
    ['a profile that is not there', ['scan', '--profile', 'nobody', '--path', '/dev/ttyUSB0'], '没有设备配置文件'],
    ['no patience', ['scan', '--seconds', '0', '--path', '/dev/ttyUSB0'], '--seconds'],
    ['a file that is not there', ['print', 'nothing.txt', '--path', '/dev/usb/lp0'], '读不了'],
  ])('%s is answered in words', async (_name, args, words) => {
    const ended = await command(args);
    expect(ended.code).toBe(2);
    expect(ended.errors).toContain(words);
  });

  it('the process ends as the command does: words on the right stream, no stack', async () => {
    expect(await cli('decode', '16')).toMatchObject({ code: 0, errors: '' });
    expect(await cli('decode', 'XYZ')).toMatchObject({
      code: 2,
      out: '',
      errors: 'decode 后面写十六进制字节，例如 decode 02 00 00 01 00 33 31\n',
    });
  });

  it('the profile of the drivers README fits, and its example decodes as it says', async () => {
    const readme = await readFile(join(import.meta.dirname, '../../device-agent/drivers/README.md'), 'utf8');
    const profile = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const args = /-- (decode --profile some-scanner .*)/.exec(readme)?.[1]?.split(' ') ?? [];
    const root = await mkdtemp(join(tmpdir(), 'device-readme-'));
    closing.push(() => rm(root, { recursive: true }));
    await mkdir(join(root, 'devices/scanners'), { recursive: true });
    await writeFile(join(root, 'devices/scanners/some-scanner.json'), profile);
    const ended = await command(args, root);
    expect(ended).toMatchObject({ code: 0, errors: '' });
    expect(ended.out).toContain(']Q1');
    expect(ended.out).toContain('"ZZ-1"');
  });

  it('list runs on this machine', async () => {
    expect(await cli('list')).toMatchObject({ code: 0, errors: '' });
  });

  it('list puts every kind of device into words, and a known scanner in keyboard mode above all', async () => {
    const device = { vendorId: null, productId: null, serial: null, product: null, usage: null };
    const keyboard = { page: 0x01, id: 0x06 };
    const lists = {
      devices: [
        { ...device, kind: 'tty', path: '/dev/ttyUSB0', vendorId: 0x1a86, productId: 0x7523 },
        { ...device, kind: 'tty', path: '/dev/ttyACM0', vendorId: 0x1eab, productId: 0x1d06 },
        { ...device, kind: 'hidraw', path: '/dev/hidraw0', vendorId: 0x0c2e, productId: 0x0b61, usage: keyboard },
        { ...device, kind: 'hidraw', path: '/dev/hidraw0', vendorId: 0x0c2e, productId: 0x0b61, usage: { page: 0x8c, id: 2 } },
        { ...device, kind: 'hidraw', path: '/dev/hidraw1', vendorId: 0x1eab, productId: 0x1d03, usage: keyboard },
        { ...device, kind: 'hidraw', path: '/dev/hidraw2', usage: { page: 0xff00, id: 1 } },
        { ...device, kind: 'usbmisc', path: '/dev/usb/lp0', product: 'GP-80' },
      ],
      unlistable: ['tty', 'hidraw'],
    } satisfies DeviceLists;
    expect(describeLists(lists, await scannerModes(CONFIG))).toEqual([
      '/dev/ttyUSB0\t1a86:7523\t串口',
      '/dev/ttyACM0\t1eab:1d06\t串口，扫码器 FM430，串口模式',
      '/dev/hidraw0\t0c2e:0b61\tHID POS 扫码器，扫码器 Vuquest 3310g，HID POS 模式',
      '/dev/hidraw1\t1eab:1d03\t键盘，扫码器 FM430 处于键盘模式，不能使用，请扫设置码切换到 HID POS 或串口模式',
      '/dev/hidraw2\t-\tHID 设备',
      '/dev/usb/lp0\t-\tUSB 打印机，GP-80',
      '串口列不出来：缺少 udevadm',
      'HID 设备列不出来：缺少 libusb-1.0-0',
    ]);
    expect(describeLists({ devices: [], unlistable: [] }, [])).toEqual(['没有找到设备（网络打印机和网络阅读器不在此列）']);
  });

  it('a device that is slow to open and slow to answer is still heard out', () => {
    const slowest = TRANSPORT_DELAYS.openMs + ID_READER_DELAYS.samStartMs + 2 * ID_READER_DELAYS.controlMs;
    expect(DEVICE_CLI_DELAYS.knownMs).toBeGreaterThan(slowest);
    expect(DEVICE_CLI_DELAYS.knownMs).toBeGreaterThan(TRANSPORT_DELAYS.openMs + 2 * SCANNER_LIGHT_DELAYS.answerMs);
  });
});
