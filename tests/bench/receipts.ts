/** Receipts per second and bytes per receipt: our encoder beside the public ones, same 31 lines, same run. Peers are handed lines that are padded already. */
import { createRequire } from 'node:module';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import { layoutDocument } from '../../shared/document/layout.ts';
import { encodeReceipt } from '../../device-agent/drivers/receipt-escpos/encode.ts';
import { printerProfile } from '../support/printer-profiles.ts';

/** One line of the table. */
export interface ReceiptBenchRow {
  readonly name: string;
  readonly perSecond: number;
  readonly bytes: number;
}

interface Subject {
  readonly name: string;
  /** Encodes receipt number `i`; every number gives another receipt. Answers its bytes. */
  encode(i: number): number;
}

/** The fluent printer of escpos and @node-escpos/core, as far as it is used here. */
interface FluentPrinter {
  readonly buffer: { flush(): Uint8Array };
  align(to: string): FluentPrinter;
  style(style: string): FluentPrinter;
  size(width: number, height: number): FluentPrinter;
  text(text: string): FluentPrinter;
  qrcode(data: string, version?: number, level?: string, size?: number): FluentPrinter;
  cut(partial: boolean): FluentPrinter;
}

interface ThermalPrinter {
  clear(): void;
  alignCenter(): void;
  alignLeft(): void;
  bold(on: boolean): void;
  setTextDoubleHeight(): void;
  setTextQuadArea(): void;
  setTextNormal(): void;
  println(text: string): void;
  printQR(data: string, options: { readonly cellSize: number; readonly correction: string; readonly model: number }): void;
  partialCut(): void;
  getBuffer(): Uint8Array;
}

const COLUMNS = 48;
const ROUNDS = 5;
const WARM_UP = 300;
const ROUND_MS = 250;

/** 31 lines: title, two lines of place, 15 rows, 3 notes, 4 lines of a second part, 3 rules, a blank one, code with caption. */
export function benchDocument(i: number): ReceiptDocument {
  const number = `15${String(100_000_000_000 + i)}`;
  const time = `2026-03-02 ${String(8 + (i % 10)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`;
  const values = [
    number,
    '居住证在线办理',
    '张示例',
    '13900000000',
    '示例政务服务中心',
    '自助服务区01号',
    time,
    '15个工作日',
    '示例收件员',
    '共4份',
    '0.00元',
    '线上申请',
    '邮寄到家',
    '0471-0000000',
    '12345',
  ];
  const labels = [
    '受理编号',
    '办理事项',
    '申请人',
    '联系电话',
    '受理部门',
    '受理窗口',
    '受理时间',
    '承诺时限',
    '收件人员',
    '材料份数',
    '缴费金额',
    '申请方式',
    '取件方式',
    '咨询电话',
    '监督电话',
  ];
  const pairs: ReceiptBlock[] = labels.map((label, row) => ({ kind: 'pair', label, value: values[row] ?? '' }));
  return {
    purpose: 'acceptance',
    title: '业务受理回执',
    blocks: [
      { kind: 'text', text: '示例旗政务服务中心', align: 'center' },
      { kind: 'text', text: '申请人留存联', align: 'center' },
      { kind: 'rule' },
      ...pairs,
      { kind: 'rule' },
      { kind: 'text', text: '请妥善保管，凭受理编号查询办理进度。' },
      { kind: 'text', text: '办理结果将以短信通知，请保持电话畅通。' },
      { kind: 'text', text: '如有疑问请咨询大厅工作人员。' },
      { kind: 'rule' },
      {
        kind: 'code',
        data: `https://example.invalid/p?n=${number}&t=hall-01&k=${'0'.repeat(8)}`.padEnd(64, '0'),
        caption: '扫码查询办理进度',
      },
      { kind: 'feed', lines: 1 },
      { kind: 'text', text: '领取结果时请携带本回执和身份证件。' },
      { kind: 'text', text: '委托他人领取的，还须携带委托书。' },
      { kind: 'pair', label: '打印时间', value: time },
      { kind: 'pair', label: '终端编号', value: 'hall-01' },
    ],
  };
}

/** Measures all subjects in turns, so that a slow moment of the machine hits every one; answers the median round of each, fastest first. */
export async function benchReceipts(): Promise<readonly ReceiptBenchRow[]> {
  const subjects = [ours(), ...(await peers())];
  const bytes = new Map(subjects.map((subject) => [subject.name, subject.encode(7)]));
  const speeds = new Map<string, number[]>(subjects.map((subject) => [subject.name, []]));
  for (const subject of subjects) for (let i = 0; i < WARM_UP; i += 1) subject.encode(i);
  for (let round = 0; round < ROUNDS; round += 1) for (const subject of subjects) speeds.get(subject.name)?.push(speedOf(subject));
  return subjects
    .map(({ name }) => ({ name, perSecond: Math.round(median(speeds.get(name) ?? [])), bytes: bytes.get(name) ?? 0 }))
    .sort((a, b) => b.perSecond - a.perSecond);
}

function ours(): Subject {
  const options = { profile: printerProfile('epson-tm-t88-80mm'), glyphs: { glyph: () => null }, reprint: false };
  return { name: 'zizhuban', encode: (i) => encodeReceipt(benchDocument(i), options).bytes.length };
}

async function peers(): Promise<Subject[]> {
  const require = createRequire(import.meta.url);
  const core: unknown = await import('@node-escpos/core');
  const newer = (core as { Printer: new (adapter: unknown, options: unknown) => FluentPrinter }).Printer;
  const older = require('escpos') as { Printer: new (adapter: unknown, options: unknown) => FluentPrinter };
  const thermal = require('node-thermal-printer') as {
    ThermalPrinter: new (options: unknown) => ThermalPrinter;
    PrinterTypes: Record<string, string>;
    CharacterSet: Record<string, string>;
  };
  const receiptline = require('receiptline') as { transform(text: string, options: unknown): string };
  const adapter = { on: () => undefined };
  const newerPrinter = new newer(adapter, { encoding: 'GB18030' });
  const olderPrinter = new older.Printer(adapter, { encoding: 'GB18030' });
  const thermalPrinter = new thermal.ThermalPrinter({
    type: thermal.PrinterTypes['EPSON'],
    characterSet: thermal.CharacterSet['CHINA'],
    width: COLUMNS,
    interface: 'tcp://127.0.0.1:9',
  });
  return [
    { name: '@node-escpos/core', encode: (i) => fluent(newerPrinter, i) },
    { name: 'escpos', encode: (i) => fluent(olderPrinter, i) },
    { name: 'node-thermal-printer', encode: (i) => imperative(thermalPrinter, i) },
    { name: 'receiptline', encode: (i) => markdown(receiptline, i) },
  ];
}

function fluent(printer: FluentPrinter, i: number): number {
  for (const line of linesOf(i)) {
    if (line.kind === 'title') printer.align('CT').style('B').size(2, 2).text(line.text).size(1, 1).style('NORMAL').align('LT');
    else if (line.kind === 'center') printer.align('CT').text(line.text).align('LT');
    else if (line.kind === 'code') printer.align('CT').qrcode(line.text, 5, 'M', 6).align('LT');
    else printer.text(line.text);
  }
  printer.cut(true);
  return printer.buffer.flush().length;
}

function imperative(printer: ThermalPrinter, i: number): number {
  printer.clear();
  for (const line of linesOf(i)) {
    if (line.kind === 'left') {
      printer.println(line.text);
      continue;
    }
    printer.alignCenter();
    if (line.kind === 'title') {
      printer.bold(true);
      printer.setTextQuadArea();
      printer.println(line.text);
      printer.setTextNormal();
      printer.bold(false);
    } else if (line.kind === 'code') printer.printQR(line.text, { cellSize: 6, correction: 'M', model: 2 });
    else printer.println(line.text);
    printer.alignLeft();
  }
  printer.partialCut();
  return printer.getBuffer().length;
}

function markdown(receiptline: { transform(text: string, options: unknown): string }, i: number): number {
  const text = linesOf(i)
    .map((line) => {
      if (line.kind === 'title') return `"^^^${line.text}`;
      if (line.kind === 'code') return `{code:${line.text};option:qrcode,6,M}`;
      return line.kind === 'center' ? line.text : `|${line.text.replace(/ +/, '|')}`;
    })
    .join('\n');
  const commands = receiptline.transform(`${text}\n=`, { cpl: COLUMNS, encoding: 'gb18030', command: 'escpos', cutting: true });
  return Buffer.from(commands, 'binary').length;
}

interface PeerLine {
  readonly kind: 'title' | 'center' | 'left' | 'code';
  readonly text: string;
}

/** Padding is not what peers are measured for: only the lines that change are made anew. */
const template = peerLines(0);

function linesOf(i: number): readonly PeerLine[] {
  const fresh = benchDocument(i);
  const [number, time] = [4, 10].map((at) => fresh.blocks[at - 1]);
  return template.map((line, at) => {
    if (at === 4 && number?.kind === 'pair') return { kind: line.kind, text: number.label + ' '.repeat(26) + number.value };
    if (at === 10 && time?.kind === 'pair') return { kind: line.kind, text: time.label + ' '.repeat(24) + time.value };
    return line;
  });
}

function peerLines(i: number): PeerLine[] {
  return layoutDocument(benchDocument(i), { columns: COLUMNS, reprint: false }).flatMap((line): PeerLine[] => {
    if (line.kind === 'text') return [{ kind: line.size === 2 ? 'title' : line.align === 'center' ? 'center' : 'left', text: line.text }];
    if (line.kind === 'rule') return [{ kind: 'left', text: '-'.repeat(COLUMNS) }];
    return [line.kind === 'code' ? { kind: 'code', text: line.data } : { kind: 'left', text: '' }];
  });
}

function speedOf(subject: Subject): number {
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < ROUND_MS) for (let i = 0; i < 20; i += 1) subject.encode((done += 1));
  return (done / (performance.now() - start)) * 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
