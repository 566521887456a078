/** An A4 printer on a simulated one: in memory with a clock that the test moves, over HTTP with the machine's own. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { createDocumentPrinter } from '../../device-agent/devices/document-printer.ts';
import type { DocumentPrinter } from '../../device-agent/devices/interfaces.ts';
import { httpExchange } from '../../device-agent/drivers/ipp/http.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { DocumentPrinterSimulator, OFFICE_PRINTER, type DocumentPrinterModel } from '../../device-agent/simulators/document-printer.ts';
import { memoryDocumentPrinter, serveDocumentPrinterSimulator } from '../../device-agent/simulators/document-printer-line.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { DocumentPrinterStatus } from '../../shared/device/status.ts';
import type { DocumentPrinterProfile } from '../../shared/settings/document-printer-profile.ts';
import { ManualClock } from './manual-clock.ts';

/** What is asked of every job in tests. */
export const A4_PROFILE: DocumentPrinterProfile = { name: '测试', media: 'iso_a4_210x297mm', sides: 'one-sided', colour: 'monochrome' };

/** What a test of the A4 printer stands in. */
export interface A4Room {
  readonly printer: DocumentPrinter;
  readonly simulator: DocumentPrinterSimulator;
  readonly history: readonly DocumentPrinterStatus[];
  /** Prints `pages` empty pages. */
  print(
    pages: number,
    options?: { readonly copies?: number; readonly signal?: AbortSignal; readonly title?: string },
  ): Promise<PrintOutcome>;
  /** Resolves with the result; moves the clock on as long as that takes. */
  ends<T>(awaited: Promise<T>): Promise<T>;
  /** Resolves when the status is as wanted. */
  until(wanted: (status: DocumentPrinterStatus) => boolean): Promise<DocumentPrinterStatus>;
  /** Resolves when the simulator is as wanted. */
  untilPrinter(wanted: (simulator: DocumentPrinterSimulator) => boolean): Promise<void>;
  powerOff(): Promise<void>;
  powerOn(): Promise<void>;
  close(): Promise<void>;
}

/** How the rooms differ. */
export interface A4RoomKind {
  readonly name: string;
  enter(model?: Partial<DocumentPrinterModel>): Promise<A4Room>;
}

/** A PDF of empty pages. */
export async function emptyPdf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([595.28, 841.89]);
  return document.save();
}

interface Parts extends Pick<A4Room, 'printer' | 'simulator' | 'ends' | 'untilPrinter' | 'powerOff' | 'powerOn'> {
  end(): Promise<void>;
}

function furnish(parts: Parts): A4Room {
  const { printer } = parts;
  const history: DocumentPrinterStatus[] = [printer.status.current];
  printer.status.watch((status) => void history.push(status));
  printer.start();
  return {
    ...parts,
    history,
    print: async (pages, { copies = 1, signal = new AbortController().signal, title = '示例表格' } = {}) =>
      printer.print(await emptyPdf(pages), { title, copies, signal }),
    until: (wanted) => {
      const { current } = printer.status;
      if (wanted(current)) return Promise.resolve(current);
      return parts.ends(
        new Promise((resolve) => {
          const stop = printer.status.watch((status) => {
            if (!wanted(status)) return;
            stop();
            resolve(status);
          });
        }),
      );
    },
    close: async () => {
      await parts.ends(printer.stop());
      await parts.end();
    },
  };
}

/** Ten minutes of the room's time: what is awaited longer never comes. */
const LONGEST_MS = 600_000;
const STEP_MS = 100;

/** In memory: minutes pass in milliseconds. */
export const memoryRoom: A4RoomKind = {
  name: 'in memory',
  enter: async (model = {}) => {
    const clock = new ManualClock();
    const simulator = new DocumentPrinterSimulator({ ...OFFICE_PRINTER, ...model }, clock);
    const exchange = memoryDocumentPrinter(simulator, clock);
    const printer = createDocumentPrinter({
      exchange,
      uri: 'ipp://printer.example:631/ipp/print',
      profile: A4_PROFILE,
      owner: 'zizhuban-test',
      clock,
    });
    async function ends<T>(awaited: Promise<T>): Promise<T> {
      let over = false;
      const finished = awaited.finally(() => (over = true));
      finished.catch(() => {});
      for (let passed = 0; !over; passed += STEP_MS) {
        if (passed > LONGEST_MS) throw new Error(`nothing came of it; the status is ${JSON.stringify(printer.status.current)}`);
        await clock.advance(STEP_MS);
      }
      return finished;
    }
    return furnish({
      printer,
      simulator,
      ends,
      untilPrinter: async (wanted) => {
        for (let passed = 0; !wanted(simulator); passed += STEP_MS) {
          if (passed > LONGEST_MS) throw new Error('the printer never came to it');
          await clock.advance(STEP_MS);
        }
      },
      powerOff: async () => void (simulator.line = 'off'),
      powerOn: async () => void (simulator.line = 'well'),
      end: async () => {},
    });
  },
};

/** Over HTTP: true sockets, true time. */
export const httpRoom: A4RoomKind = {
  name: 'over HTTP',
  enter: async (model = {}) => {
    const simulator = new DocumentPrinterSimulator({ ...OFFICE_PRINTER, pageMs: 40, ...model }, systemClock);
    const served = await serveDocumentPrinterSimulator(simulator, 0);
    const exchange = httpExchange(served.uri, systemClock);
    const printer = createDocumentPrinter({ exchange, uri: served.uri, profile: A4_PROFILE, owner: 'zizhuban-test', clock: systemClock });
    return furnish({
      printer,
      simulator,
      ends: (awaited) => awaited,
      untilPrinter: (wanted) =>
        new Promise((resolve) => {
          const look = (): void => (wanted(simulator) ? resolve() : void setImmediate(look));
          look();
        }),
      powerOff: () => served.powerOff(),
      powerOn: () => served.powerOn(),
      end: () => served.close(),
    });
  },
};
