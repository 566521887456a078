/** The loan calculator: published rates from its dataset, the schedule of one loan page by page, and that schedule on paper. */
import { assertNever } from '../../shared/base/never.ts';
import { yuanWords } from '../../shared/base/money.ts';
import type { Day } from '../../shared/base/working-days.ts';
import type { Calculator } from '../../shared/catalog/calculator.ts';
import { LOAN_LIMITS, loanSchedule } from '../../shared/catalog/loan.ts';
import type { LoanMonth, LoanSchedule } from '../../shared/catalog/loan.ts';
import type { LoanResult, LoanView } from '../../shared/catalog/views.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import type { Content, Dataset } from './content.ts';
import { isStale } from './dataset-page.ts';
import { framed } from '../../shared/document/slip-frame.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';

/** Months of a screen page: one year. */
const PAGE_MONTHS = 12;
/** A slip lists so many months; a longer loan is listed by years. */
const SLIP_MONTHS = 36;
const MONTHS_OF_YEAR = 12;
const FEN_OF_YUAN = 100;

/** What is asked of a calculator; what is left out has not been said yet. */
export interface LoanQuestion {
  readonly id: string;
  /** Place in the list of kinds of loan. */
  readonly option?: number | undefined;
  readonly yuan?: number | undefined;
  readonly years?: number | undefined;
  readonly repayment?: 'instalment' | 'principal' | undefined;
  /** Page of the schedule, from 0; a page past the end is the last one. */
  readonly at?: number | undefined;
}

/** A calculator with the rates it counts with. */
export interface LoanRoom {
  readonly calculator: Calculator;
  readonly dataset: Dataset;
}

/** The calculator of that id with its rates; null where there is none. */
export function loanRoom(id: string, { calculators, datasets }: Content): LoanRoom | null {
  const calculator = calculators.get(id);
  const dataset = calculator === undefined ? undefined : datasets.get(calculator.dataset);
  return calculator === undefined || dataset === undefined ? null : { calculator, dataset };
}

/** A published rate. */
interface Rate {
  readonly option: string;
  readonly term: string;
  readonly percent: string;
}

interface Reckoned {
  readonly rate: Rate;
  readonly yuan: number;
  readonly years: number;
  readonly repayment: 'instalment' | 'principal';
  readonly schedule: LoanSchedule;
}

/** The calculator's page. */
export function loanPage(room: LoanRoom, question: LoanQuestion, today: Day): LoanView {
  const { calculator, dataset } = room;
  const rates = ratesOf(room);
  const reckoned = reckon(room, question);
  return {
    id: calculator.id,
    title: calculator.title,
    options: optionsOf(rates),
    rates,
    limits: { yuanMax: LOAN_LIMITS.principalFen / FEN_OF_YUAN, yearsMax: Math.floor(monthsMax(calculator) / MONTHS_OF_YEAR) },
    note: calculator.note,
    source: dataset.head.source,
    asOf: dataset.head.asOf,
    stale: isStale(dataset, today),
    licence: dataset.head.licence,
    result: reckoned === null ? null : resultOf(reckoned, question.at ?? 0),
  };
}

/** The schedule as a slip (`slip`: by years where it is long) or in full (`sheet`); null until amount and years are known. */
export function loanDocument(
  terminal: SlipTerminal,
  room: LoanRoom,
  question: LoanQuestion,
  { on, now, today }: { readonly on: 'slip' | 'sheet'; readonly now: Date; readonly today: Day },
): ReceiptDocument | null {
  const reckoned = reckon(room, question);
  if (reckoned === null) return null;
  const { head } = room.dataset;
  const { title, note } = room.calculator;
  const { rate, yuan, years, repayment, schedule } = reckoned;
  const byMonth = on === 'sheet' || schedule.months.length <= SLIP_MONTHS;
  const blocks: ReceiptBlock[] = [
    { kind: 'pair', label: '贷款种类', value: rate.option },
    { kind: 'pair', label: '贷款金额', value: yuanWords(yuan * FEN_OF_YUAN) },
    { kind: 'pair', label: '贷款年数', value: `${years} 年` },
    { kind: 'pair', label: '年利率', value: `${rate.percent}%（${rate.term}）` },
    { kind: 'pair', label: '还款方式', value: repaymentWords(repayment) },
    { kind: 'rule' },
    { kind: 'pair', label: '首月还款', value: yuanWords(schedule.months[0]?.paymentFen ?? 0), bold: true },
    { kind: 'pair', label: '末月还款', value: yuanWords(schedule.months.at(-1)?.paymentFen ?? 0) },
    { kind: 'pair', label: '利息合计', value: yuanWords(schedule.interestFen) },
    { kind: 'pair', label: '本息合计', value: yuanWords(schedule.totalFen) },
    { kind: 'rule' },
    scheduleTable(byMonth ? schedule.months.map(monthRow) : yearRows(schedule.months), byMonth ? '月' : '年'),
    { kind: 'rule' },
    { kind: 'text', text: note },
    { kind: 'pair', label: '利率来源', value: `${head.source.publisher}《${head.source.title}》` },
    { kind: 'pair', label: '利率日期', value: head.asOf },
    ...(isStale(room.dataset, today) ? [{ kind: 'text', text: '利率较早，请以最新公布为准', bold: true } as const] : []),
  ];
  return { purpose: 'loan', title, blocks: framed(terminal, { title, example: head.example, blocks }, now) };
}

/** Every rate that the dataset publishes, in its order. */
export function ratesOf({ calculator, dataset }: LoanRoom): readonly Rate[] {
  const at = (key: string): number => dataset.head.columns.findIndex((column) => column.key === key);
  const [option, term, rate] = [at(calculator.optionColumn), at(calculator.termColumn), at(calculator.rateColumn)];
  return dataset.rows.map((row) => ({ option: row[option] ?? '', term: row[term] ?? '', percent: row[rate] ?? '' }));
}

function optionsOf(rates: readonly Rate[]): readonly string[] {
  return [...new Set(rates.map((rate) => rate.option))];
}

function monthsMax(calculator: Calculator): number {
  return Math.max(...calculator.terms.map((term) => term.monthsMax));
}

/** Null while something is missing or out of bounds. */
function reckon(room: LoanRoom, question: LoanQuestion): Reckoned | null {
  const { yuan, years, option = 0, repayment = 'instalment' } = question;
  if (yuan === undefined || years === undefined) return null;
  const rates = ratesOf(room);
  const months = years * MONTHS_OF_YEAR;
  const term = room.calculator.terms.find((one) => months <= one.monthsMax)?.term;
  const rate = rates.find((one) => one.option === optionsOf(rates)[option] && one.term === term);
  if (rate === undefined) return null;
  const schedule = loanSchedule({
    principalFen: yuan * FEN_OF_YUAN,
    months,
    ratePpm: Math.round(Number(rate.percent) * 10_000),
    repayment: repaymentWords(repayment),
  });
  return schedule.ok ? { rate, yuan, years, repayment, schedule: schedule.value } : null;
}

function resultOf({ rate, yuan, years, repayment, schedule }: Reckoned, at: number): LoanResult {
  const pages = Math.ceil(schedule.months.length / PAGE_MONTHS);
  const page = Math.min(at, pages - 1);
  return {
    option: rate.option,
    yuan,
    years,
    repayment,
    percent: rate.percent,
    firstFen: schedule.months[0]?.paymentFen ?? 0,
    lastFen: schedule.months.at(-1)?.paymentFen ?? 0,
    interestFen: schedule.interestFen,
    totalFen: schedule.totalFen,
    months: schedule.months.slice(page * PAGE_MONTHS, (page + 1) * PAGE_MONTHS),
    page,
    pages,
  };
}

function repaymentWords(repayment: 'instalment' | 'principal'): '等额本息' | '等额本金' {
  switch (repayment) {
    case 'instalment':
      return '等额本息';
    case 'principal':
      return '等额本金';
    default:
      return assertNever(repayment);
  }
}

function scheduleTable(rows: readonly (readonly string[])[], step: '月' | '年'): ReceiptBlock {
  return {
    kind: 'table',
    columns: [
      { head: `第几${step}`, share: 2, align: 'left' },
      { head: '还款（元）', share: 3, align: 'right' },
      { head: '利息（元）', share: 3, align: 'right' },
      { head: '还欠（元）', share: 3, align: 'right' },
    ],
    rows,
  };
}

function monthRow({ month, paymentFen, interestFen, leftFen }: LoanMonth): readonly string[] {
  return [String(month), plain(paymentFen), plain(interestFen), plain(leftFen)];
}

function yearRows(months: readonly LoanMonth[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(months.length / MONTHS_OF_YEAR) }, (_, year) => {
    const of = months.slice(year * MONTHS_OF_YEAR, (year + 1) * MONTHS_OF_YEAR);
    const sum = (pick: (month: LoanMonth) => number): number => of.reduce((total, month) => total + pick(month), 0);
    return [
      String(year + 1),
      plain(sum((month) => month.paymentFen)),
      plain(sum((month) => month.interestFen)),
      plain(of.at(-1)?.leftFen ?? 0),
    ];
  });
}

/** A narrow column has no room for thousands and unit. */
function plain(fen: number): string {
  return (fen / FEN_OF_YUAN).toFixed(2);
}
