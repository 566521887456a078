/** The A4 printer in the matrix: the job is a form of two pages. */
import { createDocumentPrinter } from '../../../device-agent/devices/document-printer.ts';
import type { IppExchange } from '../../../device-agent/drivers/ipp/http.ts';
import { pause } from '../../../device-agent/platform/clock.ts';
import { memoryDocumentPrinter } from '../../../device-agent/simulators/document-printer-line.ts';
import { DocumentPrinterSimulator, OFFICE_PRINTER } from '../../../device-agent/simulators/document-printer.ts';
import { A4_PROFILE, emptyPdf } from '../../support/a4-rooms.ts';
import { JumpingClock, manualTime, outcomeWords, type Rig } from '../rig.ts';

/** The printer with its simulator. */
export interface A4Rig extends Rig {
  readonly simulator: DocumentPrinterSimulator;
  readonly clock: JumpingClock;
  /** Added to every answer. */
  slowMs: number;
}

const PAGES = 2;

/** In memory. */
export async function a4Rig(): Promise<A4Rig> {
  const clock = new JumpingClock();
  const simulator = new DocumentPrinterSimulator(OFFICE_PRINTER, clock);
  const pdf = await emptyPdf(PAGES);
  const direct = memoryDocumentPrinter(simulator, clock);
  const exchange: IppExchange = async (message, limits) => {
    const answer = await direct(message, limits);
    if (rig.slowMs > 0) await pause(clock, rig.slowMs);
    return answer;
  };
  const printer = createDocumentPrinter({
    exchange,
    uri: 'ipp://printer.example/ipp/print',
    profile: A4_PROFILE,
    owner: 'zizhuban-test',
    clock,
  });
  let jobs = 0;
  const rig: A4Rig = {
    time: manualTime(clock),
    clock,
    simulator,
    slowMs: 0,
    status: printer.status,
    async job() {
      jobs += 1;
      return outcomeWords(await printer.print(pdf, { title: `第${jobs}份`, copies: 1, signal: new AbortController().signal }));
    },
    help: () => undefined,
    came: (job) => simulator.jobs.filter(({ title, impressions }) => title === `第${job}份` && impressions === PAGES).length,
    start: () => printer.start(),
    stop: () => printer.stop(),
  };
  return rig;
}
