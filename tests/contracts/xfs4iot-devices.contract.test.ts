/** The XFS4IoT server over the true devices, whose other ends are the simulators: true frames, true sockets, true time. */
import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '../../shared/base/result.ts';
import { XfsCodeScanner } from '../../device-agent/drivers/xfs4iot-client/code-scanner.ts';
import { XfsIdReader } from '../../device-agent/drivers/xfs4iot-client/id-reader.ts';
import { webSocketLine } from '../../device-agent/drivers/xfs4iot-client/web-socket-line.ts';
import type { SupervisedDevice } from '../../device-agent/devices/interfaces.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { SAMPLE_PEOPLE, samplePerson } from '../../device-agent/simulators/people.ts';
import type { ScannedCode } from '../../shared/device/code.ts';
import { createReceiptPrinter } from '../../device-agent/devices/receipt-printer.ts';
import { XfsDocumentPrinter } from '../../device-agent/drivers/xfs4iot-client/document-printer.ts';
import { XfsReceiptPrinter } from '../../device-agent/drivers/xfs4iot-client/receipt-printer.ts';
import { encodeReceipt } from '../../device-agent/drivers/receipt-escpos/encode.ts';
import { serveReceiptPrinterSimulatorTcp } from '../../device-agent/simulators/receipt-printer-line.ts';
import { createReceiptPrinterSimulator, type ReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer.ts';
import { tcpOpener } from '../../device-agent/transport/tcp.ts';
import { emptyPdf, httpRoom, type A4Room } from '../support/a4-rooms.ts';
import { printerProfile } from '../support/printer-profiles.ts';
import { ID_CARD_ROOMS, type IdCardRoom } from '../support/id-card-room.ts';
import { serialProfile, tcpBench, type ScannerBench } from '../support/scanner-benches.ts';
import { BED_TOKEN, codeOf, serveDevices, type ServedDevices } from '../support/xfs4iot-bed.ts';

const NONE = { idReader: null, receiptPrinter: null, codeScanner: null, documentPrinter: null };
const V1 = { version: '1.0' };
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const online = <S extends { readonly device: string }>(device: SupervisedDevice<S>): Promise<void> =>
  new Promise((resolve) => {
    const look = ({ device: state }: S): void => {
      if (state !== 'online') return;
      stop();
      resolve();
    };
    const stop = device.status.watch(look);
    look(device.status.current);
  });

async function readerServed(): Promise<{ readonly room: IdCardRoom; readonly served: ServedDevices }> {
  const kind = ID_CARD_ROOMS.find(({ realTime }) => realTime);
  if (kind === undefined) throw new Error('no room in true time');
  const room = await kind.enter();
  room.reader.start();
  const served = await serveDevices({ devices: { ...NONE, idReader: room.reader } });
  ends.push(
    () => room.close(),
    () => served.close(),
  );
  await online(room.reader);
  return { room, served };
}

async function scannerServed(): Promise<{ readonly bench: ScannerBench; readonly served: ServedDevices }> {
  const bench = await tcpBench(serialProfile('generic-serial'));
  bench.scanner.start();
  const served = await serveDevices({ devices: { ...NONE, codeScanner: bench.scanner } });
  ends.push(
    () => bench.end(),
    () => served.close(),
  );
  await online(bench.scanner);
  return { bench, served };
}

async function receiptPrinterServed(id: string): Promise<{ readonly simulator: ReceiptPrinterSimulator; readonly served: ServedDevices }> {
  const profile = printerProfile(id);
  const simulator = createReceiptPrinterSimulator({ profile, clock: systemClock });
  const line = await serveReceiptPrinterSimulatorTcp(simulator, 0);
  const printer = createReceiptPrinter({
    opener: tcpOpener({ host: '127.0.0.1', port: line.port }, systemClock),
    profile,
    clock: systemClock,
    glyphs: { glyph: () => null },
  });
  printer.start();
  const served = await serveDevices({ devices: { ...NONE, receiptPrinter: printer } });
  ends.push(
    () => line.close(),
    () => printer.stop(),
    () => served.close(),
  );
  await online(printer);
  return { simulator, served };
}

async function documentPrinterServed(): Promise<{ readonly room: A4Room; readonly served: ServedDevices }> {
  const room = await httpRoom.enter();
  const served = await serveDevices({ devices: { ...NONE, documentPrinter: room.printer }, settings: { osPrinter: 'A4' } });
  ends.push(
    () => room.close(),
    () => served.close(),
  );
  await online(room.printer);
  return { room, served };
}

describe('a true reader behind the server', () => {
  it.each(SAMPLE_PEOPLE.map((person) => [person.label, person] as const))(
    '%s arrives at a remote agent field for field',
    async (_label, person) => {
      const { room, served } = await readerServed();
      const remote = new XfsIdReader({
        openLine: webSocketLine({ url: served.url('ZizhubanIdentity'), token: () => BED_TOKEN }, systemClock),
        clock: systemClock,
      });
      remote.start();
      ends.push(() => remote.stop());
      await online(remote);
      room.simulator.layCard(person);
      expect(await remote.read({ deadlineMs: 20_000, signal: new AbortController().signal })).toEqual(ok(person.card));
    },
  );

  it('a plug that is pulled while a card is awaited: told to all, and the read goes on when it is back', async () => {
    const { room, served } = await readerServed();
    const [client, other] = [await served.open('CardReader'), await served.open('CardReader')];
    const id = client.send('CardReader.ReadRawData', { chip: true });
    await client.event('CardReader.InsertCardEvent');
    room.simulator.unplug();
    await other.find(({ payload }) => JSON.stringify(payload ?? {}).includes('"powerOff"'));
    expect((await other.ask('Common.Status')).payload).toMatchObject({ common: { device: 'powerOff' } });
    room.simulator.plug();
    await room.until(({ device }) => device === 'online');
    room.simulator.layCard(samplePerson('zhang'));
    expect((await client.completion(id)).payload).toEqual({ chip: [{ status: 'dataMissing' }] });
  });

  it('a reader that is away when it is asked is not ready', async () => {
    const { room, served } = await readerServed();
    const client = await served.open('CardReader');
    room.simulator.unplug();
    await room.until(({ device }) => device === 'powerOff');
    expect(codeOf(await client.ask('CardReader.ReadRawData', { chip: true }))).toBe('deviceNotReady');
  });

  it('a cancelled read leaves the reader free, a reset brings it back, a card then is read', async () => {
    const { room, served } = await readerServed();
    const client = await served.open('ZizhubanIdentity');
    const id = client.send('ZizhubanIdentity.Read', {}, V1);
    await client.event('ZizhubanIdentity.InsertCardEvent');
    client.send('Common.Cancel', { requestIds: [id] });
    expect(codeOf(await client.completion(id))).toBe('canceled');
    expect(codeOf(await client.ask('ZizhubanIdentity.Reset', {}, V1))).toBe('success');
    room.simulator.layCard(samplePerson('li'));
    expect((await client.ask('ZizhubanIdentity.Read', {}, V1)).payload).toMatchObject({ card: { name: '李样本' } });
    room.simulator.takeCard();
    await client.event('ZizhubanIdentity.MediaRemovedEvent');
  });
});

describe('a true scanner behind the server', () => {
  it('codes reach a remote agent one after the other, Chinese text included', async () => {
    const { bench, served } = await scannerServed();
    const remote = new XfsCodeScanner({
      openLine: webSocketLine({ url: served.url('BarcodeReader'), token: () => BED_TOKEN }, systemClock),
      clock: systemClock,
    });
    const codes: ScannedCode[] = [];
    const came = Array.from({ length: 2 }, () => Promise.withResolvers<void>());
    remote.listen((code) => {
      codes.push(code);
      came[codes.length - 1]?.resolve();
    });
    remote.start();
    ends.push(() => remote.stop());
    await served.open('BarcodeReader').then((client) => client.event('Common.StatusChangedEvent').catch(() => undefined));
    for (const [index, data] of ['办件进度', 'https://example.invalid/2'].entries()) {
      await bench.until(() => bench.lit() && bench.scanner.status.current.scanner === 'on');
      expect(await bench.scan({ data })).toBe(true);
      await came[index]?.promise;
    }
    expect(codes.map(({ text }) => text)).toEqual(['办件进度', 'https://example.invalid/2']);
  });

  it('a scanner unplugged in the middle of a read ends it, and reads again when it is back', async () => {
    const { bench, served } = await scannerServed();
    const client = await served.open('BarcodeReader');
    const id = client.send('BarcodeReader.Read');
    await bench.until(() => bench.scanner.status.current.scanner === 'on');
    bench.unplug();
    expect(codeOf(await client.completion(id))).toBe('deviceNotReady');
    bench.plugIn();
    await bench.until(() => bench.scanner.status.current.device === 'online');
    const again = client.send('BarcodeReader.Read');
    await bench.until(() => bench.lit() && bench.scanner.status.current.scanner === 'on');
    await bench.scan({ data: '123' });
    expect((await client.completion(again)).payload).toMatchObject({ readOutput: [{ barcodeData: 'MTIz' }] });
  });
});

describe('a true receipt printer behind the server', () => {
  const V3 = { version: '3.0' };

  it.each(['epson-tm-t88-80mm', 'generic-58mm'])('%s: raw bytes come out and hang there until they are cut', async (id) => {
    const { simulator, served } = await receiptPrinterServed(id);
    const client = await served.open('ReceiptPrinter');
    const raw = { inputData: 'no', data: Buffer.from('HELLO\n').toString('base64') };
    expect(codeOf(await client.ask('Printer.PrintRaw', raw, V3))).toBe('success');
    expect(simulator.hanging.lines.join()).toContain('HELLO');
    expect(simulator.printed.current).toEqual([]);
    expect(codeOf(await client.ask('Printer.ControlMedia', { mediaControl: { cut: true } }, V3))).toBe('success');
    expect(simulator.printed.current[0]?.lines.join()).toContain('HELLO');
  });

  it.each(['epson-tm-t88-80mm', 'generic-58mm'])('%s: a form comes out at its columns, in Chinese, as one piece of paper', async (id) => {
    const { simulator, served } = await receiptPrinterServed(id);
    const client = await served.open('ReceiptPrinter');
    const form = {
      unit: { base: 'rowColumn', x: 1, y: 1 },
      size: { width: 30, height: 3 },
      fields: {
        title: {
          position: { x: 0, y: 0 },
          size: { width: 30, height: 1 },
          horizontal: 'center',
          class: 'static',
          initialValue: '示例单据',
        },
        name: { position: { x: 0, y: 2 }, size: { width: 10, height: 1 } },
        amount: { position: { x: 20, y: 2 }, size: { width: 10, height: 1 }, horizontal: 'right' },
      },
    };
    expect(codeOf(await client.ask('Printer.SetForm', { name: 'slip', form }, V1))).toBe('success');
    const wish = { formName: 'slip', fields: { name: ['某某'], amount: ['12.50'] }, mediaControl: { cut: true } };
    expect(codeOf(await client.ask('Printer.PrintForm', wish, V3))).toBe('success');
    const [piece, ...more] = simulator.printed.current;
    expect(piece?.lines.map((line) => line.trimEnd()).filter((line) => line !== '')).toEqual([
      '           示例单据',
      '某某                     12.50',
    ]);
    expect(more).toEqual([]);
    const rare = { formName: 'slip', fields: { name: ['\u{3400}'] } };
    expect((await client.ask('Printer.PrintForm', rare, V3)).payload).toEqual({ errorCode: 'charSetData' });
  });

  it('paper that runs out in the middle is told to all, and the print is no success', async () => {
    const { simulator, served } = await receiptPrinterServed('epson-tm-t88-80mm');
    const [client, other] = [await served.open('ReceiptPrinter'), await served.open('ReceiptPrinter')];
    simulator.sufferAfter(20, 'paper-out');
    const raw = { inputData: 'no', data: Buffer.from('LINE\n'.repeat(30)).toString('base64') };
    expect((await client.ask('Printer.PrintRaw', raw, V3)).payload).toEqual({ errorCode: 'paperOut' });
    expect((await other.event('Printer.PaperThresholdEvent')).payload).toEqual({ paperSource: 'upper', threshold: 'out' });
    simulator.mend('paper-out');
    await other.find(({ payload }) => JSON.stringify(payload ?? {}).includes('"device":"online"'));
    expect(codeOf(await client.ask('Printer.PrintRaw', raw, V3))).toBe('success');
  });

  it('is the printer of another agent: its slip comes out here', async () => {
    const { simulator, served } = await receiptPrinterServed('epson-tm-t88-80mm');
    const profile = printerProfile('epson-tm-t88-80mm');
    const line = webSocketLine({ url: served.url('ReceiptPrinter'), token: () => BED_TOKEN }, systemClock);
    const remote = new XfsReceiptPrinter({ openLine: line, clock: systemClock }, (document, reprint) =>
      encodeReceipt(document, { profile, glyphs: { glyph: () => null }, reprint }),
    );
    remote.start();
    ends.push(() => remote.stop());
    await online(remote);
    const outcome = await remote.print({ purpose: 'help', title: '办事指引', blocks: [] }, { reprint: false });
    expect(outcome).toEqual({ kind: 'done', proof: 'quiet' });
    expect(simulator.printed.current[0]?.lines.join()).toContain('办事指引');
  });
});

describe('a true A4 printer behind the server', () => {
  const V3 = { version: '3.0' };

  it.each([
    ['Printer.PrintRaw', { inputData: 'no' }],
    ['Printer.PrintNative', {}],
  ])('%s prints a PDF, under a title that says nothing', async (command, payload) => {
    const { room, served } = await documentPrinterServed();
    const client = await served.open('DocumentPrinter');
    const data = Buffer.from(await emptyPdf(2)).toString('base64');
    expect(codeOf(await client.ask(command, { ...payload, data }, V3))).toBe('success');
    expect(room.simulator.jobs).toMatchObject([{ impressions: 2, title: 'XFS4IoT' }]);
  });

  it('an empty tray is told to all, a print that meets it is no success, and the next one is printed', async () => {
    const { room, served } = await documentPrinterServed();
    const [client, other] = [await served.open('DocumentPrinter'), await served.open('DocumentPrinter')];
    room.simulator.complain(['media-empty-error']);
    await other.find(({ payload }) => JSON.stringify(payload ?? {}).includes('"out"'));
    const data = Buffer.from(await emptyPdf(1)).toString('base64');
    expect((await client.ask('Printer.PrintRaw', { inputData: 'no', data }, V3)).payload).toEqual({ errorCode: 'paperOut' });
    room.simulator.clear();
    await room.until(({ device }) => device === 'online');
    expect(codeOf(await client.ask('Printer.PrintRaw', { inputData: 'no', data }, V3))).toBe('success');
  });

  it('is the A4 printer of another agent', async () => {
    const { room, served } = await documentPrinterServed();
    const line = webSocketLine({ url: served.url('DocumentPrinter'), token: () => BED_TOKEN }, systemClock);
    const remote = new XfsDocumentPrinter({ openLine: line, clock: systemClock });
    remote.start();
    ends.push(() => remote.stop());
    await online(remote);
    const outcome = await remote.print(await emptyPdf(1), { title: '示例', copies: 2, signal: new AbortController().signal });
    expect(outcome).toEqual({ kind: 'done', proof: 'quiet' });
    expect(room.simulator.jobs).toHaveLength(2);
  });
});
