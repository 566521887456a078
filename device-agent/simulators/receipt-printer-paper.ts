/** The print mechanism of the simulated printer: commands in, blocks on paper out, with the dots of paper that each one moves. */
import type { DotRows, PrintedBlock, PrintedReceipt, PrintedRun } from '../../shared/document/printed.ts';
import type { PrinterCommand } from './receipt-printer-commands.ts';

/** What the mechanism is built for. */
export interface PaperSettings {
  readonly widthDots: number;
  readonly dotsPerMm: number;
}

type Align = 'left' | 'center' | 'right';

const ALIGNS: readonly Align[] = ['left', 'center', 'right'];
const CHARACTER_DOTS = 24;
/** From the head to the cutter. */
const CUTTER_MM = 12;
/** `ESC *` with 24 dots to a column. */
const COLUMN_BYTES = 3;

/** Paper from cut to cut. */
export class Paper {
  private readonly settings: PaperSettings;
  private blocks: PrintedBlock[] = [];
  private runs: (PrintedRun | { readonly dots: DotRows })[] = [];
  private dots = 0;
  private nextId = 1;
  private align: Align = 'left';
  private size = { width: 1, height: 1 };
  private bold = false;
  private lineSpacing: number;
  private lineHeight = 0;
  private stored = '';
  private moduleDots = 3;

  constructor(settings: PaperSettings) {
    this.settings = settings;
    this.lineSpacing = this.defaultSpacing();
  }

  /** Text that cannot be read any more as a command, printed as it came: what a clone does with arguments it does not know. */
  printRubbish(bytes: Uint8Array): void {
    this.addText(String.fromCharCode(...bytes.filter((byte) => byte >= 0x20 && byte < 0x7f)));
  }

  /** Executes one command. Answers how many dots of paper it moves. Commands without effect on paper move none. */
  execute({ name, args }: PrinterCommand): number {
    const [n = 0] = args;
    switch (name) {
      case 'text':
        this.addText(new TextDecoder('gb18030').decode(args));
        return 0;
      case 'column-image':
        return this.columnImage(args);
      case 'line-feed':
        return this.endLine();
      case 'feed-lines':
        return this.endLine() + this.feed((n - 1) * this.lineSpacing);
      case 'feed-dots':
        return this.endLine() + this.feed(n - this.lineSpacing);
      case 'initialise':
        this.initialise();
        return 0;
      case 'align':
        this.align = ALIGNS[n % 0x30] ?? this.align;
        return 0;
      case 'bold':
        this.bold = (n & 1) === 1;
        return 0;
      case 'size':
        this.size = { width: (n >> 4) + 1, height: (n & 0x0f) + 1 };
        return 0;
      case 'chinese-double':
        this.size = (n & 1) === 1 ? { width: 2, height: 2 } : { width: 1, height: 1 };
        return 0;
      case 'line-spacing':
        this.lineSpacing = n;
        return 0;
      case 'default-line-spacing':
        this.lineSpacing = this.defaultSpacing();
        return 0;
      case 'code-2d':
        return this.code(args);
      case 'raster-image':
        return this.raster(args);
      default:
        return 0;
    }
  }

  /** What hangs in the printer now. */
  get receipt(): PrintedReceipt {
    return this.asReceipt(false);
  }

  /** Millimetres from the last cut to the head. */
  get lengthMm(): number {
    return this.dots / this.settings.dotsPerMm;
  }

  /** Dots of paper that the cutter needs before it cuts: what was printed must have passed it. */
  get dotsToCutter(): number {
    return CUTTER_MM * this.settings.dotsPerMm;
  }

  /** Cuts; the piece falls out. Null when it is blank. */
  cut(): PrintedReceipt | null {
    this.dots += this.dotsToCutter;
    const piece = this.blocks.every(({ kind }) => kind === 'feed') ? null : this.asReceipt(true);
    if (piece !== null) this.nextId += 1;
    this.blocks = [];
    this.dots = 0;
    return piece;
  }

  /** What was not yet printed of the current line is forgotten, as by a cleared buffer; style stays. */
  forgetLine(): void {
    this.runs = [];
    this.lineHeight = 0;
  }

  /** `ESC @`. */
  initialise(): void {
    this.forgetLine();
    this.align = 'left';
    this.size = { width: 1, height: 1 };
    this.bold = false;
    this.lineSpacing = this.defaultSpacing();
    this.moduleDots = 3;
    this.stored = '';
  }

  private defaultSpacing(): number {
    return Math.round((25.4 / 6) * this.settings.dotsPerMm);
  }

  private addText(text: string): void {
    if (text === '') return;
    this.runs.push({ text, size: this.size, bold: this.bold });
    this.lineHeight = Math.max(this.lineHeight, CHARACTER_DOTS * this.size.height);
  }

  private endLine(): number {
    const { runs } = this;
    if (runs.length === 0) return this.feed(this.lineSpacing);
    const height = Math.max(this.lineSpacing * Math.max(1, Math.floor(this.lineHeight / CHARACTER_DOTS)), this.lineHeight);
    this.blocks.push({ kind: 'line', align: this.align, runs: joined(runs) });
    this.forgetLine();
    this.dots += height;
    return height;
  }

  private feed(dots: number): number {
    const wanted = Math.max(0, dots);
    if (wanted > 0) this.blocks.push({ kind: 'feed', dots: wanted });
    this.dots += wanted;
    return wanted;
  }

  private columnImage(args: Uint8Array): number {
    const columns = args.subarray(3);
    const rows = Array.from({ length: CHARACTER_DOTS }, (_row, y) =>
      Array.from({ length: columns.length / COLUMN_BYTES }, (_column, x) =>
        ((columns[x * COLUMN_BYTES + (y >> 3)] ?? 0) >> (7 - (y & 7))) & 1 ? '#' : ' ',
      ).join(''),
    );
    this.runs.push({ dots: rows });
    this.lineHeight = Math.max(this.lineHeight, CHARACTER_DOTS);
    return 0;
  }

  /** `GS ( k` for QR: 67 module size, 80 store, 81 print. */
  private code(args: Uint8Array): number {
    const [, , symbol, fn, n = 3] = args;
    if (symbol !== 0x31) return 0;
    if (fn === 0x43) this.moduleDots = n;
    if (fn === 0x50) this.stored = new TextDecoder().decode(args.subarray(5));
    if (fn !== 0x51 || this.stored === '') return 0;
    this.blocks.push({ kind: 'code', align: this.align, data: this.stored, moduleDots: this.moduleDots });
    const height = this.moduleDots * CODE_MODULES;
    this.dots += height;
    return height;
  }

  private raster(args: Uint8Array): number {
    const stride = (args[1] ?? 0) + (args[2] ?? 0) * 0x100;
    const data = args.subarray(5);
    const height = Math.floor(data.length / stride);
    const dots = Array.from({ length: height }, (_row, y) =>
      Array.from(data.subarray(y * stride, (y + 1) * stride), (byte) =>
        byte.toString(2).padStart(8, '0').replaceAll('0', ' ').replaceAll('1', '#'),
      ).join(''),
    );
    const last = this.blocks.at(-1);
    // Bands of one picture have no gap between them.
    if (last?.kind === 'picture' && last.dots[0]?.length === stride * 8)
      this.blocks[this.blocks.length - 1] = { ...last, dots: [...last.dots, ...dots] };
    else this.blocks.push({ kind: 'picture', align: this.align, dots });
    this.dots += height;
    return height;
  }

  private asReceipt(cut: boolean): PrintedReceipt {
    const blocks = this.blocks;
    return {
      id: this.nextId,
      widthDots: this.settings.widthDots,
      lengthMm: this.dots / this.settings.dotsPerMm,
      cut,
      blocks,
      lines: blocks.flatMap((block) => (block.kind === 'line' ? [block.runs.map((run) => ('dots' in run ? '□' : run.text)).join('')] : [])),
      codes: blocks.flatMap((block) => (block.kind === 'code' ? [block.data] : [])),
    };
  }
}

/** Height that a code is counted with, in modules: version 5. Only the paper's length depends on it. */
const CODE_MODULES = 37;

/** Neighbouring runs of one style are one run. */
function joined(runs: readonly (PrintedRun | { readonly dots: DotRows })[]): (PrintedRun | { readonly dots: DotRows })[] {
  const all: (PrintedRun | { readonly dots: DotRows })[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    const same =
      last !== undefined &&
      'text' in last &&
      'text' in run &&
      last.bold === run.bold &&
      last.size.width === run.size.width &&
      last.size.height === run.size.height;
    if (same) all[all.length - 1] = { ...last, text: last.text + run.text };
    else all.push(run);
  }
  return all;
}
