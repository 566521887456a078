/** Which kind of loan it is; each with its published rates. */
import type { VNode } from 'preact';
import type { LoanView } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { say } from '../../words/words.ts';

/** Props of ChooseOption. */
export interface ChooseOptionProps {
  readonly title: string;
  readonly view: LoanView;
  readonly chosen: number;
  readonly done: (option: number) => void;
  readonly back: () => void;
}

/** Draws the choice. */
export function ChooseOption({ title, view, chosen, done, back }: ChooseOptionProps): VNode {
  return (
    <Page title={title} over={view.title} back={<Button label={say('button.back')} icon="back" onPress={back} />}>
      <Choices
        label={title}
        choices={view.options.map((label, index) => ({ id: String(index), label }))}
        chosen={String(chosen)}
        onChoose={(id) => done(Number(id))}
      />
      <h2>{say('loan.rates')}</h2>
      <Rows rows={view.rates.map(({ option, term, percent }) => ({ label: `${option}，${term}`, value: `${percent}%` }))} />
    </Page>
  );
}
