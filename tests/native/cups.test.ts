/** The A4 printer on a true CUPS and a true `ippeveprinter`: prints, waits for paper, jams, is taken back, and leaves no document behind. */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testDevice } from '../../device-agent/console/device-test.ts';
import { absentCodeScanner, absentIdReader, absentReceiptPrinter } from '../../device-agent/devices/absent.ts';
import { createDocumentPrinter } from '../../device-agent/devices/document-printer.ts';
import type { DocumentPrinter } from '../../device-agent/devices/interfaces.ts';
import { findQueues } from '../../device-agent/drivers/ipp/find-queues.ts';
import { httpExchange } from '../../device-agent/drivers/ipp/http.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { DocumentPrinterStatus } from '../../shared/device/status.ts';
import { A4_PROFILE, emptyPdf } from '../support/a4-rooms.ts';
import { startCups, type CupsStage } from '../support/cups-stage.ts';

let stage: CupsStage;
let printer: DocumentPrinter;

beforeAll(async () => {
  stage = await startCups();
});
afterEach(async () => {
  stage.set('ok');
  await printer.stop();
});
afterAll(() => stage.stop());

function until(wanted: (status: DocumentPrinterStatus) => boolean): Promise<DocumentPrinterStatus> {
  if (wanted(printer.status.current)) return Promise.resolve(printer.status.current);
  return new Promise((resolve) => {
    const stop = printer.status.watch((status) => {
      if (!wanted(status)) return;
      stop();
      resolve(status);
    });
  });
}

/** Joins the printer at an address. */
async function openAt(uri: string): Promise<void> {
  printer = createDocumentPrinter({
    exchange: httpExchange(uri, systemClock),
    uri,
    profile: A4_PROFILE,
    owner: 'zizhuban-test',
    clock: systemClock,
  });
  printer.start();
  await until(({ device }) => device === 'online');
}

const print = async (pages: number, signal = new AbortController().signal): Promise<PrintOutcome> =>
  printer.print(await emptyPdf(pages), { title: '示例表格', copies: 1, signal });

/** Resolves when the spool of CUPS is as wanted. */
async function spool(wanted: (files: readonly string[]) => boolean): Promise<readonly string[]> {
  while (!wanted(stage.spooled())) await new Promise((resolve) => setTimeout(resolve, 50));
  return stage.spooled();
}

it('查找设备 asks the print server: its queue is found with maker, model and an address that prints', async () => {
  const { host, pathname } = new URL(stage.queueUri.replace(/^ipp:/, 'http:'));
  const queues = await findQueues(host, systemClock, new AbortController().signal);
  expect(queues).toHaveLength(1);
  const [queue] = queues;
  expect(queue).toMatchObject({ name: pathname.split('/').at(-1), acceptsJobs: true });
  expect(queue?.model).toMatch(/\S/);
  const uri = queue?.uri ?? '';
  await openAt(uri);
  expect(await print(1)).toEqual({ kind: 'done', proof: 'printed' });
});

it('查找设备 finds no printer where no print server answers, or something else does', async () => {
  const other = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { signal } = new AbortController();
  expect(await findQueues(`127.0.0.1:${port}`, systemClock, signal)).toEqual([]);
  other.close();
  expect(await findQueues(`127.0.0.1:${port}`, systemClock, signal)).toEqual([]);
});

describe.each([
  ['ippeveprinter', 'printer', 'failed'],
  ['a CUPS queue before ippeveprinter', 'queue', 'uncertain'],
] as const)('A4 on %s', (_name, kind, broken) => {
  const open = async (): Promise<void> => {
    const uri = kind === 'printer' ? stage.printerUri : stage.queueUri;
    await openAt(uri);
  };

  it('prints two pages, and proves it by the count of the printer', async () => {
    await open();
    const before = stage.printed().length;
    expect(await print(2)).toEqual({ kind: 'done', proof: 'printed' });
    expect(stage.printed()).toHaveLength(before + 1);
    const info = spawnSync('pdfinfo', ['-'], { input: stage.printed().at(-1) }).stdout.toString();
    expect(info).toMatch(/Pages:\s+2/);
    expect(info).toMatch(/Page size:.*A4/);
  });

  it('paper out in mid-job: says so, and finishes when paper is there', async () => {
    await open();
    stage.set('paper');
    const printed = print(1);
    expect(await until(({ fault }) => fault !== null)).toMatchObject({ fault: 'printer.paper-out', device: 'userError', paper: 'out' });
    stage.set('ok');
    expect(await printed).toEqual({ kind: 'done', proof: 'printed' });
  });

  it('the proof page of 测试 on the console comes out once: one A4 page with the name of the machine, and the record says it is proved', async () => {
    await open();
    const before = stage.printed().length;
    const devices = {
      idReader: absentIdReader(),
      receiptPrinter: absentReceiptPrinter(),
      codeScanner: absentCodeScanner(),
      documentPrinter: printer,
    };
    const terminal = { id: 'demo-001', placeName: '示例旗政务服务中心' };
    const { record } = await testDevice('documentPrinter', devices, terminal, systemClock, new AbortController().signal);
    expect(record).toMatchObject({ role: 'documentPrinter', ok: true, result: 'printed' });
    expect(stage.printed()).toHaveLength(before + 1);
    const input = stage.printed().at(-1);
    const info = spawnSync('pdfinfo', ['-'], { input }).stdout.toString();
    expect(info).toMatch(/Pages:\s+1\n/);
    expect(info).toMatch(/Page size:.*A4/);
    expect(spawnSync('pdftotext', ['-', '-'], { input }).stdout.toString()).toContain('TEST demo-001');
  });

  it('a jam ends the job: the fault is told, and never that it was printed', async () => {
    await open();
    stage.set('jam');
    expect(await print(1)).toEqual({ kind: broken, fault: 'printer.jammed' });
    stage.set('ok');
    if (kind === 'queue') stage.resumeQueue();
    await until(({ fault }) => fault === null);
    expect(await print(1)).toEqual({ kind: 'done', proof: 'printed' });
  });

  it('taken back while it waits for paper: told as taken back, never as printed, and the next one prints', async () => {
    await open();
    stage.set('paper');
    const leaving = new AbortController();
    const printed = print(1, leaving.signal);
    await until(({ fault }) => fault === 'printer.paper-out');
    leaving.abort();
    // ippeveprinter ends a job only with its print command, as a printer does that has a sheet in its path.
    stage.set('ok');
    expect(await printed).toEqual({ kind: expect.stringMatching(/^(failed|uncertain)$/), fault: 'device.canceled' });
    expect(await print(1)).toEqual({ kind: 'done', proof: 'printed' });
  });
});

describe('documents in the spool of CUPS', () => {
  it('PreserveJobFiles Yes keeps what others print; what this terminal prints is gone with its job', async () => {
    printer = createDocumentPrinter({
      exchange: httpExchange(stage.queueUri, systemClock),
      uri: stage.queueUri,
      profile: A4_PROFILE,
      owner: 'zizhuban-test',
      clock: systemClock,
    });
    printer.start();
    stage.lp(await emptyPdf(1));
    const others = await spool((files) => files.length > 0);
    expect(await print(1)).toEqual({ kind: 'done', proof: 'printed' });
    expect(stage.spooled()).toEqual(others);
  });

  it('a paused queue refuses at once, and prints again when it is resumed', async () => {
    printer = createDocumentPrinter({
      exchange: httpExchange(stage.queueUri, systemClock),
      uri: stage.queueUri,
      profile: A4_PROFILE,
      owner: 'zizhuban-test',
      clock: systemClock,
    });
    printer.start();
    stage.pauseQueue();
    expect(await print(1)).toEqual({ kind: 'failed', fault: 'printer.rejected' });
    stage.resumeQueue();
    await until(({ device }) => device === 'online');
    expect(await print(1)).toEqual({ kind: 'done', proof: 'printed' });
  });
});
