/** One test of one device: does the real thing once, measures it, and keeps nothing of what was read. */
import { assertNever } from '../../shared/base/never.ts';
import type { ShownKey, TestRecord } from '../../shared/console/snapshot.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { DeviceRole } from '../../shared/device/status.ts';
import { maskIdentity } from '../../shared/identity/mask.ts';
import type { CodeScanner, DocumentPrinter, IdCardReader, ReceiptPrinter } from '../devices/interfaces.ts';
import { nextCode } from '../devices/next-code.ts';
import type { Clock } from '../platform/clock.ts';
import { CONSOLE_DELAYS, CONSOLE_LIMITS } from './delays.ts';
import { testPage, type ConsoleTerminal } from './test-page.ts';
import { testPdf } from './test-pdf.ts';

/** The devices of the machine. */
export interface TestedDevices {
  readonly idReader: IdCardReader;
  readonly receiptPrinter: ReceiptPrinter;
  readonly codeScanner: CodeScanner;
  readonly documentPrinter: DocumentPrinter;
}

/** What came of it. `shown` is for the screen of who stands there, masked. */
export interface TestEnd {
  readonly record: TestRecord;
  readonly shown: readonly { readonly key: ShownKey; readonly value: string }[];
}

type Finding = Pick<TestRecord, 'ok' | 'result'> & Pick<TestEnd, 'shown'>;

/** Runs the test of a role; ends early on `signal`. */
export async function testDevice(
  role: DeviceRole,
  devices: TestedDevices,
  terminal: ConsoleTerminal,
  clock: Clock,
  signal: AbortSignal,
): Promise<TestEnd> {
  const at = clock.wall().toISOString();
  const beganMs = clock.monotonicMs();
  const { ok, result, shown } = await find();
  return { record: { role, at, ok, result, tookMs: Math.round(clock.monotonicMs() - beganMs) }, shown };

  function find(): Promise<Finding> {
    switch (role) {
      case 'idReader':
        return readCard(devices.idReader, signal);
      case 'receiptPrinter':
        return devices.receiptPrinter.print(testPage(terminal, clock.wall()), { reprint: false }).then(ofPrint);
      case 'codeScanner':
        return readCode(devices.codeScanner, clock, signal);
      case 'documentPrinter':
        return printPage(devices.documentPrinter, terminal, signal);
      default:
        return assertNever(role);
    }
  }
}

async function readCard(reader: IdCardReader, signal: AbortSignal): Promise<Finding> {
  const read = await reader.read({ deadlineMs: CONSOLE_DELAYS.testMs, signal });
  if (!read.ok) return { ok: false, result: read.error, shown: [] };
  const { cardType, name, number } = maskIdentity(read.value);
  read.value.photo.fill(0);
  const sam = reader.samId === null ? [] : [{ key: 'samId', value: reader.samId } as const];
  return {
    ok: true,
    result: 'card',
    shown: [{ key: 'cardType', value: cardType }, { key: 'name', value: name }, { key: 'number', value: number }, ...sam],
  };
}

async function readCode(scanner: CodeScanner, clock: Clock, signal: AbortSignal): Promise<Finding> {
  const { device, fault } = scanner.status.current;
  if (device !== 'online') return { ok: false, result: fault ?? 'device.silent', shown: [] };
  const code = await nextCode(scanner, clock, CONSOLE_DELAYS.testMs, signal);
  if (code === null) return { ok: false, result: signal.aborted ? 'device.canceled' : 'device.timeout', shown: [] };
  const symbology = code.aim ?? 'unknown';
  const text = code.decision === 'unknown' ? '' : code.text.slice(0, CONSOLE_LIMITS.codeChars);
  return {
    ok: code.decision !== 'unknown',
    result: code.decision === 'unknown' ? 'code.unknown' : symbology,
    shown: [
      { key: 'symbology', value: symbology },
      { key: 'text', value: text },
    ],
  };
}

async function printPage(printer: DocumentPrinter, terminal: ConsoleTerminal, signal: AbortSignal): Promise<Finding> {
  const pdf = await testPdf(terminal.id);
  const within = AbortSignal.any([signal, AbortSignal.timeout(CONSOLE_DELAYS.documentTestMs)]);
  return ofPrint(await printer.print(pdf, { title: 'test', copies: 1, signal: within }));
}

function ofPrint(outcome: PrintOutcome): Finding {
  if (outcome.kind !== 'done') return { ok: false, result: outcome.kind === 'uncertain' ? 'printer.uncertain' : outcome.fault, shown: [] };
  const missing = outcome.missing ?? [];
  // The page came out; which characters did not is for the technician to see, and to install a font for.
  return { ok: true, result: outcome.proof, shown: missing.length === 0 ? [] : [{ key: 'missing', value: missing.join(' ') }] };
}
