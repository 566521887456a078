/** One place: where, when, how far, a code for the phone's map; and its floor plan. */
import type { VNode } from 'preact';
import type { SpotView } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Code } from '../../parts/code.tsx';
import { FloorPlan } from '../../parts/floor-plan.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { say } from '../../words/words.ts';

/** Props of SpotScreen. */
export interface SpotScreenProps {
  readonly view: SpotView;
  /** Whether the floor plan is asked for. */
  readonly plan: boolean;
  readonly turn: (plan: boolean) => void;
  readonly print: () => void;
  readonly back: () => void;
}

/** Draws the place. */
export function SpotScreen({ view, plan, turn, print, back }: SpotScreenProps): VNode {
  const { floor } = view;
  return (
    <Page
      title={view.name}
      part={plan ? 'plan' : 'place'}
      {...(view.example ? { over: <span class="badge">{say('badge.example')}</span> } : {})}
      {...(floor === null
        ? {}
        : {
            top: (
              <Tabs
                label={view.name}
                tabs={[
                  { id: 'place', label: say('spot.place') },
                  { id: 'plan', label: say('spot.plan') },
                ]}
                at={plan ? 'plan' : 'place'}
                turn={(id) => turn(id === 'plan')}
              />
            ),
          })}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={<Button label={say('button.print')} icon="print" look="main" onPress={print} />}
    >
      {plan && floor !== null ? (
        <>
          <FloorPlan floor={floor} here={say('spot.here')} />
          <Rows rows={floor.windows.map(({ no, name }) => ({ label: say('spot.window', { no }), value: name }))} />
        </>
      ) : (
        <WhereAndWhen view={view} />
      )}
    </Page>
  );
}

function WhereAndWhen({ view }: { readonly view: SpotView }): VNode {
  const { openNow, phone, distance, hours } = view;
  return (
    <>
      <Rows
        rows={[
          { label: say('spot.address'), value: view.address },
          ...(distance === null ? [] : [{ label: say('spot.distance'), value: distance }]),
          { label: say('spot.phone'), value: phone === null ? say('spot.missing') : <strong class="number">{phone}</strong> },
          ...(openNow === null
            ? []
            : [{ label: say('spot.now'), value: say(openNow.open ? 'spot.open' : 'spot.closed', { words: openNow.words }) }]),
          {
            label: say('spot.hours'),
            value: hours.length === 0 ? say('spot.missing') : hours.map((line) => <p key={line}>{line}</p>),
          },
          { label: say('spot.region'), value: view.region },
        ]}
      />
      {view.geo !== null && (
        <figure class="code-figure">
          <Code data={view.geo} label={say('spot.scan')} />
          <figcaption>{say('spot.scan')}</figcaption>
        </figure>
      )}
    </>
  );
}
