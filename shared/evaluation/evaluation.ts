/** 好差评 (国办发〔2019〕51号, GB/T 39734/39735): levels and one rating as it is kept and reported. */

/** 5 非常满意 … 1 非常不满意. */
export type SatisfactionLevel = 1 | 2 | 3 | 4 | 5;

/** The five, in the fixed order in which a screen shows them. */
export const LEVELS: readonly SatisfactionLevel[] = [5, 4, 3, 2, 1];

/** Longest free text (writingEvaluation). */
export const RATING_TEXT_MAX = 150;

/** A rating given by a person; the terminal never makes one by itself. */
export interface Rating {
  readonly level: SatisfactionLevel;
  /** Official codes of that level (evalDetail). */
  readonly reasons: readonly string[];
  readonly text: string;
}

/** The key under which at most one first rating and one append exist: 一次一评. */
export interface RatingKey {
  /** 办件编号, or our own visit number for a query without a case. */
  readonly projectNo: string;
  /** n-th service within the case, from 1. */
  readonly serviceNumber: number;
}
