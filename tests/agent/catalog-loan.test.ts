/** 公积金贷款计算器 against figures that were published with the rate changes of 2022, 2024 and 2025, and against its own books. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../device-agent/catalog/load.ts';
import { LOAN_LIMITS, loanSchedule } from '../../shared/catalog/loan.ts';
import type { LoanAsk, LoanSchedule } from '../../shared/catalog/loan.ts';
import { BASE_CONTENT } from '../support/content-kit.ts';

function scheduleOf(ask: LoanAsk): LoanSchedule {
  const schedule = loanSchedule(ask);
  if (!schedule.ok) throw new Error(schedule.error);
  return schedule.value;
}

const MILLION_FEN = 100_000_000;

describe('a million yuan over thirty years, as the papers printed it', () => {
  it.each([
    [49_000, '等额本息', 530_727, 91_061_619],
    [32_500, '等额本息', 435_206, 56_674_275],
    [31_000, '等额本息', 427_016, 53_725_904],
    [28_500, '等额本息', 413_557, 48_880_658],
    [26_000, '等额本息', 400_340, 44_122_296],
    [49_000, '等额本金', 686_111, 73_704_167],
  ] as const)('at %s ppm by %s: first payment %s fen, interest %s fen', (ratePpm, repayment, first, interest) => {
    const schedule = scheduleOf({ principalFen: MILLION_FEN, months: 360, ratePpm, repayment });
    expect(schedule.months[0]?.paymentFen).toBe(first);
    // Published totals do not round each month to fen; over 360 months that may come to two yuan.
    expect(Math.abs(schedule.interestFen - interest)).toBeLessThanOrEqual(200);
  });

  it('without interest every month is the same share', () => {
    const schedule = scheduleOf({ principalFen: 1_200_000, months: 12, ratePpm: 0, repayment: '等额本息' });
    expect(schedule.months.map((month) => month.paymentFen)).toEqual(Array.from({ length: 12 }, () => 100_000));
  });
});

describe('any loan', () => {
  it('is paid back to the last fen, and what is owed never rises', () => {
    const ask = fc.record({
      principalFen: fc.integer({ min: 100_000, max: LOAN_LIMITS.principalFen }),
      months: fc.integer({ min: 1, max: LOAN_LIMITS.months }),
      ratePpm: fc.integer({ min: 0, max: LOAN_LIMITS.ratePpm }),
      repayment: fc.constantFrom('等额本息', '等额本金'),
    });
    fc.assert(
      fc.property(ask, (one) => {
        const schedule = scheduleOf(one);
        expect(schedule.months).toHaveLength(one.months);
        expect(schedule.months.at(-1)?.leftFen).toBe(0);
        expect(schedule.months.reduce((sum, month) => sum + month.principalFen, 0)).toBe(one.principalFen);
        expect(schedule.months.reduce((sum, month) => sum + month.paymentFen, 0)).toBe(schedule.totalFen);
        let left = one.principalFen;
        for (const month of schedule.months) {
          expect(month.leftFen).toBeLessThanOrEqual(left);
          expect(month.interestFen).toBeGreaterThanOrEqual(0);
          left = month.leftFen;
        }
      }),
      { numRuns: 150, seed: 350 },
    );
  });

  it.each([
    [{ principalFen: 0 }, 'principal'],
    [{ principalFen: 100.5 }, 'principal'],
    [{ months: 361 }, 'months'],
    [{ months: 0 }, 'months'],
    [{ ratePpm: -1 }, 'rate'],
    [{ ratePpm: Number.NaN }, 'rate'],
  ] as const)('%j is refused by name', (change, misfit) => {
    expect(loanSchedule({ principalFen: MILLION_FEN, months: 360, ratePpm: 26_000, repayment: '等额本息', ...change })).toEqual({
      ok: false,
      error: misfit,
    });
  });
});

describe('the printed table of monthly payments', () => {
  const loaded = loadContent(BASE_CONTENT);
  const rows = loaded.ok ? (loaded.value.datasets.get('gjj-yuegong')?.rows ?? []) : [];
  const rates = loaded.ok ? (loaded.value.datasets.get('gjj-lilv')?.rows ?? []).map((row) => Math.round(Number(row[2]) * 10_000)) : [];

  it('has a row for each year up to thirty', () => {
    expect(rows.map((row) => Number(row[0]))).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
  });

  it('holds what the calculator says at the rates of the rate table', () => {
    for (const row of rows) {
      const years = Number(row[0]);
      const [firstShort = 0, firstLong = 0, secondShort = 0, secondLong = 0] = rates;
      for (const [at, ratePpm] of [years <= 5 ? firstShort : firstLong, years <= 5 ? secondShort : secondLong].entries()) {
        const schedule = scheduleOf({ principalFen: 10_000_000, months: years * 12, ratePpm, repayment: '等额本息' });
        expect(Number(row[at + 1]), `${years} years`).toBe((schedule.months[0]?.paymentFen ?? 0) / 100);
      }
    }
  });
});
