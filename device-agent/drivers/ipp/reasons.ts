/** What a printer says of itself, in our words: `printer-state` and `printer-state-reasons` (RFC 8011 §5.4.11 and §5.4.12). Pure. */
import type { DocumentPrinterStatus, PaperState } from '../../../shared/device/status.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';

/** What one reason means. Found by its stem: makers differ in the suffix `-error`, `-warning`, `-report`. */
interface Meaning {
  readonly fault?: FaultCode;
  readonly paper?: PaperState;
  readonly toner?: DocumentPrinterStatus['toner'];
}

/** In order of weight: where several are said, the first in this list is the one to clear. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  offline: { fault: 'device.lost' },
  shutdown: { fault: 'device.lost' },
  'connecting-to-device': { fault: 'device.silent' },
  'timed-out': { fault: 'device.silent' },
  'media-jam': { fault: 'printer.jammed', paper: 'jammed' },
  'cover-open': { fault: 'printer.cover-open' },
  'door-open': { fault: 'printer.cover-open' },
  'interlock-open': { fault: 'printer.cover-open' },
  'input-tray-missing': { fault: 'printer.paper-out', paper: 'out' },
  'media-empty': { fault: 'printer.paper-out', paper: 'out' },
  'media-needed': { fault: 'printer.paper-out', paper: 'out' },
  'toner-empty': { fault: 'printer.toner-out', toner: 'out' },
  'marker-supply-empty': { fault: 'printer.toner-out', toner: 'out' },
  'marker-supply-missing': { fault: 'printer.toner-out', toner: 'out' },
  'output-area-full': { fault: 'printer.jammed' },
  'fuser-over-temp': { fault: 'printer.too-hot' },
  'fuser-under-temp': { fault: 'device.hardware' },
  'marker-waste-full': { fault: 'device.hardware' },
  'opc-life-over': { fault: 'device.hardware' },
  other: { fault: 'device.hardware' },
  'media-low': { paper: 'low' },
  'toner-low': { toner: 'low' },
  'marker-supply-low': { toner: 'low' },
};
const STEMS = Object.keys(MEANINGS);

/** `error` stops the printer, `warning` may, `report` only tells (RFC 8011 §5.4.12); no suffix counts as `error`. */
type Severity = 'error' | 'warning' | 'report';

/** What is known of a printer after one look. */
export interface PrinterFacts {
  readonly state: 'idle' | 'processing' | 'stopped';
  readonly paper: PaperState;
  readonly toner: DocumentPrinterStatus['toner'];
  /** What keeps it from printing: said as an error, or said at all by a printer that stands. */
  readonly blocking: FaultCode | null;
  /** The weightiest thing said as error or warning: a job that stands still, stands still because of it. */
  readonly hint: FaultCode | null;
  /** The weightiest thing said at all, for a job that has failed: some printers tone their reason down as it ends. */
  readonly mention: FaultCode | null;
  readonly accepting: boolean;
}

/** `printer-state` 3 idle, 4 processing, 5 stopped. */
export function printerFacts(state: number, reasons: readonly string[], accepting: boolean): PrinterFacts {
  const said = reasons.map(reasonOf).sort((a, b) => a.weight - b.weight);
  const stopped = state === 5;
  const strong = said.filter(({ severity }) => severity !== 'report');
  const errors = stopped ? said : said.filter(({ severity }) => severity === 'error');
  const paper =
    strong.find(({ meaning }) => meaning.paper !== undefined && meaning.paper !== 'low') ??
    said.find(({ meaning }) => meaning.paper === 'low');
  const toner = strong.find(({ meaning }) => meaning.toner === 'out') ?? said.find(({ meaning }) => meaning.toner === 'low');
  // A queue that was paused by hand or by its error policy prints nothing until somebody resumes it.
  const paused = stopped ? 'printer.rejected' : null;
  return {
    state: stopped ? 'stopped' : state === 4 ? 'processing' : 'idle',
    paper: paper?.meaning.paper ?? 'full',
    toner: toner?.meaning.toner ?? 'full',
    blocking: faultOf(errors) ?? paused,
    hint: faultOf(strong) ?? paused,
    mention: faultOf(said),
    accepting,
  };
}

interface Reason {
  readonly meaning: Meaning;
  readonly severity: Severity;
  readonly weight: number;
}

function reasonOf(reason: string): Reason {
  const severity = (['error', 'warning', 'report'] as const).find((suffix) => reason.endsWith(`-${suffix}`));
  const stem = severity === undefined ? reason : reason.slice(0, -severity.length - 1);
  const known = STEMS.indexOf(stem);
  // What nobody knows stops nothing: CUPS and makers say much that is no fault, `cups-…` and `com.maker.…` among it.
  return {
    meaning: MEANINGS[stem] ?? {},
    severity: severity ?? (stem === 'connecting-to-device' ? 'warning' : 'error'),
    weight: known < 0 ? STEMS.length : known,
  };
}

function faultOf(reasons: readonly Reason[]): FaultCode | null {
  return reasons.find(({ meaning }) => meaning.fault !== undefined)?.meaning.fault ?? null;
}
