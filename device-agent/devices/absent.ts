/** Devices of roles that are not set up: every verb answers at once and honestly, so that the rest of the machine works. */
import { err } from '../../shared/base/result.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { CodeScannerStatus, DocumentPrinterStatus, IdReaderStatus, ReceiptPrinterStatus } from '../../shared/device/status.ts';
import type { CodeScanner, DocumentPrinter, IdCardReader, ReceiptPrinter } from './interfaces.ts';

const NONE = { device: 'noDevice', fault: 'device.not-configured' } as const;
const NOTHING = { start: (): void => {}, wake: (): void => {}, stop: async (): Promise<void> => {} };
const NOT_PRINTED = { kind: 'failed', fault: 'device.not-configured' } as const;

/** No ID-card reader. */
export function absentIdReader(): IdCardReader {
  return {
    ...NOTHING,
    status: new Watched<IdReaderStatus>({ role: 'idReader', ...NONE, media: 'unknown' }),
    samId: null,
    read: async () => err('device.not-configured'),
  };
}

/** No receipt printer. */
export function absentReceiptPrinter(): ReceiptPrinter {
  return {
    ...NOTHING,
    status: new Watched<ReceiptPrinterStatus>({ role: 'receiptPrinter', ...NONE, paper: 'unknown', backChannel: false }),
    print: async () => NOT_PRINTED,
    raw: null,
  };
}

/** No code scanner. */
export function absentCodeScanner(): CodeScanner {
  return {
    ...NOTHING,
    status: new Watched<CodeScannerStatus>({ role: 'codeScanner', ...NONE, scanner: 'off' }),
    listen: () => () => {},
  };
}

/** No A4 printer. */
export function absentDocumentPrinter(): DocumentPrinter {
  return {
    ...NOTHING,
    status: new Watched<DocumentPrinterStatus>({ role: 'documentPrinter', ...NONE, paper: 'unknown', toner: 'unknown' }),
    print: async () => NOT_PRINTED,
  };
}
