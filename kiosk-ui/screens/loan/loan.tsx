/** The loan calculator: amount, years, then what it comes to, with the published rate, its source and its date beside it. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { assertNever } from '../../../shared/base/never.ts';
import type { LoanView } from '../../../shared/catalog/views.ts';
import type { Place } from '../../../shared/kiosk/acts.ts';
import { say } from '../../words/words.ts';
import { AskNumber } from './ask-number.tsx';
import { ChooseOption } from './choose-option.tsx';
import { LoanResultPage } from './result.tsx';

/** The calculator's place. */
export type LoanPlace = Extract<Place, { page: 'loan' }>;

/** Props of LoanScreen. */
export interface LoanScreenProps {
  readonly view: LoanView;
  readonly place: LoanPlace;
  readonly go: (place: LoanPlace) => void;
  readonly print: () => void;
  /** Null where there is no A4 printer. */
  readonly printSheet: (() => void) | null;
  readonly back: () => void;
}

/** Draws the step that is missing, the one that is being changed, or the result. */
export function LoanScreen({ view, place, go, print, printSheet, back }: LoanScreenProps): VNode {
  const [changing, setChanging] = useState<'yuan' | 'years' | 'option' | null>(null);
  const { at: _page, ...asked } = place;
  const tell = (next: LoanPlace): void => {
    setChanging(null);
    go(next);
  };
  const step = changing ?? (place.yuan === undefined ? 'yuan' : place.years === undefined || view.result === null ? 'years' : 'result');
  const leave = changing === null ? back : () => setChanging(null);
  switch (step) {
    case 'yuan':
      return (
        <AskNumber
          key="yuan"
          title={say('loan.yuan')}
          over={view.title}
          unit={say('loan.unit-yuan')}
          value={place.yuan}
          limits={[1, view.limits.yuanMax]}
          misfit={say('loan.yuan-misfit', { max: Math.floor(view.limits.yuanMax / 10_000) })}
          remark={(yuan) => (yuan >= 10_000 ? say('loan.yuan-in-wan', { n: yuan / 10_000 }) : '')}
          done={(yuan) => tell({ ...asked, yuan })}
          back={leave}
        />
      );
    case 'years':
      return (
        <AskNumber
          key="years"
          title={say('loan.years')}
          over={view.title}
          unit={say('loan.unit-years')}
          value={place.years}
          limits={[1, view.limits.yearsMax]}
          misfit={say('loan.years-misfit', { max: view.limits.yearsMax })}
          remark={() => ''}
          done={(years) => tell({ ...asked, years })}
          back={changing === null ? () => setChanging('yuan') : leave}
        />
      );
    case 'option':
      return (
        <ChooseOption
          title={say('loan.option')}
          view={view}
          chosen={place.option ?? 0}
          done={(option) => tell({ ...asked, option })}
          back={leave}
        />
      );
    case 'result':
      return (
        <LoanResultPage
          view={view}
          change={setChanging}
          repay={(repayment) => go({ ...asked, repayment })}
          turn={(at) => go({ ...asked, at })}
          print={print}
          printSheet={printSheet}
          back={back}
        />
      );
    default:
      return assertNever(step);
  }
}
