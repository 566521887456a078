/** A vendor's BarcodeReader service as the code scanner of the terminal. */
import * as v from 'valibot';
import type { Watchable } from '../../../shared/base/watchable.ts';
import type { ScannedCode } from '../../../shared/device/code.ts';
import { decideText } from '../../../shared/device/decide-text.ts';
import type { CodeScannerStatus } from '../../../shared/device/status.ts';
import { barcodeRead } from '../../../shared/xfs4iot/barcode-reader.ts';
import type { JsonObject } from '../../../shared/xfs4iot/envelope.ts';
import { base64 } from '../../../shared/xfs4iot/payloads.ts';
import { pause, type Clock } from '../../platform/clock.ts';
import { XFS4IOT_CLIENT_DELAYS, XFS4IOT_CLIENT_LIMITS } from './delays.ts';
import { askRemote, RemoteDevice, type RemoteDeviceParts } from './remote-device.ts';
import { watchAs } from './watch-as.ts';

const readOutputSchema = v.object({
  readOutput: v.pipe(v.array(v.object({ barcodeData: base64 })), v.maxLength(XFS4IOT_CLIENT_LIMITS.codes)),
});

/** The scanner; it keeps the shape of `CodeScanner`. The service's `Read` is repeated for as long as somebody listens. */
export class XfsCodeScanner {
  readonly status: Watchable<CodeScannerStatus>;
  private readonly remote: RemoteDevice;
  private readonly clock: Clock;
  private readonly listeners = new Set<(code: ScannedCode) => void>();
  private reading: AbortController | null = null;
  private last: { readonly data: string; readonly seenMs: number } | null = null;

  constructor(parts: RemoteDeviceParts) {
    this.clock = parts.clock;
    this.remote = new RemoteDevice(parts, [barcodeRead]);
    this.status = watchAs(this.remote, ({ status, fault }) => ({
      role: 'codeScanner',
      device: status.device,
      fault,
      scanner: status.scanner,
    }));
    this.remote.view.watch(() => this.adjust());
  }

  start(): void {
    this.remote.start();
  }

  wake(): void {
    this.remote.wake();
  }

  async stop(): Promise<void> {
    this.reading?.abort();
    await this.remote.stop();
  }

  /** Calls back for every code while listened to. Returns the remover. */
  listen(tell: (code: ScannedCode) => void): () => void {
    // Each call counts for itself, even of the same function.
    const listener = (code: ScannedCode): void => tell(code);
    this.listeners.add(listener);
    this.adjust();
    return () => {
      this.listeners.delete(listener);
      this.adjust();
    };
  }

  /** Reads while somebody listens and there is a service, and not otherwise. */
  private adjust(): void {
    const wanted = this.listeners.size > 0 && this.remote.view.current.talk !== null;
    if (wanted && this.reading === null) {
      const reading = new AbortController();
      this.reading = reading;
      void this.read(reading.signal).finally(() => {
        this.reading = null;
        this.adjust();
      });
    } else if (!wanted) this.reading?.abort();
  }

  private async read(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const asked = askRemote(this.remote, barcodeRead, { payload: {}, timeoutMs: XFS4IOT_CLIENT_DELAYS.scanRoundMs, signal });
      if (asked === null) return;
      const said = await asked;
      if (said.ok && this.tell(said.value)) continue;
      const repeat = said.ok || said.error.why === 'timeOut';
      await pause(this.clock, repeat ? XFS4IOT_CLIENT_DELAYS.scanPauseMs : XFS4IOT_CLIENT_DELAYS.scanRetryMs, signal);
    }
  }

  /** True when there was a code that had not just been told. */
  private tell(payload: JsonObject): boolean {
    const read = v.safeParse(readOutputSchema, payload);
    let told = false;
    if (!read.success) return told;
    for (const { barcodeData } of read.output.readOutput) {
      const seenMs = this.clock.monotonicMs();
      const repeated = this.last?.data === barcodeData && seenMs - this.last.seenMs < XFS4IOT_CLIENT_DELAYS.sameCodeMs;
      this.last = { data: barcodeData, seenMs };
      if (repeated) continue;
      const bytes = Uint8Array.from(Buffer.from(barcodeData, 'base64'));
      const code: ScannedCode = { bytes, aim: null, ...decideText(bytes, null) };
      for (const listener of Array.from(this.listeners)) listener(code);
      told = true;
    }
    return told;
  }
}
