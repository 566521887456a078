/** What the XFS4IoT server needs of the agent; main joins the real ones. */
import type { Watchable } from '../../shared/base/watchable.ts';
import type { Dialect } from '../../shared/xfs4iot/dialect.ts';
import type { CodeScanner, DocumentPrinter, IdCardReader, ReceiptPrinter } from '../devices/interfaces.ts';
import type { Log } from '../platform/log.ts';

/** The devices that are offered; null = the terminal has none, and no service is published for it. */
export interface Xfs4IotDevices {
  readonly idReader: IdCardReader | null;
  readonly receiptPrinter: ReceiptPrinter | null;
  readonly codeScanner: CodeScanner | null;
  readonly documentPrinter: DocumentPrinter | null;
}

/** Whether a citizen's session owns the devices. `transactionId` says nothing about the person. */
export type CitizenHold = { readonly active: false } | { readonly active: true; readonly transactionId: string };

/**
 * The citizen comes first. While a session is active every client's command that touches a device ends with `sequenceError` (right
 * command, wrong moment): one that merely waited would read the card that the citizen left behind.
 */
export interface SessionGate {
  readonly citizen: Watchable<CitizenHold>;
}

/** What a hall may set. */
export interface Xfs4IotSettings {
  readonly dialect: Dialect;
  readonly vendorName: string;
  /** Exact origins of browser applications that may connect, such as `http://127.0.0.1:9100`. */
  readonly origins: readonly string[];
  /** Given as `Authorization: Bearer …` by clients that are no browser. */
  readonly token: string;
  /** What a client without `Origin` must show. `loopback` lets in any program of this machine, for closed applications that can send no header. */
  readonly withoutOrigin: 'token' | 'loopback';
  /** Commands queued or running per device; one more is refused with `tooManyRequests`. */
  readonly maximumRequests: number;
  /** One message. A connection that sends a longer one is closed with 1009. */
  readonly maxMessageBytes: number;
  /** Commands of one connection. */
  readonly perSecond: number;
  readonly burst: number;
  /** Name of the A4 printer in the operating system, for `Printer.PrintNative`; null = not offered. */
  readonly osPrinter: string | null;
}

/** What a hall gets that sets nothing; the token has no default. */
export const XFS4IOT_DEFAULTS: Omit<Xfs4IotSettings, 'token'> = {
  dialect: '2024-03',
  vendorName: 'Zizhuban',
  origins: [],
  withoutOrigin: 'token',
  maximumRequests: 32,
  maxMessageBytes: 256 * 1024,
  perSecond: 500,
  burst: 1_000,
  osPrinter: null,
};

/** Nothing that a client wrote is ever handed to it: only names of ours, codes and durations. */
export type Xfs4IotLog = Pick<Log, 'write' | 'crash'>;
