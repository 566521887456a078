/** The material list that a citizen's 情形 answers leave over (indicator 11). */
import type { Guide, Material } from './guide.ts';

/** Answers to 情形 questions: situation id → choice id. */
export type Situations = Readonly<Record<string, string>>;

/** Materials asked for under these answers. A question not yet answered hides nothing: the full list is the honest one. */
export function materialsFor(guide: Guide, situations: Situations): readonly Material[] {
  return (guide.materials ?? []).filter((material) => isAsked(material.onlyWhen, situations));
}

/** Whether something that counts only under some answers counts under these: of each question named, one of its answers or none yet. */
export function isAsked(onlyWhen: readonly string[] | undefined, situations: Situations): boolean {
  if (onlyWhen === undefined) return true;
  const open = onlyWhen.filter((when) => situations[questionOf(when)] === undefined || situations[questionOf(when)] === choiceOf(when));
  const questions = new Set(onlyWhen.map(questionOf));
  return [...questions].every((question) => open.some((when) => questionOf(when) === question));
}

/** The question part of `question:choice`. */
export function questionOf(when: string): string {
  return when.slice(0, Math.max(0, when.indexOf(':')));
}

/** The choice part of `question:choice`. */
export function choiceOf(when: string): string {
  return when.slice(when.indexOf(':') + 1);
}
