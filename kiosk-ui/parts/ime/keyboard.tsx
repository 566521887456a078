/** The on-screen keyboard: pinyin with candidates, capital letters, digits and signs. What was typed is gone with the component. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { useLabels } from '../labels.ts';
import { Candidates } from './candidates.tsx';
import { MAX_LETTERS } from './engine.ts';
import type { Candidate, Ime } from './engine.ts';
import { loadIme } from './load.ts';

type Mode = 'pinyin' | 'letters' | 'symbols';

const LETTER_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;
const SYMBOL_ROWS = ['1234567890', '-—/#（）·、', '，。？！：；'] as const;

/** Props of Keyboard. */
export interface KeyboardProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Longest value, in characters. */
  readonly maxLength: number;
  readonly composing: string;
  readonly onComposing: (letters: string) => void;
}

/** Draws the keyboard. */
export function Keyboard({ value, onChange, maxLength, composing, onComposing }: KeyboardProps): VNode {
  const labels = useLabels();
  const [mode, setMode] = useState<Mode>('pinyin');
  const [ime, setIme] = useState<Ime | null>(null);
  useEffect(() => {
    let wanted = true;
    loadIme().then(
      (engine) => wanted && setIme(engine),
      // Without the table letters and signs still work; capital letters need none.
      () => wanted && setMode('letters'),
    );
    return () => {
      wanted = false;
    };
  }, []);

  const candidates = composing === '' || ime === null ? [] : ime.candidates(composing);
  const append = (text: string): void =>
    onChange(
      Array.from(value + text)
        .slice(0, maxLength)
        .join(''),
    );
  const switchTo = (next: Mode): void => {
    onComposing('');
    setMode(next);
  };
  const press = (key: string): void => {
    if (mode === 'pinyin') onComposing((composing + key).slice(0, MAX_LETTERS));
    else append(mode === 'letters' ? key.toUpperCase() : key);
  };
  const choose = (candidate: Candidate): void => {
    append(candidate.text);
    onComposing(composing.slice(candidate.used));
  };
  const erase = (): void => (composing === '' ? onChange(Array.from(value).slice(0, -1).join('')) : onComposing(composing.slice(0, -1)));
  const space = (): void => {
    const best = candidates[0];
    if (best !== undefined) choose(best);
    else if (composing === '') append(' ');
  };
  const clear = (): void => {
    onComposing('');
    onChange('');
  };

  const rows = mode === 'symbols' ? SYMBOL_ROWS : LETTER_ROWS;
  return (
    <div class="keyboard" role="group" aria-label={labels.keyboard}>
      <Candidates letters={composing} candidates={candidates} choose={choose} />
      {rows.map((row, index) => (
        <div class="key-row" key={row}>
          {Array.from(row, (key) => (
            <button key={key} type="button" class="key" onClick={() => press(key)}>
              {mode === 'letters' ? key.toUpperCase() : key}
            </button>
          ))}
          {index === rows.length - 1 && (
            <button type="button" class="key wide" onClick={erase} aria-label={labels.del}>
              <Icon name="delete" />
            </button>
          )}
        </div>
      ))}
      <div class="key-row">
        <button type="button" class="key wordy" aria-pressed={mode === 'pinyin'} onClick={() => switchTo('pinyin')}>
          {labels.pinyin}
        </button>
        <button type="button" class="key wordy" aria-pressed={mode === 'letters'} onClick={() => switchTo('letters')}>
          {labels.letters}
        </button>
        <button type="button" class="key wordy" aria-pressed={mode === 'symbols'} onClick={() => switchTo('symbols')}>
          {labels.symbols}
        </button>
        <button type="button" class="key wordy space" onClick={space}>
          {ime === null && mode === 'pinyin' ? labels.pinyinLoading : labels.space}
        </button>
        <button type="button" class="key wordy" onClick={clear}>
          {labels.clear}
        </button>
      </div>
    </div>
  );
}
