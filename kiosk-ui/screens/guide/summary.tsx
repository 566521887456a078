/** The guide on one screen: who, where, when, how long, cost, visits; below, the rest that people ask at a window. */
import type { VNode } from 'preact';
import { feeWords, limitWords, NOT_SUPPLIED, visitWords } from '../../../shared/catalog/guide-words.ts';
import type { Guide } from '../../../shared/catalog/guide.ts';
import type { GuideView } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Note } from '../../parts/notes.tsx';
import { Rows } from '../../parts/rows.tsx';
import { say } from '../../words/words.ts';

/** Props of Summary. */
export interface SummaryProps {
  readonly view: GuideView;
  /** Prints the whole guide on A4; null where there is no such printer. */
  readonly printSheet: (() => void) | null;
  readonly showMap: (theme: string) => void;
}

/** Draws the summary. */
export function Summary({ view, printSheet, showMap }: SummaryProps): VNode {
  const { guide, openNow, missing } = view;
  const [theme] = guide.themes;
  const cells: readonly { readonly icon: string; readonly label: string; readonly value: string; readonly more?: string }[] = [
    { icon: 'users', label: say('guide.who'), value: guide.audience?.join('、') ?? NOT_SUPPLIED },
    {
      icon: 'clock',
      label: say('guide.when'),
      value: openNow?.words ?? NOT_SUPPLIED,
      ...(guide.hours?.note === undefined ? {} : { more: guide.hours.note }),
    },
    {
      icon: 'calendar',
      label: say('guide.how-long'),
      value: say('guide.promised', { limit: limitWords(guide.promisedLimit) }),
      more: say('guide.statutory', { limit: limitWords(guide.statutoryLimit) }),
    },
    { icon: 'coins', label: say('guide.cost'), value: feeWords(guide) },
    { icon: 'visits', label: say('guide.visits'), value: visitWords(guide) },
    { icon: 'phone', label: say('guide.consult'), value: guide.consultation ?? NOT_SUPPLIED },
  ];
  return (
    <>
      {guide.summary !== undefined && <p class="remark">{guide.summary}</p>}
      <dl class="cells">
        {cells.map(({ icon, label, value, more }) => (
          <div class="cell" key={label}>
            <dt>
              <Icon name={icon} />
              {label}
            </dt>
            <dd>{value}</dd>
            {more !== undefined && <dd class="more">{more}</dd>}
          </div>
        ))}
      </dl>
      <h2>{say('guide.where')}</h2>
      <Counters guide={guide} />
      {theme !== undefined && (
        <p class="alone">
          <Button label={say('guide.nearby')} icon="map" onPress={() => showMap(theme)} />
        </p>
      )}
      <Rows
        rows={[
          { label: say('guide.complain'), value: guide.complaint ?? NOT_SUPPLIED },
          { label: say('guide.case-type'), value: guide.caseType ?? NOT_SUPPLIED },
          { label: say('guide.depth'), value: guide.depth === undefined ? NOT_SUPPLIED : say(`guide.depth.${guide.depth}`) },
        ]}
      />
      {missing.length > 0 && (
        <Note tone="calm">
          <p>{say('guide.missing', { names: missing.join('、') })}</p>
        </Note>
      )}
      {printSheet !== null && (
        <p class="alone">
          <Button label={say('guide.print-sheet')} icon="print" onPress={printSheet} />
        </p>
      )}
    </>
  );
}

function Counters({ guide }: { readonly guide: Guide }): VNode {
  const counters = guide.counters ?? [];
  if (counters.length === 0) return <p class="remark">{NOT_SUPPLIED}</p>;
  return (
    <ul class="boxes">
      {counters.map((counter) => (
        <li class="box" key={counter.name}>
          <h3>{counter.name}</h3>
          <Rows
            rows={[
              { label: say('guide.where'), value: counter.address },
              { label: say('guide.room'), value: counter.room ?? NOT_SUPPLIED },
              { label: say('guide.window'), value: counter.window ?? NOT_SUPPLIED },
              { label: say('guide.phone'), value: counter.phone ?? NOT_SUPPLIED },
            ]}
          />
        </li>
      ))}
    </ul>
  );
}
