/** Narrowing a dataset by region and word, on a page of its own so that keyboard and list do not fight for room. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { DatasetView } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Field } from '../../parts/field.tsx';
import { Keyboard } from '../../parts/ime/keyboard.tsx';
import { Page } from '../../parts/page.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { say } from '../../words/words.ts';

/** Longest filter word. */
const MAX_LENGTH = 30;

/** Props of DatasetFilter. Empty texts mean no filter. */
export interface DatasetFilterProps {
  readonly regions: DatasetView['regions'];
  readonly region: string;
  readonly word: string;
  readonly done: (region: string, word: string) => void;
  readonly back: () => void;
}

/** Draws the filter. */
export function DatasetFilter({ regions, region: initialRegion, word: initialWord, done, back }: DatasetFilterProps): VNode {
  const [region, setRegion] = useState(initialRegion);
  const [word, setWord] = useState(initialWord);
  const [composing, setComposing] = useState('');
  const [by, setBy] = useState<'region' | 'word'>(regions.length > 0 ? 'region' : 'word');
  const choices = [{ id: '', label: say('dataset.all-regions') }, ...regions.map(({ code, name }) => ({ id: code, label: name }))];
  return (
    <Page
      title={say('dataset.filter-title')}
      part={by}
      top={
        regions.length > 0 && (
          <Tabs
            label={say('dataset.filter')}
            tabs={[
              { id: 'region', label: say('dataset.region') },
              { id: 'word', label: say('dataset.word') },
            ]}
            at={by}
            turn={setBy}
          />
        )
      }
      dock={
        by === 'word' && (
          <Keyboard value={word} onChange={setWord} maxLength={MAX_LENGTH} composing={composing} onComposing={setComposing} />
        )
      }
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={<Button label={say('dataset.filter-show')} look="main" onPress={() => done(region, word)} />}
    >
      {by === 'region' ? (
        <Choices label={say('dataset.region')} choices={choices} chosen={region} onChoose={setRegion} />
      ) : (
        <Field label={say('dataset.word')} value={word} composing={composing} />
      )}
    </Page>
  );
}
