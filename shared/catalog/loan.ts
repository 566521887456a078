/** 公积金贷款计算器: the schedule of a loan by equal instalments (等额本息) or equal principal (等额本金), in fen, month by month. */
import { err, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';

/** How the loan is paid back. */
type Repayment = '等额本息' | '等额本金';

/** What is asked. */
export interface LoanAsk {
  /** Principal in fen. */
  readonly principalFen: number;
  readonly months: number;
  /** Yearly rate in hundredths of a basis point: 2.6 % is 26 000. Rates come from data, never from code. */
  readonly ratePpm: number;
  readonly repayment: Repayment;
}

/** One month's payment in fen; `leftFen` is what is still owed after it. */
export interface LoanMonth {
  readonly month: number;
  readonly paymentFen: number;
  readonly principalFen: number;
  readonly interestFen: number;
  readonly leftFen: number;
}

/** The whole schedule. */
export interface LoanSchedule {
  readonly months: readonly LoanMonth[];
  readonly interestFen: number;
  readonly totalFen: number;
}

/** What can be wrong with an ask, for the words beside the field. */
export type LoanMisfit = 'principal' | 'months' | 'rate';

/** Bounds of an ask: 1 yuan to 100 million yuan, up to 30 years, up to 24 % a year. */
export const LOAN_LIMITS = { principalFen: 10_000_000_000, months: 360, ratePpm: 240_000 } as const;

/** The schedule, rounded to fen each month; the last month clears what rounding left over. */
export function loanSchedule(ask: LoanAsk): Result<LoanSchedule, LoanMisfit> {
  if (!isWhole(ask.principalFen, 100, LOAN_LIMITS.principalFen)) return err('principal');
  if (!isWhole(ask.months, 1, LOAN_LIMITS.months)) return err('months');
  if (!isWhole(ask.ratePpm, 0, LOAN_LIMITS.ratePpm)) return err('rate');
  const rate = ask.ratePpm / 1_000_000 / 12;
  const instalment = ask.repayment === '等额本息' ? Math.round(instalmentFen(ask.principalFen, ask.months, rate)) : null;
  const months: LoanMonth[] = [];
  let leftFen = ask.principalFen;
  for (let month = 1; month <= ask.months; month += 1) {
    const interestFen = Math.round(leftFen * rate);
    const share = instalment === null ? Math.round(ask.principalFen / ask.months) : instalment - interestFen;
    const principalFen = month === ask.months ? leftFen : Math.min(share, leftFen);
    leftFen -= principalFen;
    months.push({ month, paymentFen: principalFen + interestFen, principalFen, interestFen, leftFen });
  }
  const interestFen = months.reduce((sum, one) => sum + one.interestFen, 0);
  return ok({ months, interestFen, totalFen: ask.principalFen + interestFen });
}

/** Payment of an annuity: P·r·(1+r)ⁿ / ((1+r)ⁿ − 1); without interest simply P / n. */
function instalmentFen(principalFen: number, months: number, rate: number): number {
  if (rate === 0) return principalFen / months;
  const growth = (1 + rate) ** months;
  return (principalFen * rate * growth) / (growth - 1);
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= min && value <= max;
}
