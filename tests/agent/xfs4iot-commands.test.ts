import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { XFS4IOT_DELAYS } from '../../device-agent/xfs4iot/limits.ts';
import { settle } from '../support/manual-clock.ts';
import { codeOf, startBed, type Bed, type WireClient, type WireMessage } from '../support/xfs4iot-bed.ts';
import { NOBODY } from '../support/xfs4iot-devices.ts';

let bed: Bed;
beforeEach(async () => {
  bed = await startBed();
});
afterEach(() => bed.close());

const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const PDF = base64('%PDF-1.7 one page');

interface Row {
  readonly service: string;
  readonly command: string;
  readonly version: string;
  readonly completion: string;
  readonly payload?: object;
  /** Brings the person or the paper that the command waits for. */
  readonly act?: (bed: Bed) => void;
  readonly success: object | undefined;
  /** Nonsense; undefined = the command has no member that could be nonsense. */
  readonly nonsense?: object;
}

const ROWS_AND_COLUMNS = { base: 'rowColumn', x: 1, y: 1 };
const printed = (bed_: Bed): void => expect(bed_.receipts.printed).toEqual([Buffer.from('hello')]);
const common = (service: string): Row[] => [
  {
    service,
    command: 'Common.Status',
    version: '3.0',
    completion: '3.0',
    success: expect.objectContaining({ common: { device: 'online' } }),
  },
  {
    service,
    command: 'Common.Capabilities',
    version: '3.0',
    completion: '3.0',
    success: expect.objectContaining({ common: expect.objectContaining({ serviceVersion: '1.0' }) }),
  },
  {
    service,
    command: 'Common.SetVersions',
    version: '2.0',
    completion: '2.0',
    payload: { commands: { 'Common.Status': 3 } },
    success: undefined,
    nonsense: { commands: { 'Common.Status': '3' } },
  },
  { service, command: 'Common.GetTransactionState', version: '2.0', completion: '2.0', success: { state: 'inactive' } },
  {
    service,
    command: 'Common.SetTransactionState',
    version: '2.0',
    completion: '2.0',
    payload: { state: 'active', transactionID: 'T1' },
    success: undefined,
    nonsense: { state: 'perhaps' },
  },
];

const ROWS: readonly Row[] = [
  {
    service: 'VendorMode',
    command: 'VendorMode.Register',
    version: '2.0',
    completion: '2.0',
    payload: { appName: 'Monitor' },
    success: undefined,
    nonsense: { appName: 7 },
  },
  ...['CardReader', 'ZizhubanIdentity', 'ReceiptPrinter', 'DocumentPrinter', 'BarcodeReader', 'VendorMode'].flatMap(common),
  {
    service: 'CardReader',
    command: 'CardReader.ReadRawData',
    version: '2.0',
    completion: '3.0',
    payload: { chip: true },
    act: ({ reader }) => reader.lay(NOBODY),
    success: { chip: [{ status: 'dataMissing' }] },
    nonsense: { track1: true },
  },
  {
    service: 'CardReader',
    command: 'CardReader.Reset',
    version: '2.0',
    completion: '2.0',
    payload: { to: 'auto' },
    success: undefined,
    nonsense: { to: 'retain' },
  },
  {
    service: 'ZizhubanIdentity',
    command: 'ZizhubanIdentity.Read',
    version: '1.0',
    completion: '1.0',
    act: ({ reader }) => reader.lay(NOBODY),
    success: { card: { ...NOBODY, photo: undefined } },
    nonsense: { photo: 'yes' },
  },
  { service: 'ZizhubanIdentity', command: 'ZizhubanIdentity.Reset', version: '1.0', completion: '1.0', success: undefined },
  {
    service: 'ReceiptPrinter',
    command: 'Printer.PrintRaw',
    version: '3.0',
    completion: '3.0',
    payload: { inputData: 'no', data: base64('hello') },
    success: undefined,
    act: printed,
    nonsense: { inputData: 'no', data: 'not base64!' },
  },
  {
    service: 'ReceiptPrinter',
    command: 'Printer.ControlMedia',
    version: '3.0',
    completion: '2.0',
    payload: { mediaControl: { cut: true } },
    success: undefined,
    nonsense: { mediaControl: { move: 'retract' } },
  },
  {
    service: 'ReceiptPrinter',
    command: 'Printer.Reset',
    version: '3.0',
    completion: '2.0',
    success: undefined,
    nonsense: { mediaControl: 'eject' },
  },
  { service: 'ReceiptPrinter', command: 'Printer.GetFormList', version: '2.0', completion: '2.0', success: { formList: [] } },
  { service: 'ReceiptPrinter', command: 'Printer.GetMediaList', version: '2.0', completion: '2.0', success: { mediaList: [] } },
  {
    service: 'ReceiptPrinter',
    command: 'Printer.SetForm',
    version: '1.0',
    completion: '1.0',
    payload: { name: 'slip', form: { unit: ROWS_AND_COLUMNS, size: { width: 20, height: 1 }, fields: {} } },
    success: undefined,
    nonsense: { name: '', form: {} },
  },
  {
    service: 'ReceiptPrinter',
    command: 'Printer.SetMedia',
    version: '1.0',
    completion: '1.0',
    payload: { name: 'roll', media: { unit: ROWS_AND_COLUMNS, size: { width: 20, height: 1 } } },
    success: undefined,
    nonsense: { name: 7 },
  },
  {
    service: 'ReceiptPrinter',
    command: 'Printer.SupplyReplenish',
    version: '2.0',
    completion: '2.0',
    payload: { upper: true },
    success: undefined,
    nonsense: { toner: true },
  },
  {
    service: 'DocumentPrinter',
    command: 'Printer.PrintRaw',
    version: '3.0',
    completion: '3.0',
    payload: { inputData: 'no', data: PDF },
    success: undefined,
    nonsense: { inputData: 'no', data: base64('plain text') },
  },
  {
    service: 'DocumentPrinter',
    command: 'Printer.PrintNative',
    version: '3.0',
    completion: '2.0',
    payload: { data: PDF },
    success: undefined,
    nonsense: { data: PDF, mediaControl: { cut: true } },
  },
  {
    service: 'DocumentPrinter',
    command: 'Printer.Reset',
    version: '3.0',
    completion: '2.0',
    success: undefined,
    nonsense: { mediaControl: 'expel' },
  },
  {
    service: 'BarcodeReader',
    command: 'BarcodeReader.Read',
    version: '2.0',
    completion: '3.0',
    payload: { symbologies: { qrCode: true } },
    act: ({ scanner }) => scanner.show(Buffer.from('123'), ']Q1'),
    success: { readOutput: [{ symbology: 'qrCode', barcodeData: 'MTIz' }] },
    nonsense: { symbologies: { qrCode: 'yes' } },
  },
  { service: 'BarcodeReader', command: 'BarcodeReader.Reset', version: '2.0', completion: '2.0', success: undefined },
];
/** Proved in their own places: `Common.Cancel` below, forms in `xfs4iot-forms.test.ts`. */
const ELSEWHERE = ['Common.Cancel', 'Printer.GetQueryForm', 'Printer.GetQueryMedia', 'Printer.PrintForm'];
const table = ROWS.map((row) => [row.service, row.command, row] as const);
const waiting = table.filter(([, , row]) => row.act !== undefined && row.act !== printed);

const started = async (client: WireClient, row: Row, header: object = {}): Promise<number> => {
  const id = client.send(row.command, row.payload, { version: row.version, ...header });
  await client.acknowledge(id);
  await settle();
  return id;
};

const ended = (client: WireClient, id: number): boolean =>
  client.seen.some(({ header }) => header['requestId'] === id && header['type'] === 'completion');

describe('every offered command', () => {
  it.each(['CardReader', 'ZizhubanIdentity', 'ReceiptPrinter', 'DocumentPrinter', 'BarcodeReader'])(
    'of %s stands in the table with the versions it advertises',
    async (service) => {
      const client = await bed.open(service);
      const { payload } = await client.ask('Common.Capabilities');
      const interfaces = payload?.['interfaces'] as { commands: Record<string, { versions: string[] }> }[];
      const offered = interfaces.flatMap(({ commands }) => Object.entries(commands));
      expect(
        offered
          .map(([name]) => name)
          .filter((name) => !ELSEWHERE.includes(name))
          .sort(),
      ).toEqual(
        ROWS.filter((row) => row.service === service)
          .map((row) => row.command)
          .sort(),
      );
      for (const row of ROWS.filter((each) => each.service === service)) {
        expect(Object.fromEntries(offered)[row.command]?.versions).toContain(row.version);
      }
    },
  );

  it.each(table)('%s: %s is acknowledged at once and completes with success', async (service, _command, row) => {
    const client = await bed.open(service);
    const id = await started(client, row);
    row.act?.(bed);
    const completion = await client.completion(id);
    expect(completion).toEqual({
      header: { name: row.command, type: 'completion', requestId: id, version: row.completion },
      ...(row.success === undefined ? {} : { payload: row.success }),
    });
    const answers = client.seen.filter(({ header }) => header['requestId'] === id && header['type'] !== 'event');
    expect(answers.map(({ header }) => header['type'])).toEqual(['acknowledge', 'completion']);
    expect(answers[0]).toEqual({ header: { name: row.command, type: 'acknowledge', requestId: id, version: '2.0' } });
  });

  it.each(table)('%s: %s in a version that is not offered is unsupported', async (service, _command, row) => {
    const client = await bed.open(service);
    expect(codeOf(await client.ask(row.command, row.payload, { version: '9.0' }))).toBe('unsupportedCommand');
  });

  it.each(table.filter(([, , row]) => row.nonsense !== undefined))(
    '%s: %s with nonsense in it is invalid data, and the next one is served',
    async (service, _command, row) => {
      const client = await bed.open(service);
      expect(codeOf(await client.ask(row.command, row.nonsense, { version: row.version }))).toBe('invalidData');
      const id = await started(client, row);
      row.act?.(bed);
      expect(codeOf(await client.completion(id))).toBe('success');
    },
  );

  it.each(table)('%s: %s in the KAL dialect says success in words', async (service, _command, row) => {
    const client = await bed.open(service, '?dialect=kal-3.x');
    const id = await started(client, row);
    row.act?.(bed);
    expect((await client.completion(id)).header['completionCode']).toBe('success');
    expect(client.seen.map(({ header }) => header['type'])).not.toContain('unsolicited');
  });

  it.each(waiting)('%s: %s that is cancelled completes after the cancel, and the next one is served', async (service, _command, row) => {
    const client = await bed.open(service);
    const id = await started(client, row);
    const cancel = client.send('Common.Cancel', { requestIds: [id] });
    expect(codeOf(await client.completion(id))).toBe('canceled');
    expect(codeOf(await client.completion(cancel))).toBe('success');
    const ends = client.seen.filter(({ header }) => header['type'] === 'completion').map(({ header }) => header['requestId']);
    expect(ends).toEqual([cancel, id]);
    const again = await started(client, row);
    row.act?.(bed);
    expect(codeOf(await client.completion(again))).toBe('success');
  });

  it.each(waiting)('%s: %s runs out of time while it waits for a person', async (service, _command, row) => {
    const client = await bed.open(service);
    const id = await started(client, row, { timeout: 30_000 });
    await client.live(bed.clock, 29_999);
    expect(ended(client, id)).toBe(false);
    await bed.clock.advance(1);
    expect(codeOf(await client.completion(id))).toBe('timeOut');
  });

  it.each(waiting)('%s: %s without a limit is still waiting after an hour', async (service, _command, row) => {
    const client = await bed.open(service);
    const id = await started(client, row);
    await client.live(bed.clock, 3_600_000);
    expect(ended(client, id)).toBe(false);
    row.act?.(bed);
    expect(codeOf(await client.completion(id))).toBe('success');
  });

  it.each(waiting)('%s: %s of a client that went away does not hold up the next client', async (service, _command, row) => {
    const first = await bed.open(service);
    await started(first, row);
    first.close();
    const second = await bed.open(service);
    const id = await started(second, row);
    row.act?.(bed);
    expect(codeOf(await second.completion(id))).toBe('success');
  });

  it.each(waiting)('%s: %s stays silent in the queue until the one before it has ended', async (service, _command, row) => {
    const client = await bed.open(service);
    const first = await started(client, row);
    const second = await started(client, row, { timeout: 5_000 });
    await bed.clock.advance(5_000);
    expect(codeOf(await client.completion(second))).toBe('timeOut');
    row.act?.(bed);
    expect(codeOf(await client.completion(first))).toBe('success');
  });
});

const endOf = async (client: WireClient, command: string, payload: object | undefined, version: string): Promise<[unknown, unknown]> => {
  const done = await client.ask(command, payload, { version });
  return [codeOf(done), done.payload?.['errorCode']];
};

describe('failures in the words of the standard', () => {
  it.each<[FaultCode, string, string | undefined]>([
    ['card.replace', 'commandErrorCode', 'noMedia'],
    ['card.number-check', 'commandErrorCode', 'invalidMedia'],
    ['card.expired', 'commandErrorCode', 'invalidMedia'],
    ['device.lost', 'deviceNotReady', undefined],
    ['device.busy', 'deviceNotReady', undefined],
    ['device.no-device-at-path', 'deviceNotReady', undefined],
    ['device.garbled', 'hardwareError', undefined],
    ['sam.out-of-service', 'hardwareError', undefined],
  ])('%s ends a card read as %s %s', async (fault, code, errorCode) => {
    for (const [service, command, version] of [
      ['CardReader', 'CardReader.ReadRawData', '2.0'],
      ['ZizhubanIdentity', 'ZizhubanIdentity.Read', '1.0'],
    ] as const) {
      const client = await bed.open(service);
      bed.reader.fail(fault);
      expect(await endOf(client, command, {}, version)).toEqual([code, errorCode]);
    }
  });

  it.each<[FaultCode, string, string | undefined]>([
    ['printer.paper-out', 'commandErrorCode', 'paperOut'],
    ['printer.jammed', 'commandErrorCode', 'paperJammed'],
    ['printer.toner-out', 'commandErrorCode', 'tonerOut'],
    ['printer.cover-open', 'userError', undefined],
    ['printer.cutter', 'hardwareError', undefined],
    ['printer.too-hot', 'deviceNotReady', undefined],
    ['device.lost', 'deviceNotReady', undefined],
    ['device.timeout', 'timeOut', undefined],
    ['printer.missing-glyph', 'invalidData', undefined],
  ])('%s ends a print as %s %s on both printers', async (fault, code, errorCode) => {
    bed.receipts.outcome = { kind: 'failed', fault };
    bed.documents.outcome = { kind: 'failed', fault };
    const receipts = await bed.open('ReceiptPrinter');
    expect(await endOf(receipts, 'Printer.PrintRaw', { inputData: 'no', data: base64('x') }, '3.0')).toEqual([code, errorCode]);
    expect(await endOf(receipts, 'Printer.ControlMedia', { mediaControl: { cut: true } }, '3.0')).toEqual([code, errorCode]);
    const documents = await bed.open('DocumentPrinter');
    expect(await endOf(documents, 'Printer.PrintRaw', { inputData: 'no', data: PDF }, '3.0')).toEqual([code, errorCode]);
    expect(await endOf(documents, 'Printer.PrintNative', { data: PDF }, '3.0')).toEqual([code, errorCode]);
  });

  it('a print that may have come out is not called a success', async () => {
    bed.receipts.outcome = { kind: 'uncertain', fault: 'device.lost' };
    const client = await bed.open('ReceiptPrinter');
    const done = await client.ask('Printer.PrintRaw', { inputData: 'no', data: base64('x') }, { version: '3.0' });
    expect(done.header).toMatchObject({ completionCode: 'deviceNotReady', errorDescription: 'uncertain device.lost' });
  });

  it('an answer of the printer cannot be asked for', async () => {
    const client = await bed.open('ReceiptPrinter');
    expect(codeOf(await client.ask('Printer.PrintRaw', { inputData: 'yes', data: base64('x') }, { version: '3.0' }))).toBe(
      'unsupportedData',
    );
  });

  it('a code without content is a code that could not be read', async () => {
    const client = await bed.open('BarcodeReader');
    const id = client.send('BarcodeReader.Read');
    await client.event('Common.StatusChangedEvent');
    bed.scanner.show(new Uint8Array(), ']Q1');
    expect((await client.completion(id)).payload).toEqual({ errorCode: 'barcodeInvalid' });
  });

  it('a symbology that no scanner here reads is unsupported', async () => {
    const client = await bed.open('BarcodeReader');
    expect(codeOf(await client.ask('BarcodeReader.Read', { symbologies: { koreanPost: true } }))).toBe('unsupportedData');
    expect(bed.scanner.listening).toBe(0);
  });

  it('a scanner that is lost while it waits ends the read', async () => {
    const client = await bed.open('BarcodeReader');
    const id = client.send('BarcodeReader.Read');
    await client.event('Common.StatusChangedEvent');
    bed.scanner.put({ device: 'powerOff', fault: 'device.lost' });
    expect(codeOf(await client.completion(id))).toBe('deviceNotReady');
    expect(codeOf(await client.ask('BarcodeReader.Read'))).toBe('deviceNotReady');
  });

  it.each([
    ['CardReader', 'CardReader.Reset', '2.0'],
    ['ReceiptPrinter', 'Printer.Reset', '3.0'],
    ['BarcodeReader', 'BarcodeReader.Reset', '2.0'],
    ['DocumentPrinter', 'Printer.Reset', '3.0'],
  ])('%s: a restart after which the device does not come back is no success', async (service, command, version) => {
    for (const device of [bed.reader, bed.receipts, bed.documents, bed.scanner]) device.startFault = 'device.hardware';
    const client = await bed.open(service);
    const id = client.send(command, undefined, { version });
    await client.find(
      ({ header, payload }) => header['name'] === 'Common.StatusChangedEvent' && JSON.stringify(payload).includes('hardwareError'),
    );
    await bed.clock.advance(XFS4IOT_DELAYS.resetMs);
    expect(codeOf(await client.completion(id))).toBe('hardwareError');
  });

  it('a driver that breaks an assumption ends one command, not the service', async () => {
    const client = await bed.open('ReceiptPrinter');
    bed.receipts.throwNext = true;
    const raw = { inputData: 'no', data: base64('x') };
    expect(codeOf(await client.ask('Printer.PrintRaw', raw, { version: '3.0' }))).toBe('internalError');
    bed.receipts.throwNext = false;
    expect(codeOf(await client.ask('Printer.PrintRaw', raw, { version: '3.0' }))).toBe('success');
  });
});

describe('a card on the way', () => {
  it('is told step by step: insert, inserted, done; removed to everybody', async () => {
    const client = await bed.open('CardReader');
    const other = await bed.open('CardReader');
    const id = client.send('CardReader.ReadRawData', { chip: true });
    await client.event('CardReader.InsertCardEvent');
    bed.reader.lay(NOBODY);
    await client.completion(id);
    expect(
      client.seen.filter(({ header }) => header['type'] === 'event').map(({ header }) => [header['name'], header['requestId']]),
    ).toEqual([
      ['CardReader.InsertCardEvent', id],
      ['CardReader.MediaInsertedEvent', id],
    ]);
    bed.reader.take();
    expect((await other.event('CardReader.MediaRemovedEvent')).header).toEqual({
      name: 'CardReader.MediaRemovedEvent',
      type: 'unsolicited',
      version: '2.0',
    });
    expect(other.seen.filter(({ header }) => header['type'] === 'event')).toEqual([]);
  });

  it('of a wrong kind is told and waited out', async () => {
    const client = await bed.open('CardReader');
    const id = await started(client, {
      service: 'CardReader',
      command: 'CardReader.ReadRawData',
      version: '2.0',
      completion: '3.0',
      success: undefined,
    });
    bed.reader.fail('card.wrong-type');
    await client.event('CardReader.InvalidMediaEvent');
    bed.reader.lay(NOBODY);
    await bed.clock.advance(XFS4IOT_DELAYS.wrongCardMs);
    expect(codeOf(await client.completion(id))).toBe('success');
  });

  it('gives its photo only when asked', async () => {
    const client = await bed.open('ZizhubanIdentity');
    bed.reader.lay(NOBODY);
    const done = await client.ask('ZizhubanIdentity.Read', { photo: true }, { version: '1.0' });
    expect(done.payload?.['card']).toEqual({ ...NOBODY, photo: Buffer.from(NOBODY.photo).toString('base64') });
  });
});

describe('a print on the way', () => {
  const raw = { inputData: 'no', data: base64('x') };
  const begun = async (client: WireClient, header: object = {}): Promise<number> => {
    bed.receipts.hold = true;
    const id = client.send('Printer.PrintRaw', raw, { version: '3.0', ...header });
    await client.acknowledge(id);
    await settle();
    return id;
  };

  it('that was cancelled too late finishes as what it became', async () => {
    const client = await bed.open('ReceiptPrinter');
    const id = await begun(client);
    const cancel = client.send('Common.Cancel');
    await client.completion(cancel);
    bed.receipts.finish({ kind: 'done', proof: 'printed' });
    expect(codeOf(await client.completion(id))).toBe('success');
  });

  it('whose printer says nothing after a time-out ends all the same, and the queue goes on when the printer is given up', async () => {
    const client = await bed.open('ReceiptPrinter');
    const id = await begun(client, { timeout: 1_000 });
    expect(bed.receipts.limits[0]?.deadlineMs).toBe(1_000);
    const next = client.send('Common.GetTransactionState');
    await client.acknowledge(next);
    await client.live(bed.clock, 1_000 + XFS4IOT_DELAYS.afterStopMs);
    expect(codeOf(await client.completion(id))).toBe('timeOut');
    expect(ended(client, next)).toBe(false);
    await client.live(bed.clock, XFS4IOT_DELAYS.abandonMs);
    expect(codeOf(await client.completion(next))).toBe('success');
  });

  it('lets the status be asked meanwhile', async () => {
    const client = await bed.open('ReceiptPrinter');
    await begun(client);
    expect((await client.ask('Common.Status')).payload).toEqual({ common: { device: 'online' }, printer: { paper: { upper: 'full' } } });
  });
});

describe('what everybody is told', () => {
  const last = (client: WireClient): WireMessage | undefined => client.seen.at(-1);

  it('paper that runs low: the changed member, the device beside it, and the threshold', async () => {
    const [one, two] = [await bed.open('ReceiptPrinter'), await bed.open('ReceiptPrinter')];
    bed.receipts.put({ paper: 'low' });
    for (const client of [one, two]) {
      expect((await client.event('Common.StatusChangedEvent')).payload).toEqual({
        common: { device: 'online' },
        printer: { paper: { upper: 'low' } },
      });
      expect((await client.event('Printer.PaperThresholdEvent')).payload).toEqual({ paperSource: 'upper', threshold: 'low' });
    }
  });

  it('a cover that stands open: a fault that hall staff can clear', async () => {
    const client = await bed.open('ReceiptPrinter');
    bed.receipts.put({ device: 'userError', fault: 'printer.cover-open' });
    expect((await client.event('Common.ErrorEvent')).payload).toEqual({
      eventId: 'user',
      action: 'clear',
      vendorDescription: 'printer.cover-open',
    });
    expect((await client.event('Common.StatusChangedEvent')).payload).toEqual({ common: { device: 'userError' } });
  });

  it('toner of the A4 printer', async () => {
    const client = await bed.open('DocumentPrinter');
    bed.documents.put({ toner: 'low' });
    expect((await client.event('Printer.TonerThresholdEvent')).payload).toEqual({ state: 'low' });
  });

  it('nothing, when only our own fault code changed', async () => {
    const client = await bed.open('BarcodeReader');
    bed.scanner.put({ device: 'powerOff', fault: 'device.lost' });
    bed.scanner.put({ device: 'powerOff', fault: 'device.no-device-at-path' });
    await client.ask('Common.Status');
    expect(client.seen.filter(({ header }) => header['name'] === 'Common.StatusChangedEvent')).toHaveLength(1);
    expect(last(client)?.payload).toEqual({ common: { device: 'powerOff' }, barcodeReader: { scanner: 'off' } });
  });
});
