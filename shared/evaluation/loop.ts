/** 评价-上报-回访-整改-反馈: how a rating goes on after it was given, as one table of legal moves. Pure. */
import type { SatisfactionLevel } from './evaluation.ts';

/**
 * `rated` kept here · `reported` the regional system has it · `called-back` 回访 done · `corrected` 整改 done · `answered` 反馈 given, the
 * end of a 差评 · `discounted` found to be a mistake or malice on call-back (误评、恶意), not counted.
 */
export type LoopState = 'rated' | 'reported' | 'called-back' | 'corrected' | 'answered' | 'discounted';

/** What moves it. `explain` is for a demand without legal basis: answered without a correction. */
export type LoopMove = 'report' | 'call-back' | 'correct' | 'explain' | 'answer' | 'discount';

const MOVES = {
  rated: { report: 'reported' },
  reported: { 'call-back': 'called-back' },
  'called-back': { correct: 'corrected', explain: 'answered', discount: 'discounted' },
  corrected: { answer: 'answered' },
  answered: {},
  discounted: {},
} as const satisfies Record<LoopState, Partial<Record<LoopMove, LoopState>>>;

/** The last two of five are 差评: only they are called back. */
function isBad(level: SatisfactionLevel): boolean {
  return level <= 2;
}

/** The state after a move, or null where the move is not legal there. A rating of 3 to 5 ends as `reported`. */
export function moveLoop(level: SatisfactionLevel, state: LoopState, move: LoopMove): LoopState | null {
  if (move !== 'report' && !isBad(level)) return null;
  const moves: Partial<Record<LoopMove, LoopState>> = MOVES[state];
  return moves[move] ?? null;
}

/** 一次一评: which rating comes next under one key. 1 首次评价, 2 追加评价, null when both are given. */
export function nextAssessNumber(given: number): 1 | 2 | null {
  if (given === 0) return 1;
  return given === 1 ? 2 : null;
}
