/** The verbs that open a device: each starts the real device machine, does one thing, and leaves the line as it was. */
import type { Watchable } from '../../shared/base/watchable.ts';
import type { DeviceStatus } from '../../shared/device/status.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import { maskIdentity } from '../../shared/identity/mask.ts';
import type { CodeScanner, IdCardReader, ReceiptPrinter, SupervisedDevice } from '../devices/interfaces.ts';
import { nextCode } from '../devices/next-code.ts';
import type { Clock } from '../platform/clock.ts';
import { adviceOf } from './fault-advice.ts';
import { showCode } from './show-code.ts';

/** Waits of the command line. */
export const DEVICE_CLI_DELAYS = {
  /** A device shows within this what it is or what is wrong: opening 3 s, a SAM after power-up 2 s, two questions without an answer 1 s. */
  knownMs: 8_000,
} as const;

/** What a verb says, and whether the device did what was asked. */
export interface Said {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** Time and the wish to stop. */
export interface HandsOn {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Starts a device, does `work` with it, and stops it whatever happens. */
export async function withDevice<D extends SupervisedDevice<DeviceStatus>>(device: D, work: (device: D) => Promise<Said>): Promise<Said> {
  device.start();
  try {
    return await work(device);
  } finally {
    await device.stop();
  }
}

/** Asks who the device is and how it is. */
export async function probe(device: SupervisedDevice<DeviceStatus>, hands: HandsOn): Promise<Said> {
  const status = await known(device.status, hands);
  return status.fault === null || status.device === 'online'
    ? { ok: status.device === 'online', lines: describe(status) }
    : { ok: false, lines: [adviceOf(status.fault), ...describe(status)] };
}

function describe(status: DeviceStatus): string[] {
  const facts = Object.entries(status).filter(([key]) => key !== 'role' && key !== 'fault');
  return facts.map(([key, value]) => `${key}: ${String(value)}`);
}

/** Reads one card; only the masked identity is shown. */
export async function readCard(reader: IdCardReader, hands: HandsOn, deadlineMs: number): Promise<Said> {
  const status = await known(reader.status, hands);
  if (status.device !== 'online') return refusal(status);
  const read = await reader.read({ deadlineMs, signal: hands.signal });
  if (!read.ok) return { ok: false, lines: [adviceOf(read.error)] };
  const { cardType, name, number } = maskIdentity(read.value);
  const photo = read.value.photo.length;
  read.value.photo.fill(0);
  return { ok: true, lines: [`证件类型: ${cardType}`, `姓名: ${name}`, `号码: ${number}`, `照片: ${photo} 字节（不显示）`] };
}

/** Prints a document and says how far it is proved. */
export async function printDocument(printer: ReceiptPrinter, hands: HandsOn, document: ReceiptDocument): Promise<Said> {
  const status = await known(printer.status, hands);
  if (status.device !== 'online') return refusal(status);
  const outcome = await printer.print(document, { reprint: false });
  if (outcome.kind !== 'done')
    return { ok: false, lines: [`${outcome.kind === 'failed' ? '没有打印' : '不能确定'}: ${adviceOf(outcome.fault)}`] };
  const missing = outcome.missing === undefined ? [] : [`没有字形，印成 〓: ${outcome.missing.join(' ')}`];
  return { ok: true, lines: [`已打印，证据等级 ${outcome.proof}`, ...missing] };
}

/** Waits for one code. */
export async function scanOnce(scanner: CodeScanner, hands: HandsOn, deadlineMs: number): Promise<Said> {
  const status = await known(scanner.status, hands);
  if (status.device !== 'online') return refusal(status);
  const code = await nextCode(scanner, hands.clock, deadlineMs, hands.signal);
  return code === null ? { ok: false, lines: [adviceOf('device.timeout')] } : { ok: true, lines: showCode(code) };
}

function refusal(status: DeviceStatus): Said {
  return { ok: false, lines: [adviceOf(status.fault ?? 'device.silent')] };
}

/** The first status that says something: no longer starting, or the time is over. */
function known<S extends DeviceStatus>(status: Watchable<S>, { clock, signal }: HandsOn): Promise<S> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { device, fault } = status.current;
      if (device !== 'starting' && (device !== 'deviceBusy' || fault !== null)) finish();
    };
    const finish = (): void => {
      cancel();
      unwatch();
      signal.removeEventListener('abort', finish);
      resolve(status.current);
    };
    const unwatch = status.watch(look);
    const cancel = clock.after(DEVICE_CLI_DELAYS.knownMs, finish);
    signal.addEventListener('abort', finish, { once: true });
    look();
  });
}
