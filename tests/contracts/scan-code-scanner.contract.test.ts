/** What every code scanner does, whatever line and family it has. */
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scannerProfile, serialProfile, hidBench, memoryBench, tcpBench, type ScannerBench } from '../support/scanner-benches.ts';

interface Subject {
  readonly name: string;
  open(): ScannerBench | Promise<ScannerBench>;
  /** The AIM identifier reaches the host. */
  readonly aim: boolean;
  /** The light can be seen and switched. */
  readonly light: boolean;
  /** Every command is answered. */
  readonly answers: boolean;
}

const A = { layout: 'A', descriptor: 'told', reads: 'when-lit' } as const;
const B = { layout: 'B', descriptor: 'told', reads: 'when-lit' } as const;

const SUBJECTS: readonly Subject[] = [
  { name: 'Newland, serial in memory', open: () => memoryBench(serialProfile('newland-serial')), aim: true, light: true, answers: true },
  { name: 'Newland, TCP', open: () => tcpBench(serialProfile('simulated-serial')), aim: true, light: true, answers: true },
  { name: 'GM65, serial in memory', open: () => memoryBench(serialProfile('gm65-serial')), aim: false, light: true, answers: true },
  {
    name: 'Honeywell, serial in memory',
    open: () => memoryBench(serialProfile('honeywell-serial')),
    aim: true,
    light: true,
    answers: false,
  },
  { name: 'Honeywell, TCP', open: () => tcpBench(serialProfile('honeywell-serial')), aim: true, light: true, answers: false },
  {
    name: 'always lit, serial in memory',
    open: () => memoryBench(serialProfile('generic-serial')),
    aim: false,
    light: false,
    answers: false,
  },
  {
    name: 'STX ETX and LF, serial in memory',
    open: () => memoryBench({ ...serialProfile('honeywell-serial'), stxEtx: true, suffix: 'lf' }),
    aim: true,
    light: true,
    answers: false,
  },
  {
    name: 'HID POS layout A, always lit, descriptor withheld',
    open: () => hidBench({ ...A, descriptor: 'withheld', reads: 'always' }, scannerProfile('generic-hid-pos')),
    aim: true,
    light: false,
    answers: false,
  },
  { name: 'HID POS layout A', open: () => hidBench(A, scannerProfile('generic-hid-pos')), aim: true, light: true, answers: false },
  {
    name: 'HID POS layout A, Honeywell tunnel, descriptor withheld',
    open: () => hidBench({ ...A, descriptor: 'withheld' }, scannerProfile('honeywell-hid-pos')),
    aim: true,
    light: true,
    answers: false,
  },
  {
    name: 'HID POS layout B, Newland tunnel',
    open: () => hidBench(B, scannerProfile('newland-hid-pos')),
    aim: false,
    light: true,
    answers: true,
  },
  {
    name: 'HID POS layout B, descriptor withheld',
    open: () => hidBench({ ...B, descriptor: 'withheld' }, scannerProfile('newland-hid-pos')),
    aim: false,
    light: true,
    answers: true,
  },
];

const turns = async (bench: ScannerBench, many: number): Promise<void> => {
  let done = 0;
  await bench.until(() => (done += 1) > many);
};

/** Online, and past the first quarter of a second, in which a HID scanner drops what it kept from before. */
async function settled(bench: ScannerBench): Promise<void> {
  await bench.until(() => bench.scanner.status.current.device === 'online');
  await turns(bench, 30);
}

/** Holds a code under the scanner until it is read and told. */
async function read(bench: ScannerBench, code: Parameters<ScannerBench['scan']>[0]): Promise<void> {
  const before = bench.told.length;
  while (!(await bench.scan(code))) await turns(bench, 1);
  await bench.until(() => bench.told.length > before);
}

describe.each(SUBJECTS)('code scanner: $name', (subject) => {
  let bench: ScannerBench;
  const { aim, light } = subject;

  beforeEach(async () => {
    bench = await subject.open();
    bench.scanner.start();
  });
  afterEach(() => bench.end());

  it('comes online with its light off, lights up while somebody listens, goes dark with the last of two', async () => {
    await bench.until(() => bench.scanner.status.current.device === 'online');
    expect(bench.scanner.status.current).toEqual({ role: 'codeScanner', device: 'online', fault: null, scanner: 'off' });
    const first = bench.listen();
    const second = bench.listen();
    await bench.until(() => !light || bench.lit());
    expect(bench.scanner.status.current.scanner).toBe('on');
    first();
    expect(bench.scanner.status.current.scanner).toBe('on');
    second();
    second();
    await bench.until(() => !light || !bench.lit());
    expect(bench.scanner.status.current.scanner).toBe('off');
  });

  it.each([
    ['a slip number', { data: 'ZZ-2026-000017', aim: ']C0' }, 'ascii'],
    ['a link longer than five reports', { data: `https://example.gov.cn/s?${'x'.repeat(280)}`, aim: ']Q1' }, 'ascii'],
    ['Chinese in UTF-8', { data: '居住证', aim: ']Q1' }, 'utf-8'],
    ['Chinese in GB 18030', { data: '居住证', aim: ']Q1', charset: 'gb18030' }, 'gb18030'],
    ['a code that fills one report to the last byte', { data: 'y'.repeat(56), aim: ']Q1' }, 'ascii'],
  ] as const)('reads %s: raw bytes, identifier and text', async (_name, code, decision) => {
    await settled(bench);
    bench.listen();
    await read(bench, code);
    const charset = 'charset' in code ? code.charset : 'utf-8';
    expect(bench.told).toEqual([
      { bytes: Uint8Array.from(iconv.encode(code.data, charset)), aim: aim ? code.aim : null, text: code.data, decision },
    ]);
  });

  it('keeps the bytes of a code that says nothing readable', async () => {
    await settled(bench);
    bench.listen();
    await read(bench, { data: Uint8Array.of(0xff, 0x01, 0x41), aim: ']Q1' });
    expect(bench.told[0]).toEqual({ bytes: Uint8Array.of(0xff, 0x01, 0x41), aim: aim ? ']Q1' : null, text: '', decision: 'unknown' });
  });

  it('reads one code after another', async () => {
    await settled(bench);
    bench.listen();
    await read(bench, { data: 'FIRST', aim: ']C0' });
    await read(bench, { data: 'SECOND', aim: ']C0' });
    expect(bench.told.map((code) => code.text)).toEqual(['FIRST', 'SECOND']);
  });

  it('a code that is sent twice while it lies there is told once', async () => {
    await settled(bench);
    bench.listen();
    bench.misbehave('duplicate');
    await read(bench, { data: 'ONCE', aim: ']C0' });
    bench.misbehave(null);
    await turns(bench, 30);
    await read(bench, { data: 'NEXT', aim: ']C0' });
    expect(bench.told.map((code) => code.text)).toEqual(['ONCE', 'NEXT']);
  });

  it('tells nothing to who left', async () => {
    await settled(bench);
    bench.listen()();
    const others: string[] = [];
    bench.scanner.listen((code) => others.push(code.text));
    while (!(await bench.scan({ data: 'LATE', aim: ']C0' }))) await turns(bench, 1);
    await bench.until(() => others.length > 0);
    expect(bench.told).toEqual([]);
  });

  it('unplugged while somebody listens: says so, comes back, lights up again and reads', async () => {
    await settled(bench);
    bench.listen();
    bench.unplug();
    await bench.until(() => bench.scanner.status.current.device === 'powerOff');
    expect(bench.scanner.status.current.scanner).toBe('inoperative');
    expect(['device.lost', 'device.no-device-at-path']).toContain(bench.scanner.status.current.fault);
    bench.plugIn();
    await settled(bench);
    await read(bench, { data: 'BACK', aim: ']C0' });
    expect(bench.told.map((code) => code.text)).toEqual(['BACK']);
  });

  it('stopped while somebody listens: the light goes off with it', async () => {
    await settled(bench);
    bench.listen();
    await bench.until(() => !light || bench.lit());
    let stopped = false;
    void bench.scanner.stop().then(() => (stopped = true));
    await bench.until(() => stopped && (!light || !bench.lit()));
    expect(bench.scanner.status.current).toEqual({ role: 'codeScanner', device: 'offline', fault: null, scanner: 'unknown' });
  });
});

describe.each(SUBJECTS.filter((subject) => subject.answers))('code scanner whose commands are answered: $name', (subject) => {
  it('no answer: silent, and online again when it answers', async () => {
    const bench = await subject.open();
    bench.scanner.start();
    await settled(bench);
    bench.misbehave('silence');
    bench.listen();
    await bench.until(() => bench.scanner.status.current.fault === 'device.silent');
    expect(bench.scanner.status.current).toMatchObject({ device: 'offline', scanner: 'inoperative' });
    bench.misbehave(null);
    await settled(bench);
    await read(bench, { data: 'HERE', aim: ']C0' });
    expect(bench.told.map((code) => code.text)).toEqual(['HERE']);
    await bench.end();
  });
});
