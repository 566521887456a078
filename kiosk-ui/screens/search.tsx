/** Search while typing: the letters being composed count too, so first letters and pinyin find without choosing characters. */
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Entry, SearchView, Target } from '../../shared/catalog/views.ts';
import { Button } from '../parts/button.tsx';
import { Entries } from '../parts/entries.tsx';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Keyboard } from '../parts/ime/keyboard.tsx';
import { Note } from '../parts/notes.tsx';
import { Page } from '../parts/page.tsx';
import type { Loaded } from '../store/loaded.ts';
import { tell } from '../words/guidance-words.ts';
import { say } from '../words/words.ts';
import { FaultView } from './fault-view.tsx';

/** Longest search text; longer sentences are no better a question. */
const MAX_LENGTH = 40;

/** Props of SearchScreen. */
export interface SearchScreenProps {
  /** What the agent holds; the page is drawn from it once, then leads. */
  readonly text: string;
  readonly search: (text: string) => Loaded<SearchView>;
  readonly typed: (text: string) => void;
  readonly open: (target: Target) => void;
  readonly back: () => void;
}

/** Draws field, hits and keyboard. */
export function SearchScreen({ text: initial, search, typed, open, back }: SearchScreenProps): VNode {
  const [text, setText] = useState(initial);
  const [composing, setComposing] = useState('');
  const last = useRef<SearchView | null>(null);
  const wanted = (text + composing).trim();
  const found = wanted === '' ? null : search(wanted);
  if (found?.state === 'ready') last.current = found.value;
  const change = (next: string): void => {
    setText(next);
    typed(next);
  };
  // While the next answer is on its way the last one stays, so that the list does not flicker with every letter.
  const shown = wanted === '' ? null : last.current;
  return (
    <Page
      title={say('search.title')}
      part={wanted}
      top={
        <Field
          label={say('search.field')}
          value={text}
          composing={composing}
          placeholder={say('search.empty')}
          icon={<Icon name="search" />}
        />
      }
      dock={<Keyboard value={text} onChange={change} maxLength={MAX_LENGTH} composing={composing} onComposing={setComposing} />}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
    >
      {found?.state === 'failed' && <FaultView fault={found.fault} />}
      {shown !== null && found?.state !== 'failed' && <Hits view={shown} open={open} />}
    </Page>
  );
}

function Hits({ view, open }: { readonly view: SearchView; readonly open: (target: Target) => void }): VNode {
  const none = view.hits.length === 0;
  return (
    <>
      {view.didYouMean !== null && <p class="remark">{say('search.meant', { text: view.didYouMean })}</p>}
      {none && view.questions.length === 0 && (
        <Note tone="calm">
          <p>{say('search.none', { text: view.query })}</p>
          <p>{say('search.none-then')}</p>
        </Note>
      )}
      {view.questionsFirst && <Questions entries={view.questions} open={open} />}
      {!none && (
        <>
          {view.questionsFirst && <h2>{tell('search.matters')}</h2>}
          <Entries look="list" label={say('search.list')} entries={view.hits} open={open} />
        </>
      )}
      {!view.questionsFirst && <Questions entries={view.questions} open={open} />}
      {view.themes.length > 0 && (
        <>
          <h2>{say('search.themes')}</h2>
          <Entries look="tiles" label={say('search.themes')} entries={view.themes} open={open} />
        </>
      )}
      <p class="remark">{tell('search.ask', { window: view.contact.window, phone: view.contact.phone })}</p>
    </>
  );
}

function Questions({ entries, open }: { readonly entries: readonly Entry[]; readonly open: (target: Target) => void }): VNode | null {
  if (entries.length === 0) return null;
  return (
    <>
      <h2>{tell('search.questions')}</h2>
      <Entries look="list" label={tell('search.questions')} entries={entries} open={open} />
    </>
  );
}
