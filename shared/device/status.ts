/** Device roles and public status, in the words of XFS4IoT (CWA 17852, 2024-3): flat, closed, without private data. */
import type { FaultCode } from '../fault/fault.ts';

/** The job that a device does in this terminal; a terminal has at most one device for each. */
export const DEVICE_ROLES = ['idReader', 'receiptPrinter', 'codeScanner', 'documentPrinter'] as const;
/** One of the roles. */
export type DeviceRole = (typeof DEVICE_ROLES)[number];

/** XFS4IoT `common.device`. `powerOff` also means unplugged; `noDevice` means not meant to be there. */
export type DeviceState =
  | 'online'
  | 'offline'
  | 'powerOff'
  | 'noDevice'
  | 'hardwareError'
  | 'userError'
  | 'deviceBusy'
  | 'fraudAttempt'
  | 'potentialFraud'
  | 'starting';

/** Whether a job must wait for the device to come back. */
export function isAway(state: DeviceState): boolean {
  return state === 'offline' || state === 'powerOff' || state === 'noDevice' || state === 'hardwareError';
}

/** XFS4IoT `printer.paper` without the sources we have not. */
export type PaperState = 'full' | 'low' | 'out' | 'jammed' | 'unknown';

/** XFS4IoT `cardReader.media`, for a contactless reader. */
export type MediaState = 'present' | 'notPresent' | 'unknown';

interface CommonStatus {
  readonly device: DeviceState;
  /** Why it is not `online`; null when it is, or when there is nothing to say. */
  readonly fault: FaultCode | null;
}

/** ID-card reader. `media` is true knowledge only while a read or a presence watch runs. */
export interface IdReaderStatus extends CommonStatus {
  readonly role: 'idReader';
  readonly media: MediaState;
}

/** Receipt printer. */
export interface ReceiptPrinterStatus extends CommonStatus {
  readonly role: 'receiptPrinter';
  readonly paper: PaperState;
  /** False where the printer never answered: then a print can at best be proven as `sent`. */
  readonly backChannel: boolean;
}

/** Bar and QR code scanner. XFS4IoT `barcodeReader.scanner`. */
export interface CodeScannerStatus extends CommonStatus {
  readonly role: 'codeScanner';
  readonly scanner: 'on' | 'off' | 'inoperative' | 'unknown';
}

/** A4 printer. */
export interface DocumentPrinterStatus extends CommonStatus {
  readonly role: 'documentPrinter';
  readonly paper: PaperState;
  readonly toner: 'full' | 'low' | 'out' | 'unknown';
}

/** The status of any device. */
export type DeviceStatus = IdReaderStatus | ReceiptPrinterStatus | CodeScannerStatus | DocumentPrinterStatus;

/** Every role's status. */
export interface DevicesView {
  readonly idReader: IdReaderStatus;
  readonly receiptPrinter: ReceiptPrinterStatus;
  readonly codeScanner: CodeScannerStatus;
  readonly documentPrinter: DocumentPrinterStatus;
}
