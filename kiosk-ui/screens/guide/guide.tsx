/** A guide: one screen that answers most, tabs for the rest, every element of the 24 indicators or 未提供. */
import type { VNode } from 'preact';
import { assertNever } from '../../../shared/base/never.ts';
import type { GuideView } from '../../../shared/catalog/views.ts';
import type { Place } from '../../../shared/kiosk/acts.ts';
import { Button } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { say } from '../../words/words.ts';
import { Basis } from './basis.tsx';
import { Faq } from './faq.tsx';
import { Fee } from './fee.tsx';
import { Materials } from './materials.tsx';
import { Process } from './process.tsx';
import { Summary } from './summary.tsx';

/** A part of the guide. */
type GuideTab = NonNullable<Extract<Place, { page: 'guide' }>['tab']>;

const TABS: readonly GuideTab[] = ['summary', 'materials', 'process', 'basis', 'fee', 'faq'];

/** Props of GuideScreen. */
export interface GuideScreenProps {
  readonly view: GuideView;
  readonly tab: GuideTab;
  /** This guide's answers: situation → choice. */
  readonly situations: Readonly<Record<string, string>>;
  readonly turn: (tab: GuideTab) => void;
  readonly choose: (situation: string, choice: string) => void;
  readonly start: ((journey: string) => void) | null;
  readonly print: () => void;
  /** Null where there is no A4 printer. */
  readonly printSheet: (() => void) | null;
  readonly showForm: (material: string, form: 'blank' | 'sample') => void;
  /** To the places where matters of this kind are handled. */
  readonly showMap: (theme: string) => void;
  readonly showPowers: (shelf: string, department: string) => void;
  readonly back: () => void;
}

/** Draws the guide. */
export function GuideScreen({
  view,
  tab,
  situations,
  turn,
  choose,
  start,
  print,
  printSheet,
  showForm,
  showMap,
  showPowers,
  back,
}: GuideScreenProps): VNode {
  const { guide } = view;
  const { journey } = guide;
  const canStart = journey !== undefined && start !== null;
  return (
    <Page
      title={guide.name}
      part={tab}
      over={
        <>
          {guide.department}
          {guide.example && <span class="badge">{say('badge.example')}</span>}
        </>
      }
      top={<Tabs label={say('guide.tabs')} tabs={TABS.map((id) => ({ id, label: say(`guide.tab.${id}`) }))} at={tab} turn={turn} />}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      extra={<Button label={say('guide.print')} icon="print" look={canStart ? 'plain' : 'main'} onPress={print} />}
      main={canStart && <Button label={say('guide.start')} icon="forward" look="main" onPress={() => start(journey)} />}
    >
      <Part
        view={view}
        tab={tab}
        situations={situations}
        choose={choose}
        printSheet={printSheet}
        showForm={showForm}
        showMap={showMap}
        showPowers={showPowers}
      />
    </Page>
  );
}

type PartProps = Pick<GuideScreenProps, 'view' | 'tab' | 'situations' | 'choose' | 'printSheet' | 'showForm' | 'showMap' | 'showPowers'>;

function Part({ view, tab, situations, choose, printSheet, showForm, showMap, showPowers }: PartProps): VNode {
  switch (tab) {
    case 'summary':
      return <Summary view={view} printSheet={printSheet} showMap={showMap} />;
    case 'materials':
      return <Materials guide={view.guide} situations={situations} choose={choose} showForm={showForm} />;
    case 'process':
      return <Process guide={view.guide} />;
    case 'basis':
      return <Basis guide={view.guide} powers={view.powers} showPowers={showPowers} />;
    case 'fee':
      return <Fee guide={view.guide} />;
    case 'faq':
      return <Faq guide={view.guide} />;
    default:
      return assertNever(tab);
  }
}
