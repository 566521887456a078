/** The matrix drivers × faults as data: what every fault must look like at every driver, or why it cannot be there. */
import type { DeviceState } from '../../shared/device/status.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { FaultId } from './faults.ts';
import type { JumpingClock, LineManner, Rig, FaultyOpener } from './rig.ts';
import { a4Rig, type A4Rig } from './rigs/a4.ts';
import { idReaderRig } from './rigs/id-reader.ts';
import { MIDDLE_MM, receiptRig } from './rigs/receipt.ts';
import { repluggedIdReader, repluggedPrinter, repluggedScanner, type ReplugRig } from './rigs/replugged.ts';
import { hidScannerRig, serialScannerRig } from './rigs/scanner.ts';
import { vendorRig, type VendorRig } from './rigs/vendor-service.ts';
import { runCell, type Cell, type Verdict } from './run-cell.ts';

/** A cell: it can be played, it is proved in a file of its own, or it cannot be. */
export type Entry =
  | { readonly kind: 'played'; run(): Promise<Verdict> }
  | { readonly kind: 'elsewhere'; readonly file: string }
  | { readonly kind: 'none'; readonly why: string };

/** A driver with its cells. */
export interface Column {
  readonly driver: string;
  readonly title: string;
  readonly cells: Readonly<Record<FaultId, Entry>>;
}

function played<R extends Rig>(cell: Cell<R>): Entry {
  return { kind: 'played', run: () => runCell(cell) };
}

function none(why: string): Entry {
  return { kind: 'none', why };
}

const NO_PAPER = none('没有纸');
const NO_PRINT_HEAD = none('没有打印部件');
const NATIVE_REPLUG: Entry = { kind: 'elsewhere', file: 'tests/native/replug.test.ts' };

type Lined = Rig & { readonly line: FaultyOpener; readonly clock: JumpingClock };

/** Under a standing fault a job ends at once, and the next one is good. */
interface Standing<R extends Rig> {
  readonly build: () => R;
  readonly good: string;
  readonly pull: (rig: R) => void;
  readonly plug: (rig: R) => void;
  /** How a job under this fault ends. */
  readonly refused: (fault: FaultCode) => string;
}

/** Somebody pulls the plug and puts it back, and by then the port cannot be had. */
function refusedAtOpening<R extends Lined>(
  { build, good, pull, plug, refused }: Standing<R>,
  fault: FaultCode,
  device: DeviceState,
): Entry {
  return played<R>({
    build,
    during: 'idle',
    strike: (rig) => {
      rig.line.refusal = fault;
      pull(rig);
      plug(rig);
    },
    clear: (rig) => {
      rig.line.refusal = null;
    },
    shows: { device, fault },
    ends: refused(fault),
    when: 'under-fault',
    came: 0,
    next: good,
  });
}

/** The bytes are spoilt, and nobody notices. */
function mangledLine<R extends Lined>({ build, good }: Standing<R>, manner: LineManner, during: 'idle' | 'job' = 'idle'): Entry {
  return played<R>({
    build,
    during,
    strike: (rig) => {
      rig.line.manner = manner;
    },
    shows: null,
    ends: good,
    when: 'after',
    came: 1,
    next: good,
  });
}

/** Hours forward and further back, in the middle of a job: no deadline fires. */
function clockJump<R extends Rig & { readonly clock: JumpingClock }>(build: () => R | Promise<R>, good: string): Entry {
  return played<R>({
    build,
    during: 'job',
    strike: async (rig) => {
      await rig.clock.advance(100);
      rig.clock.jump(7);
      await rig.clock.advance(100);
      rig.clock.jump(-15);
      await rig.clock.advance(100);
    },
    shows: null,
    ends: good,
    when: 'after',
    came: 1,
    next: good,
  });
}

/** Pulled; the stable name then leads to another node. Who waits for a card or a code goes on waiting; a print is not begun. */
function renamed(build: () => Promise<ReplugRig>, good: string, waits: boolean): Entry {
  return played<ReplugRig>({
    build,
    during: waits ? 'job' : 'idle',
    strike: (rig) => rig.pull(),
    clear: async (rig) => {
      const [before, now] = await rig.plugElsewhere();
      if (before === now) throw new Error('the node has kept its name');
    },
    shows: { device: 'powerOff', fault: 'device.no-device-at-path' },
    ends: waits ? good : 'failed device.no-device-at-path',
    when: waits ? 'after' : 'under-fault',
    came: waits ? 1 : 0,
    next: good,
  });
}

const reader: Standing<ReturnType<typeof idReaderRig>> = {
  build: idReaderRig,
  good: 'read',
  pull: (rig) => rig.simulator.unplug(),
  plug: (rig) => rig.simulator.plug(),
  refused: (fault) => fault,
};

const ID_READER: Column = {
  driver: 'id-card-sam',
  title: '身份证读卡器',
  cells: {
    unplug: played({
      ...reader,
      during: 'job',
      strike: reader.pull,
      clear: reader.plug,
      shows: { device: 'powerOff', fault: 'device.lost' },
      ends: 'read',
      when: 'after',
      came: 1,
      next: 'read',
    }),
    renamed: renamed(repluggedIdReader, 'read', true),
    garbage: mangledLine(reader, 'noisy', 'job'),
    split: mangledLine(reader, 'split', 'job'),
    silence: played({
      ...reader,
      during: 'idle',
      strike: (rig) => rig.simulator.misbehave({ what: { kind: 'silence' }, times: 100_000 }),
      clear: (rig) => rig.simulator.behave(),
      shows: { device: 'offline', fault: 'device.silent' },
      ends: 'device.silent',
      when: 'under-fault',
      came: 0,
      next: 'read',
    }),
    slow: mangledLine(reader, 'slow', 'job'),
    'wrong-device': played({
      ...reader,
      during: 'idle',
      strike: (rig) => {
        rig.simulator.unplug();
        rig.simulator.misbehave({ what: { kind: 'stranger' }, times: 100_000 });
        rig.simulator.plug();
      },
      clear: (rig) => {
        rig.simulator.unplug();
        rig.simulator.behave();
        rig.simulator.plug();
      },
      shows: { device: 'userError', fault: 'device.wrong-device' },
      ends: 'device.wrong-device',
      when: 'under-fault',
      came: 0,
      next: 'read',
    }),
    'paper-low': NO_PAPER,
    'paper-out': NO_PAPER,
    cover: none('没有盖子'),
    cutter: NO_PRINT_HEAD,
    heat: NO_PRINT_HEAD,
    power: played({
      ...reader,
      during: 'job',
      strike: (rig) => {
        rig.simulator.misbehave({ what: { kind: 'unplugged-mid-answer' }, on: 'read' });
        rig.help();
      },
      clear: reader.plug,
      shows: { device: 'powerOff', fault: 'device.lost' },
      ends: 'read',
      when: 'after',
      came: 1,
      next: 'read',
    }),
    'port-busy': refusedAtOpening(reader, 'device.port-busy', 'offline'),
    permission: refusedAtOpening(reader, 'device.permission-denied', 'offline'),
    'clock-jump': clockJump(idReaderRig, 'read'),
  },
};

type Receipt = ReturnType<typeof receiptRig>;

/** `came`: whole slips that a model without a clear command lets out of its buffer once the fault is gone. */
function receiptColumn(profile: string, title: string, good: string, drained: 0 | 1): Column {
  const build = (): Receipt => receiptRig(profile);
  const printer: Standing<Receipt> = {
    build,
    good,
    pull: (rig) => rig.simulator.suffer('plug'),
    plug: (rig) => rig.simulator.mend('plug'),
    refused: (fault) => `failed ${fault}`,
  };
  const midPrint = (
    mishap: 'plug' | 'power' | 'cover' | 'paper-out' | 'cutter',
    device: DeviceState,
    fault: FaultCode,
    came: Cell['came'],
  ): Entry =>
    played<Receipt>({
      build,
      during: 'job',
      strike: (rig) => rig.simulator.sufferAfter(MIDDLE_MM, mishap),
      clear: (rig) => rig.simulator.mend(mishap),
      shows: { device, fault },
      ends: `uncertain ${fault}`,
      when: 'under-fault',
      came,
      next: good,
    });
  return {
    driver: 'receipt-escpos',
    title,
    cells: {
      // Until the line is open again and the printer cleared, it prints on from its buffer.
      unplug: midPrint('plug', 'powerOff', 'device.lost', 'at-most-once'),
      renamed: renamed(() => repluggedPrinter(profile), good, false),
      garbage: mangledLine(printer, 'noisy'),
      split: mangledLine(printer, 'split'),
      silence: played<Receipt>({
        build,
        during: 'idle',
        strike: (rig) => rig.simulator.behave({ voice: 'frozen' }),
        clear: (rig) => rig.simulator.behave({}),
        shows: { device: 'offline', fault: 'device.silent' },
        ends: 'failed device.silent',
        when: 'under-fault',
        came: 0,
        next: good,
      }),
      slow: mangledLine(printer, 'slow'),
      'wrong-device': refusedAtOpening(printer, 'device.wrong-device', 'userError'),
      'paper-low': played<Receipt>({
        build,
        during: 'idle',
        strike: (rig) => rig.simulator.suffer('paper-low'),
        clear: (rig) => rig.simulator.mend('paper-low'),
        shows: { device: 'online', fault: null, paper: 'low' },
        ends: good,
        when: 'under-fault',
        came: 1,
        next: good,
      }),
      'paper-out': midPrint('paper-out', 'userError', 'printer.paper-out', drained),
      cover: midPrint('cover', 'userError', 'printer.cover-open', drained),
      cutter: midPrint('cutter', 'hardwareError', 'printer.cutter', 1),
      heat: played<Receipt>({
        build,
        during: 'job',
        strike: (rig) => rig.simulator.sufferAfter(MIDDLE_MM, 'heat'),
        clear: (rig) => rig.simulator.mend('heat'),
        shows: { device: 'deviceBusy', fault: 'printer.too-hot' },
        ends: good,
        when: 'after',
        came: 1,
        next: good,
      }),
      power: midPrint('power', 'offline', 'device.silent', 0),
      'port-busy': refusedAtOpening(printer, 'device.port-busy', 'offline'),
      permission: refusedAtOpening(printer, 'device.permission-denied', 'offline'),
      'clock-jump': clockJump(build, good),
    },
  };
}

type SerialScanner = ReturnType<typeof serialScannerRig>;
type HidScanner = ReturnType<typeof hidScannerRig>;

function scannerColumn<R extends SerialScanner | HidScanner>(
  driver: string,
  title: string,
  build: () => R,
  own: Pick<Record<FaultId, Entry>, 'renamed' | 'split' | 'wrong-device'>,
): Column {
  const scanner: Standing<R> = {
    build,
    good: 'code',
    pull: (rig) => rig.simulator.unplug(),
    plug: (rig) => rig.simulator.plugIn(),
    refused: () => 'code',
  };
  // Whoever listens goes on listening: the job waits every fault out.
  const waitsOut = (cell: Pick<Cell<R>, 'during' | 'strike' | 'clear' | 'shows'>): Entry =>
    played<R>({ build, ends: 'code', when: 'after', came: 1, next: 'code', ...cell });
  const refused = (fault: FaultCode, device: DeviceState): Entry =>
    waitsOut({
      during: 'job',
      strike: (rig) => {
        rig.line.refusal = fault;
        scanner.pull(rig);
        scanner.plug(rig);
      },
      clear: (rig) => {
        rig.line.refusal = null;
      },
      shows: { device, fault },
    });
  return {
    driver,
    title,
    cells: {
      unplug: waitsOut({ during: 'job', strike: scanner.pull, clear: scanner.plug, shows: { device: 'powerOff', fault: 'device.lost' } }),
      garbage: mangledLine(scanner, 'noisy', 'job'),
      silence: waitsOut({
        during: 'job',
        strike: (rig) => rig.simulator.misbehave('silence'),
        clear: (rig) => rig.simulator.misbehave(null),
        shows: { device: 'offline', fault: 'device.silent' },
      }),
      slow: mangledLine(scanner, 'slow', 'job'),
      'paper-low': NO_PAPER,
      'paper-out': NO_PAPER,
      cover: none('没有盖子'),
      cutter: NO_PRINT_HEAD,
      heat: NO_PRINT_HEAD,
      power: none('扫码一瞬间完成，断电即拔掉插头'),
      'port-busy': refused('device.port-busy', 'offline'),
      permission: refused('device.permission-denied', 'offline'),
      'clock-jump': clockJump(build, 'code'),
      ...own,
    },
  };
}

/** A report of the HID bus comes whole or not at all. */
const WHOLE_REPORTS = none('HID 报告整份到达');

const SERIAL_SCANNER = scannerColumn('scanner-serial', '串口扫码器', serialScannerRig, {
  renamed: renamed(repluggedScanner, 'code', true),
  split: played<SerialScanner>({
    build: serialScannerRig,
    during: 'job',
    strike: (rig) => {
      rig.line.manner = 'split';
    },
    shows: null,
    ends: 'code',
    when: 'after',
    came: 1,
    next: 'code',
  }),
  'wrong-device': played<SerialScanner>({
    build: serialScannerRig,
    during: 'job',
    strike: (rig) => {
      rig.simulator.unplug();
      rig.simulator.misbehave('refusing');
      rig.simulator.plugIn();
    },
    clear: (rig) => {
      rig.simulator.unplug();
      rig.simulator.misbehave(null);
      rig.simulator.plugIn();
    },
    shows: { device: 'userError', fault: 'device.wrong-device' },
    ends: 'code',
    when: 'after',
    came: 1,
    next: 'code',
  }),
});

const HID_SCANNER = scannerColumn('scanner-hid-pos', 'HID 扫码器', hidScannerRig, {
  renamed: NATIVE_REPLUG,
  split: WHOLE_REPORTS,
  'wrong-device': played<HidScanner>({
    build: hidScannerRig,
    during: 'job',
    strike: (rig) => rig.simulator.switchTo('keyboard'),
    clear: (rig) => rig.simulator.switchTo('told'),
    shows: { device: 'userError', fault: 'device.keyboard-mode' },
    ends: 'code',
    when: 'after',
    came: 1,
    next: 'code',
  }),
});

/** The job begins, and the fault comes when one side is printed. */
function a4MidPrint(reason: string, fault: FaultCode): Entry {
  return played<A4Rig>({
    build: a4Rig,
    during: 'job',
    strike: async (rig) => {
      await firstSide(rig);
      rig.simulator.complain([reason]);
    },
    clear: (rig) => rig.simulator.clear(),
    shows: { device: 'userError', fault },
    ends: 'printed',
    when: 'after',
    came: 1,
    next: 'printed',
  });
}

async function firstSide({ simulator, clock }: A4Rig): Promise<void> {
  while ((simulator.jobs[0]?.impressions ?? 0) === 0) await clock.advance(100);
}

function a4Line(line: A4Rig['simulator']['line'], device: DeviceState, fault: FaultCode, ends = `failed ${fault}`): Entry {
  return played<A4Rig>({
    build: a4Rig,
    during: 'idle',
    strike: (rig) => {
      rig.simulator.line = line;
    },
    clear: (rig) => {
      rig.simulator.line = 'well';
    },
    shows: { device, fault },
    ends,
    when: 'under-fault',
    came: 0,
    next: 'printed',
  });
}

const A4: Column = {
  driver: 'ipp',
  title: 'A4 打印机',
  cells: {
    unplug: a4Line('off', 'powerOff', 'device.lost', 'failed device.no-device-at-path'),
    renamed: none('按网络名称找，没有设备名'),
    garbage: a4Line('garbled', 'offline', 'device.garbled'),
    split: none('HTTP 按长度收齐报文'),
    silence: a4Line('silent', 'offline', 'device.silent'),
    slow: played<A4Rig>({
      build: a4Rig,
      during: 'idle',
      strike: (rig) => {
        rig.slowMs = 3_000;
      },
      shows: null,
      ends: 'printed',
      when: 'after',
      came: 1,
      next: 'printed',
    }),
    'wrong-device': a4Line('no-ipp', 'userError', 'device.wrong-device'),
    'paper-low': played<A4Rig>({
      build: a4Rig,
      during: 'idle',
      strike: (rig) => rig.simulator.complain(['media-low-warning'], { halts: false }),
      clear: (rig) => rig.simulator.clear(),
      shows: { device: 'online', fault: null, paper: 'low' },
      ends: 'printed',
      when: 'under-fault',
      came: 1,
      next: 'printed',
    }),
    'paper-out': a4MidPrint('media-empty-error', 'printer.paper-out'),
    cover: a4MidPrint('cover-open-error', 'printer.cover-open'),
    cutter: none('A4 打印机没有切刀'),
    heat: played<A4Rig>({
      build: a4Rig,
      during: 'idle',
      strike: (rig) => rig.simulator.complain(['fuser-over-temp-error']),
      clear: (rig) => rig.simulator.clear(),
      shows: { device: 'offline', fault: 'printer.too-hot' },
      ends: 'failed printer.too-hot',
      when: 'under-fault',
      came: 0,
      next: 'printed',
    }),
    power: played<A4Rig>({
      build: a4Rig,
      during: 'job',
      strike: async (rig) => {
        await firstSide(rig);
        rig.simulator.line = 'off';
        // A printer that loses its power forgets the job.
        rig.simulator.abort(['aborted-by-system']);
      },
      clear: (rig) => {
        rig.simulator.line = 'well';
      },
      shows: { device: 'powerOff', fault: 'device.lost' },
      ends: 'uncertain device.lost',
      when: 'under-fault',
      came: 0,
      next: 'printed',
    }),
    'port-busy': none('网络打印机没有独占的端口'),
    permission: a4Line('locked', 'offline', 'device.permission-denied'),
    'clock-jump': clockJump(a4Rig, 'printed'),
  },
};

function vendorRefused(fault: FaultCode, device: DeviceState): Entry {
  return played<VendorRig>({
    build: vendorRig,
    during: 'idle',
    strike: (rig) => {
      rig.service.refusal = fault;
      rig.service.hangUp();
    },
    clear: (rig) => {
      rig.service.refusal = null;
    },
    shows: { device, fault },
    ends: `failed ${fault}`,
    when: 'under-fault',
    came: 0,
    next: 'quiet',
  });
}

/** The vendor's printer tells of a trouble while it prints. */
function vendorMidPrint(device: DeviceState, fault: FaultCode, told: Parameters<VendorRig['service']['become']>): Entry {
  return played<VendorRig>({
    build: vendorRig,
    during: 'job',
    strike: async (rig) => {
      await rig.clock.advance(500);
      rig.service.become(...told);
    },
    clear: (rig) => rig.service.become('online', 'full'),
    shows: { device, fault },
    ends: `uncertain ${fault}`,
    when: 'under-fault',
    came: 0,
    next: 'quiet',
  });
}

const VENDOR: Column = {
  driver: 'xfs4iot-client',
  title: '厂商 XFS4IoT 服务（打印）',
  cells: {
    unplug: vendorRefused('device.no-device-at-path', 'powerOff'),
    renamed: none('按服务网址连接，设备名由对方管'),
    garbage: played<VendorRig>({
      build: vendorRig,
      during: 'idle',
      strike: (rig) => {
        rig.service.noisy = true;
      },
      shows: null,
      ends: 'quiet',
      when: 'after',
      came: 1,
      next: 'quiet',
    }),
    split: none('WebSocket 报文整份到达'),
    silence: played<VendorRig>({
      build: vendorRig,
      during: 'idle',
      strike: (rig) => {
        rig.service.freeze();
        rig.service.hangUp();
      },
      clear: (rig) => rig.service.thaw(),
      shows: { device: 'offline', fault: 'device.silent' },
      ends: 'failed device.silent',
      when: 'under-fault',
      came: 0,
      next: 'quiet',
    }),
    slow: played<VendorRig>({
      build: vendorRig,
      during: 'idle',
      strike: (rig) => {
        rig.service.slowMs = 2_000;
      },
      shows: null,
      ends: 'quiet',
      when: 'after',
      came: 1,
      next: 'quiet',
    }),
    'wrong-device': vendorRefused('device.wrong-device', 'offline'),
    'paper-low': played<VendorRig>({
      build: vendorRig,
      during: 'idle',
      strike: (rig) => rig.service.become('online', 'low'),
      clear: (rig) => rig.service.become('online', 'full'),
      shows: { device: 'online', fault: null, paper: 'low' },
      ends: 'quiet',
      when: 'under-fault',
      came: 1,
      next: 'quiet',
    }),
    'paper-out': vendorMidPrint('hardwareError', 'printer.paper-out', ['hardwareError', 'out', 'paperOut']),
    cover: vendorMidPrint('userError', 'device.hardware', ['userError', 'full']),
    cutter: vendorMidPrint('hardwareError', 'device.hardware', ['hardwareError', 'full']),
    heat: none('标准没有打印头过热的词，服务只报 hardwareError'),
    power: played<VendorRig>({
      build: vendorRig,
      during: 'job',
      strike: async (rig) => {
        await rig.clock.advance(500);
        rig.service.refusal = 'device.no-device-at-path';
        rig.service.hangUp();
      },
      clear: (rig) => {
        rig.service.refusal = null;
      },
      shows: { device: 'powerOff', fault: 'device.lost' },
      ends: 'uncertain device.lost',
      when: 'under-fault',
      came: 0,
      next: 'quiet',
    }),
    'port-busy': played<VendorRig>({
      build: vendorRig,
      during: 'idle',
      strike: (rig) => rig.service.become('deviceBusy', 'full'),
      clear: (rig) => rig.service.become('online', 'full'),
      shows: { device: 'deviceBusy', fault: 'device.busy' },
      ends: 'failed device.busy',
      when: 'under-fault',
      came: 0,
      next: 'quiet',
    }),
    permission: vendorRefused('device.permission-denied', 'offline'),
    'clock-jump': clockJump(vendorRig, 'quiet'),
  },
};

/** Every column. The two receipt printers differ in what they can prove and clear. */
export const MATRIX: readonly Column[] = [
  ID_READER,
  receiptColumn('epson-tm-t88-80mm', '凭条打印机（回传打印完成）', 'printed', 0),
  receiptColumn('clone-80mm-no-process-id', '凭条打印机（只答状态）', 'processed', 1),
  SERIAL_SCANNER,
  HID_SCANNER,
  A4,
  VENDOR,
];
