/** 内容: other content from a stick, the 24 indicators over what is shown, and how many of the documents' services open something here. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ContentView, DeskView, IndicatorLine } from '../../shared/console/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { Note } from '../parts/notes.tsx';
import { Rows } from '../parts/rows.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { tell } from '../words/console-words.ts';
import type { Ask, Cover } from './ask.ts';
import { PrintNote } from './print-note.tsx';
import { StickBox } from './stick-box.tsx';

/** Props of ContentPart. */
export interface ContentPartProps {
  readonly desk: Pick<DeskView, 'content' | 'updates' | 'indicatorsPrint' | 'tables'>;
  readonly ask: Ask;
  readonly cover: Cover;
}

/** Draws the sums, what can be done with them, and the indicators one under the other. */
export function ContentPart({ desk, ask, cover }: ContentPartProps): VNode {
  const { content, indicatorsPrint, tables } = desk;
  if (content === null) return <Waiting />;
  return (
    <div class="boxes">
      <StickBox updates={desk.updates} ask={ask} cover={cover} />
      <Rows rows={sums(content)} />
      <PrintNote print={indicatorsPrint} />
      {tables.length > 0 && (
        <Note tone="calm" icon="check">
          {tell('content.tables-done', { names: tables.join('、') })}
        </Note>
      )}
      <div class="toolbar">
        <Button
          look="main"
          icon="print"
          label={tell('content.print')}
          disabled={indicatorsPrint.state === 'printing'}
          onPress={() => void ask({ kind: 'print-indicators' })}
        />
        <Button icon="document" label={tell('content.export')} onPress={() => void ask({ kind: 'export-tables' })} />
      </div>
      <h2>{tell('content.indicators')}</h2>
      {content.indicators.map((one) => (
        <IndicatorBox key={one.no} one={one} />
      ))}
    </div>
  );
}

function sums({ version, indicators, services }: ContentView): readonly { readonly label: string; readonly value: string }[] {
  const met = indicators.filter((one) => one.met).length;
  return [
    { label: tell('content.version'), value: version },
    { label: tell('content.met'), value: tell('content.met-value', { met, all: indicators.length }) },
    ...services.map(({ list, connected, all }) => ({
      label: tell(`content.list.${list}`),
      value: tell('content.connected', { connected, all }),
    })),
  ];
}

function IndicatorBox({ one }: { readonly one: IndicatorLine }): VNode {
  const [open, setOpen] = useState(false);
  const name = tell('content.indicator', { no: one.no, name: one.name });
  const left = one.failingCount - one.failing.length;
  return (
    <section class="box console-card" aria-label={name}>
      <h2>
        <span>{name}</span>
        <span class={one.met ? 'badge' : 'badge offline'}>{tell(one.met ? 'content.yes' : 'content.no')}</span>
      </h2>
      <p>{tell('content.measured', { value: one.value, threshold: one.threshold })}</p>
      {open && (
        <ul class="console-notes">
          {one.failing.map((item, at) => (
            <li key={at}>{tell('content.failing', { name: item.name, why: item.why })}</li>
          ))}
          {left > 0 && <li>{tell('content.failing-more', { count: left })}</li>}
        </ul>
      )}
      {one.failingCount > 0 && (
        <div class="toolbar">
          <Button
            label={open ? tell('content.hide') : tell('content.show', { count: one.failingCount })}
            name={`${name} ${open ? tell('content.hide') : tell('content.show', { count: one.failingCount })}`}
            onPress={() => setOpen(!open)}
          />
        </div>
      )}
    </section>
  );
}
