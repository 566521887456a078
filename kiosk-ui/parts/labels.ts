/** The few words that parts carry themselves, given once from outside so that parts know no dictionary. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Words on keys and pagers. */
export interface PartLabels {
  readonly before: string;
  readonly after: string;
  readonly pageAt: (at: number, of: number) => string;
  readonly del: string;
  readonly clear: string;
  readonly space: string;
  readonly pinyin: string;
  readonly letters: string;
  readonly symbols: string;
  readonly more: string;
  readonly candidates: string;
  readonly keyboard: string;
  readonly digits: string;
  readonly pinyinLoading: string;
}

/** Carries the labels down to every part. */
export const LabelsContext = createContext<PartLabels | null>(null);

/** The labels; a part drawn outside the provider is a mistake of ours. */
export function useLabels(): PartLabels {
  const labels = useContext(LabelsContext);
  if (labels === null) throw new Error('a part was drawn without its labels');
  return labels;
}
