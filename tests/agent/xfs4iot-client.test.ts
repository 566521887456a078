import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import type { ScannedCode } from '../../shared/device/code.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { CodeScanner, DocumentPrinter, IdCardReader, ReceiptPrinter } from '../../device-agent/devices/interfaces.ts';
import { XfsCodeScanner } from '../../device-agent/drivers/xfs4iot-client/code-scanner.ts';
import { XFS4IOT_CLIENT_DELAYS, XFS4IOT_CLIENT_LIMITS } from '../../device-agent/drivers/xfs4iot-client/delays.ts';
import { XfsDocumentPrinter } from '../../device-agent/drivers/xfs4iot-client/document-printer.ts';
import { XfsIdReader } from '../../device-agent/drivers/xfs4iot-client/id-reader.ts';
import type { LineListener, OpenMessageLine } from '../../device-agent/drivers/xfs4iot-client/line.ts';
import { XfsReceiptPrinter, type EncodedDocument } from '../../device-agent/drivers/xfs4iot-client/receipt-printer.ts';
import { webSocketLine } from '../../device-agent/drivers/xfs4iot-client/web-socket-line.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';
import { BED_TOKEN, startBed, type Bed } from '../support/xfs4iot-bed.ts';
import { NOBODY } from '../support/xfs4iot-devices.ts';

const SLIP: ReceiptDocument = { purpose: 'test', title: '示例', blocks: [] };
const encode = ({ title }: ReceiptDocument, reprint: boolean): EncodedDocument => ({
  bytes: Buffer.from(`${title}${reprint ? ' 补打' : ''}`),
  missing: title.includes('〓') ? ['U+3400'] : [],
});
const PDF = Buffer.from('%PDF-1.7 one page');

/** Resolves when the watched value fits. */
function when<T>(watched: Watchable<T>, fits: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = (value: T): void => {
      if (!fits(value)) return;
      stop();
      resolve(value);
    };
    const stop = watched.watch(look);
    look(watched.current);
  });
}

describe.each(['2024-03', 'kal-3.x'] as const)("our own server as somebody else's, in the dialect %s", (dialect) => {
  let bed: Bed;
  let stops: (() => Promise<void>)[];
  const line = (service: string): { openLine: OpenMessageLine; clock: ManualClock } => ({
    openLine: webSocketLine({ url: bed.url(service), token: () => BED_TOKEN }, bed.clock),
    clock: bed.clock,
  });
  const up = async <D extends IdCardReader | ReceiptPrinter | CodeScanner | DocumentPrinter>(device: D): Promise<D> => {
    device.start();
    stops.push(() => device.stop());
    await when<{ readonly device: string }>(device.status, (status) => status.device === 'online');
    return device;
  };
  beforeEach(async () => {
    stops = [];
    bed = await startBed({ dialect });
  });
  afterEach(async () => {
    for (const stop of stops) await stop();
    await bed.close();
  });

  it('a card is read field for field, photo included, and its leaving is seen', async () => {
    const reader = await up(new XfsIdReader(line('ZizhubanIdentity')));
    const read = reader.read({ deadlineMs: 30_000, signal: new AbortController().signal });
    expect(await reader.read({ deadlineMs: 1, signal: new AbortController().signal })).toEqual(err('device.busy'));
    bed.reader.lay(NOBODY);
    expect(await read).toEqual(ok(NOBODY));
    await when(reader.status, ({ media }) => media === 'present');
    bed.reader.take();
    await when(reader.status, ({ media }) => media === 'notPresent');
  });

  it('a read that nobody wants any more is cancelled at the service', async () => {
    const reader = await up(new XfsIdReader(line('ZizhubanIdentity')));
    const stop = new AbortController();
    const read = reader.read({ deadlineMs: 30_000, signal: stop.signal });
    while (bed.reader.reads === 0) await settle();
    stop.abort();
    expect(await read).toEqual(err('device.canceled'));
    bed.reader.lay(NOBODY);
    expect(await reader.read({ deadlineMs: 30_000, signal: new AbortController().signal })).toEqual(ok(NOBODY));
  });

  it('a citizen at the other machine makes the reader busy', async () => {
    const reader = await up(new XfsIdReader(line('ZizhubanIdentity')));
    bed.citizen.set({ active: true, transactionId: 'T' });
    expect(await reader.read({ deadlineMs: 30_000, signal: new AbortController().signal })).toEqual(err('device.busy'));
  });

  it('codes come for as long as somebody listens, the same one only once', async () => {
    const scanner = await up(new XfsCodeScanner(line('BarcodeReader')));
    const codes: ScannedCode[] = [];
    const stop = scanner.listen((code) => codes.push(code));
    const show = async (text: string): Promise<void> => {
      await when(bed.scanner.status, () => bed.scanner.listening === 1);
      bed.scanner.show(Buffer.from(text), ']Q1');
    };
    const next = async (): Promise<void> => {
      await when(bed.scanner.status, () => bed.scanner.listening === 0);
      while (bed.scanner.listening === 0) await bed.clock.advance(XFS4IOT_CLIENT_DELAYS.scanPauseMs);
    };
    await show('一号');
    await show('一号');
    await next();
    await show('二号');
    await when(bed.scanner.status, () => bed.scanner.listening === 1);
    expect(codes.map(({ text, decision, aim }) => [text, decision, aim])).toEqual([
      ['一号', 'utf-8', null],
      ['二号', 'utf-8', null],
    ]);
    stop();
    await when(bed.scanner.status, () => bed.scanner.listening === 0);
  });

  it('a receipt goes out in our own bytes and is proven no better than quiet', async () => {
    const printer = await up(new XfsReceiptPrinter(line('ReceiptPrinter'), encode));
    expect(printer.status.current).toEqual({ role: 'receiptPrinter', device: 'online', fault: null, paper: 'full', backChannel: true });
    expect(await printer.print(SLIP, { reprint: false })).toEqual({ kind: 'done', proof: 'quiet' });
    expect(await printer.print(SLIP, { reprint: true })).toEqual({ kind: 'done', proof: 'quiet' });
    expect(bed.receipts.printed.map((bytes) => Buffer.from(bytes).toString())).toEqual(['示例', '示例 补打']);
  });

  it('a character that neither printer nor fonts have is told with the receipt', async () => {
    const printer = await up(new XfsReceiptPrinter(line('ReceiptPrinter'), encode));
    expect(await printer.print({ ...SLIP, title: '〓' }, { reprint: false })).toEqual({
      kind: 'done',
      proof: 'quiet',
      missing: ['U+3400'],
    });
  });

  it.each<[PrintOutcome, PrintOutcome]>([
    [
      { kind: 'failed', fault: 'printer.paper-out' },
      { kind: 'uncertain', fault: 'printer.paper-out' },
    ],
    [
      { kind: 'failed', fault: 'printer.jammed' },
      { kind: 'uncertain', fault: 'printer.jammed' },
    ],
    [
      { kind: 'failed', fault: 'device.lost' },
      { kind: 'failed', fault: 'device.lost' },
    ],
    [
      { kind: 'failed', fault: 'printer.rejected' },
      { kind: 'failed', fault: 'printer.rejected' },
    ],
    [
      { kind: 'failed', fault: 'printer.cutter' },
      { kind: 'uncertain', fault: 'device.hardware' },
    ],
  ])('a print that ends there as %o is here %o', async (there, here) => {
    const printer = await up(new XfsReceiptPrinter(line('ReceiptPrinter'), encode));
    bed.receipts.outcome = there;
    expect(await printer.print(SLIP, { reprint: false })).toEqual(here);
  });

  it('paper that runs out shows in the status in its own word', async () => {
    const printer = await up(new XfsReceiptPrinter(line('ReceiptPrinter'), encode));
    bed.receipts.put({ device: 'userError', fault: 'printer.paper-out', paper: 'out' });
    expect(await when(printer.status, ({ device }) => device === 'userError')).toMatchObject({ fault: 'printer.paper-out', paper: 'out' });
  });

  it('a PDF is printed in copies', async () => {
    const printer = await up(new XfsDocumentPrinter(line('DocumentPrinter')));
    const signal = new AbortController().signal;
    expect(await printer.print(PDF, { title: '', copies: 2, signal })).toEqual({ kind: 'done', proof: 'quiet' });
    expect(bed.documents.printed).toEqual([PDF, PDF]);
    const huge = new Uint8Array(XFS4IOT_CLIENT_LIMITS.messageBytes);
    expect(await printer.print(huge, { title: '', copies: 1, signal })).toEqual({ kind: 'failed', fault: 'printer.rejected' });
  });

  it('a service that goes away is lost, and found again when it is back', async () => {
    const scanner = await up(new XfsCodeScanner(line('BarcodeReader')));
    const states: string[] = [];
    scanner.status.watch(({ device }) => states.push(device));
    bed.server.close();
    await when(scanner.status, ({ device }) => device === 'powerOff');
    expect(scanner.status.current.fault).toBe('device.lost');
    const port = bed.port;
    await bed.close();
    bed = await startBed({ dialect }, { port, clock: bed.clock });
    const back = when(scanner.status, ({ device }) => device === 'online');
    let online = false;
    void back.then(() => (online = true));
    while (!online) {
      await bed.clock.advance(XFS4IOT_CLIENT_DELAYS.reopenLongestMs);
      await settle();
    }
    expect(states.at(0)).toBe('powerOff');
  });

  it('a service without the command that the role needs is the wrong device', async () => {
    const scanner = new XfsCodeScanner(line('CardReader'));
    scanner.start();
    stops.push(() => scanner.stop());
    await when(scanner.status, ({ fault }) => fault === 'device.wrong-device');
  });

  it('a token that is not the right one is a permission that is missing; the right one is taken at the next try', async () => {
    let token = 'x';
    const scanner = new XfsCodeScanner({
      openLine: webSocketLine({ url: bed.url('BarcodeReader'), token: () => token }, bed.clock),
      clock: bed.clock,
    });
    scanner.start();
    stops.push(() => scanner.stop());
    await when(scanner.status, ({ fault }) => fault === 'device.permission-denied');
    token = BED_TOKEN;
    scanner.wake();
    await when(scanner.status, ({ device }) => device === 'online');
  });

  it.each(['ws://192.0.2.1/xfs4iot/v1.0/CardReader/', 'http://127.0.0.1/', 'ws://localhost:1/', 'no address'])(
    'card data does not travel to %s',
    async (url) => {
      const opened = await webSocketLine({ url, token: () => null }, bed.clock)({ message: () => {}, lost: () => {} });
      expect(opened).toEqual(err('device.not-configured'));
    },
  );
});

/** A service of which every word is written by the test. */
class ScriptedService {
  readonly sent: { readonly name: string; readonly requestId: number; readonly version: string; readonly payload: unknown }[] = [];
  opens = 0;
  closes = 0;
  openFault: FaultCode | null = null;
  /** Answers to what comes; null = silence. */
  answer: (command: ScriptedService['sent'][number]) => readonly object[] | null;
  private listener: LineListener | null = null;

  constructor(answer: ScriptedService['answer']) {
    this.answer = answer;
  }

  readonly openLine: OpenMessageLine = async (listener): Promise<Result<{ send(text: string): void; close(): void }, FaultCode>> => {
    this.opens += 1;
    if (this.openFault !== null) return err(this.openFault);
    this.listener = listener;
    return ok({
      send: (text) => {
        const { header, payload } = JSON.parse(text);
        const command = { name: header.name, requestId: header.requestId, version: header.version, payload };
        this.sent.push(command);
        for (const message of this.answer(command) ?? []) this.say(JSON.stringify(message));
      },
      close: () => this.drop(),
    });
  };

  say(text: string): void {
    queueMicrotask(() => this.listener?.message(text));
  }

  drop(): void {
    const listener = this.listener;
    this.listener = null;
    this.closes += listener === null ? 0 : 1;
    listener?.lost();
  }
}

type Sent = ScriptedService['sent'][number];
const acknowledge = ({ name, requestId }: Sent): object => ({ header: { name, type: 'acknowledge', requestId, version: '2.0' } });
const complete = ({ name, requestId }: Sent, payload?: object, completionCode?: string): object => ({
  header: { name, type: 'completion', requestId, version: '3.0', ...(completionCode === undefined ? {} : { completionCode }) },
  ...(payload === undefined ? {} : { payload }),
});
const offers = (...names: readonly string[]): object => ({
  interfaces: [{ name: 'x', commands: Object.fromEntries(names.map((name) => [name, { versions: ['1.0', '2.0', '3.0'] }])) }],
});

describe('a service that does as it likes', () => {
  let clock: ManualClock;
  beforeEach(() => {
    clock = new ManualClock();
  });
  /** Comes up in order; everything else is answered by `rest`. */
  const service = (command: string, rest: ScriptedService['answer']): ScriptedService =>
    new ScriptedService((sent) => {
      if (sent.name === 'Common.Capabilities') return [acknowledge(sent), complete(sent, offers(command))];
      if (sent.name === 'Common.Status')
        return [acknowledge(sent), complete(sent, { common: { device: 'online' }, printer: { paper: { upper: 'full' } } })];
      return rest(sent);
    });
  const printerOn = async (scripted: ScriptedService): Promise<XfsReceiptPrinter> => {
    const printer = new XfsReceiptPrinter({ openLine: scripted.openLine, clock }, encode);
    printer.start();
    await settle();
    expect(printer.status.current.device).toBe('online');
    return printer;
  };
  const outcome = async (scripted: ScriptedService, waitMs = 0): Promise<PrintOutcome> => {
    const printer = await printerOn(scripted);
    const print = printer.print(SLIP, { reprint: false });
    await clock.advance(waitMs);
    return print;
  };

  it.each<[string, ScriptedService['answer'], number, PrintOutcome]>([
    ['acknowledges nothing', () => null, XFS4IOT_CLIENT_DELAYS.acknowledgeMs, { kind: 'uncertain', fault: 'device.silent' }],
    [
      'acknowledges and then forgets',
      (sent) => [acknowledge(sent)],
      XFS4IOT_CLIENT_DELAYS.printMs + XFS4IOT_CLIENT_DELAYS.overdueMs,
      { kind: 'uncertain', fault: 'device.silent' },
    ],
    [
      'has a full queue',
      ({ name, requestId }) => [{ header: { name, type: 'acknowledge', requestId, version: '2.0', status: 'tooManyRequests' } }],
      0,
      { kind: 'failed', fault: 'device.busy' },
    ],
    ['completes without acknowledging', (sent) => [complete(sent)], 0, { kind: 'done', proof: 'quiet' }],
    [
      'completes twice, the second time otherwise',
      (sent) => [acknowledge(sent), complete(sent), complete(sent, undefined, 'hardwareError')],
      0,
      { kind: 'done', proof: 'quiet' },
    ],
    [
      'answers a request of nobody first',
      (sent) => [acknowledge(sent), complete({ ...sent, requestId: 999 }, undefined, 'hardwareError'), complete(sent)],
      0,
      { kind: 'done', proof: 'quiet' },
    ],
    [
      'uses a completion code that nobody knows',
      (sent) => [acknowledge(sent), complete(sent, undefined, 'onFire')],
      0,
      { kind: 'uncertain', fault: 'device.hardware' },
    ],
    [
      'uses an error code that nobody knows',
      (sent) => [acknowledge(sent), complete(sent, { errorCode: 'onFire' }, 'commandErrorCode')],
      0,
      { kind: 'uncertain', fault: 'device.hardware' },
    ],
    [
      'runs out of paper as it completes',
      (sent) => [
        acknowledge(sent),
        { header: { name: 'Common.StatusChangedEvent', type: 'event', version: '3.0' }, payload: { printer: { paper: { upper: 'out' } } } },
        complete(sent),
      ],
      0,
      { kind: 'uncertain', fault: 'printer.paper-out' },
    ],
  ])('%s', async (_what, rest, waitMs, expected) => {
    expect(await outcome(service('Printer.PrintRaw', rest), waitMs)).toEqual(expected);
  });

  it('drops the line in the middle of a print: the print is uncertain, the next one finds the line again', async () => {
    const scripted = service('Printer.PrintRaw', (sent) => [acknowledge(sent)]);
    const printer = await printerOn(scripted);
    const print = printer.print(SLIP, { reprint: false });
    await settle();
    scripted.drop();
    expect(await print).toEqual({ kind: 'uncertain', fault: 'device.lost' });
    expect(printer.status.current).toMatchObject({ device: 'powerOff', fault: 'device.lost' });
    expect(await printer.print(SLIP, { reprint: true })).toEqual({ kind: 'failed', fault: 'device.lost' });
    scripted.answer = service('Printer.PrintRaw', (sent) => [acknowledge(sent), complete(sent)]).answer;
    await clock.advance(XFS4IOT_CLIENT_DELAYS.reopenFirstMs);
    expect(printer.status.current.device).toBe('online');
    expect(await printer.print(SLIP, { reprint: true })).toEqual({ kind: 'done', proof: 'quiet' });
  });

  it('comes up 0.25, 0.5, 1, 1.5 and 1.5 s apart, and never twice at once', async () => {
    const scripted = service('Printer.PrintRaw', () => null);
    scripted.openFault = 'device.no-device-at-path';
    const printer = new XfsReceiptPrinter({ openLine: scripted.openLine, clock }, encode);
    printer.start();
    printer.start();
    const opens: number[] = [];
    for (let ms = 0; ms < 5_000; ms += 50) {
      while (opens.length < scripted.opens) opens.push(clock.monotonicMs());
      await clock.advance(50);
    }
    expect(opens.slice(1).map((at, index) => at - (opens[index] ?? 0))).toEqual([250, 500, 1_000, 1_500, 1_500]);
    await printer.stop();
    await clock.advance(10_000);
    expect(scripted.opens).toBe(opens.length);
    expect(printer.status.current.device).toBe('offline');
  });

  it('is tried at once when something was plugged in', async () => {
    const scripted = service('Printer.PrintRaw', () => null);
    scripted.openFault = 'device.no-device-at-path';
    const printer = new XfsReceiptPrinter({ openLine: scripted.openLine, clock }, encode);
    printer.wake();
    printer.start();
    await settle();
    expect(printer.status.current).toMatchObject({ device: 'powerOff', fault: 'device.no-device-at-path' });
    scripted.openFault = null;
    printer.wake();
    await settle();
    expect(printer.status.current.device).toBe('online');
    await printer.stop();
  });

  it('knows capabilities in KAL’s version only', async () => {
    const scripted = service('Printer.PrintRaw', (sent) => [acknowledge(sent), complete(sent)]);
    const usual = scripted.answer;
    scripted.answer = (sent) =>
      sent.name === 'Common.Capabilities' && sent.version !== '2.0'
        ? [acknowledge(sent), complete(sent, undefined, 'unsupportedCommand')]
        : usual(sent);
    await printerOn(scripted);
    expect(scripted.sent.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'Common.Capabilities 3.0',
      'Common.Capabilities 2.0',
      'Common.Status 2.0',
    ]);
  });

  it('sends noise: a little is passed over, a flood ends the line and it is opened anew', async () => {
    const scripted = service('Printer.PrintRaw', (sent) => [acknowledge(sent), complete(sent)]);
    const printer = await printerOn(scripted);
    const noise = [
      '',
      '{',
      '[]',
      'null',
      '{"header":7}',
      '{"header":{"type":"completion","requestId":-1}}',
      '['.repeat(5_000),
      '{"header":{"name":"__proto__.x","type":"unsolicited"},"payload":[]}',
    ];
    for (const text of noise) scripted.say(text);
    await settle();
    expect(await printer.print(SLIP, { reprint: false })).toEqual({ kind: 'done', proof: 'quiet' });
    for (let i = 0; i <= XFS4IOT_CLIENT_LIMITS.nonsense; i += 1) scripted.say('x');
    await settle();
    expect(scripted.closes).toBe(1);
    await clock.advance(XFS4IOT_CLIENT_DELAYS.reopenFirstMs);
    expect(printer.status.current.device).toBe('online');
  });

  it('forgets a cancel: the reader is free again after a moment', async () => {
    const scripted = service('ZizhubanIdentity.Read', (sent) => [acknowledge(sent)]);
    const reader = new XfsIdReader({ openLine: scripted.openLine, clock });
    reader.start();
    await settle();
    const stop = new AbortController();
    const read = reader.read({ deadlineMs: 30_000, signal: stop.signal });
    await settle();
    stop.abort();
    await clock.advance(XFS4IOT_CLIENT_DELAYS.canceledMs);
    expect(await read).toEqual(err('device.canceled'));
    expect(scripted.sent.at(-1)).toMatchObject({ name: 'Common.Cancel', payload: { requestIds: [3] } });
  });

  it.each<[object]>([
    [{}],
    [{ card: null }],
    [{ card: { type: 'dragon' } }],
    [{ card: { ...NOBODY, photo: '', number: 'x'.repeat(1_000) } }],
  ])('gives a card that is none: %o', async (payload) => {
    const scripted = service('ZizhubanIdentity.Read', (sent) => [acknowledge(sent), complete(sent, payload)]);
    const reader = new XfsIdReader({ openLine: scripted.openLine, clock });
    reader.start();
    await settle();
    expect(await reader.read({ deadlineMs: 1_000, signal: new AbortController().signal })).toEqual(err('device.garbled'));
  });

  it('gives codes that are none and refuses reads: nobody is told, and it is asked again after a pause', async () => {
    const ends: object[] = [{ readOutput: [{ barcodeData: '***' }] }, { readOutput: 'x' }, {}];
    const scripted = service('BarcodeReader.Read', (sent) => {
      const payload = ends.shift();
      return payload === undefined
        ? [acknowledge(sent), complete(sent, undefined, 'sequenceError')]
        : [acknowledge(sent), complete(sent, payload)];
    });
    const scanner = new XfsCodeScanner({ openLine: scripted.openLine, clock });
    const codes: ScannedCode[] = [];
    scanner.listen((code) => codes.push(code));
    scanner.start();
    await clock.advance(3 * XFS4IOT_CLIENT_DELAYS.scanPauseMs);
    const before = scripted.sent.length;
    expect(scripted.sent.filter(({ name }) => name === 'BarcodeReader.Read')).toHaveLength(4);
    expect(codes).toEqual([]);
    await clock.advance(XFS4IOT_CLIENT_DELAYS.scanRetryMs);
    expect(scripted.sent.length).toBe(before + 1);
    await scanner.stop();
    await clock.advance(60_000);
    expect(scripted.sent.length).toBe(before + 1);
  });
});
