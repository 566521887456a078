/** A vendor's XFS4IoT printer service in the matrix: the messages of the standard over a line in memory; the job is one slip by PrintRaw. */
import { XfsReceiptPrinter } from '../../../device-agent/drivers/xfs4iot-client/receipt-printer.ts';
import type { LineListener, OpenMessageLine } from '../../../device-agent/drivers/xfs4iot-client/line.ts';
import { pause } from '../../../device-agent/platform/clock.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { DeviceState, PaperState } from '../../../shared/device/status.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import { JumpingClock, manualTime, outcomeWords, type Rig } from '../rig.ts';
import { slip } from './receipt.ts';

/** How long the vendor's printer prints. */
const PRINT_MS = 2_000;

/** The service and the printer behind it. */
class VendorService {
  refusal: FaultCode | null = null;
  /** Added to every answer. */
  slowMs = 0;
  noisy = false;
  readonly printed: string[] = [];
  private readonly clock: JumpingClock;
  private listener: LineListener | null = null;
  private frozen = false;
  /** What was begun in an earlier life is forgotten. */
  private life = 0;
  private held: string[] = [];
  private device: DeviceState = 'online';
  private paper: PaperState = 'full';
  /** What the next print ends in. */
  private fails: string | null = null;

  constructor(clock: JumpingClock) {
    this.clock = clock;
  }

  readonly open: OpenMessageLine = (listener) => {
    if (this.refusal !== null) return Promise.resolve(err(this.refusal));
    this.listener = listener;
    return Promise.resolve(ok({ send: (text: string) => void this.take(text), close: () => this.hangUp() }));
  };

  /** The process dies, or its machine loses power. */
  hangUp(): void {
    const { listener } = this;
    this.listener = null;
    this.life += 1;
    listener?.lost();
  }

  /** It takes messages and does nothing with them until it is thawed; then it goes on where it stood. */
  freeze(): void {
    this.frozen = true;
  }

  thaw(): void {
    this.frozen = false;
    for (const text of this.held.splice(0)) void this.take(text);
  }

  /** The printer changes; every client is told. `fails`: the error code in which a print ends now. */
  become(device: DeviceState, paper: PaperState, fails: string | null = null): void {
    this.device = device;
    this.paper = paper;
    this.fails = fails;
    this.say({ header: { type: 'unsolicited', name: 'Common.StatusChangedEvent', version: '2.0' }, payload: this.status() });
  }

  private status(): object {
    return { common: { device: this.device }, printer: { paper: { upper: this.paper } } };
  }

  private async take(text: string): Promise<void> {
    if (this.frozen) return void this.held.push(text);
    const { header, payload } = JSON.parse(text) as { header: { name: string; requestId: number }; payload?: { data?: string } };
    if (this.slowMs > 0) await pause(this.clock, this.slowMs);
    const { life } = this;
    const refused = header.name === 'Printer.PrintRaw' && this.device === 'deviceBusy' ? { status: 'tooManyRequests' } : {};
    this.say({ header: { type: 'acknowledge', name: header.name, requestId: header.requestId, version: '2.0', ...refused } });
    if ('status' in refused) return;
    const end = (body: object, code: object = {}): void =>
      this.say({ header: { type: 'completion', name: header.name, requestId: header.requestId, version: '3.0', ...code }, payload: body });
    if (header.name === 'Common.Capabilities')
      return end({
        interfaces: [{ name: 'Printer', commands: { 'Printer.PrintRaw': { versions: ['3.0'] }, 'Common.Status': { versions: ['2.0'] } } }],
      });
    if (header.name === 'Common.Status') return end(this.status());
    if (header.name !== 'Printer.PrintRaw') return end({}, { completionCode: 'unsupportedCommand' });
    await pause(this.clock, PRINT_MS);
    if (life !== this.life) return;
    if (this.fails !== null) return end({ errorCode: this.fails }, { completionCode: 'commandErrorCode' });
    if (this.device !== 'online') return end({}, { completionCode: 'hardwareError' });
    this.printed.push(Buffer.from(payload?.data ?? '', 'base64').toString());
    end({});
  }

  private say(message: object): void {
    if (this.noisy) this.listener?.message('{"header":');
    this.listener?.message(JSON.stringify(message));
  }
}

/** The vendor's printer as ours. */
export interface VendorRig extends Rig {
  readonly service: VendorService;
  readonly clock: JumpingClock;
}

/** In memory. */
export function vendorRig(): VendorRig {
  const clock = new JumpingClock();
  const service = new VendorService(clock);
  const printer = new XfsReceiptPrinter({ openLine: service.open, clock }, (document) => ({
    bytes: Buffer.from(document.title),
    missing: [],
  }));
  let jobs = 0;
  return {
    time: manualTime(clock),
    clock,
    service,
    status: printer.status,
    async job() {
      jobs += 1;
      return outcomeWords(await printer.print(slip(`第${jobs}单`), { reprint: false }));
    },
    help: () => undefined,
    came: (job) => service.printed.filter((title) => title === `第${job}单`).length,
    start: () => printer.start(),
    stop: () => printer.stop(),
  };
}
