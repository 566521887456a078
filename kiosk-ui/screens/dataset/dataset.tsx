/** A public dataset: table or chart, source and date always beside it, a warm note when it has grown old. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { DatasetView } from '../../../shared/catalog/views.ts';
import type { Place } from '../../../shared/kiosk/acts.ts';
import { BarChart } from '../../parts/chart.tsx';
import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { dayWords } from '../../words/time.ts';
import { say } from '../../words/words.ts';
import { DatasetFilter } from './filter.tsx';
import { numberWords } from '../../../shared/base/number-words.ts';
import { DatasetList } from './list.tsx';
import { hasMore } from './listed.ts';
import { DatasetRow } from './row.tsx';
import { DatasetTable } from './table.tsx';

/** The dataset's place. */
type DatasetPlace = Extract<Place, { page: 'dataset' }>;

/** Props of DatasetScreen. */
export interface DatasetScreenProps {
  readonly view: DatasetView;
  readonly place: DatasetPlace;
  readonly go: (place: DatasetPlace) => void;
  readonly print: () => void;
  readonly back: () => void;
}

/** Draws the dataset. */
export function DatasetScreen({ view, place, go, print, back }: DatasetScreenProps): VNode {
  const [filtering, setFiltering] = useState(false);
  const [look, setLook] = useState<'table' | 'chart'>('table');
  if (filtering) {
    const done = (region: string, word: string): void => {
      setFiltering(false);
      go({ page: 'dataset', id: place.id, ...(region === '' ? {} : { region }), ...(word === '' ? {} : { word }) });
    };
    return (
      <DatasetFilter
        regions={view.regions}
        region={place.region ?? ''}
        word={place.word ?? ''}
        done={done}
        back={() => setFiltering(false)}
      />
    );
  }
  const single = place.row === undefined ? undefined : view.rows[place.row];
  if (single !== undefined) {
    const { row: _row, ...list } = place;
    return <DatasetRow view={view} row={single} print={print} list={() => go(list)} />;
  }
  const filters = [view.regions.find((region) => region.code === place.region)?.name, place.word].filter(
    (name) => name !== undefined && name !== '',
  );
  const pages = Math.max(1, Math.ceil(view.total / view.pageSize));
  return (
    <Page
      title={view.title}
      part={`${look} ${view.page}`}
      over={
        <>
          {say('dataset.total', { n: view.total })}
          {view.example && <span class="badge">{say('badge.example')}</span>}
        </>
      }
      top={
        <div class="toolbar">
          <Button label={say('dataset.filter')} icon="settings" onPress={() => setFiltering(true)} />
          {filters.length > 0 && <Button label={say('dataset.clear')} onPress={() => go({ page: 'dataset', id: place.id })} />}
          {view.chart !== null && (
            <Tabs
              label={say('dataset.chart')}
              tabs={[
                { id: 'table', label: say('dataset.table') },
                { id: 'chart', label: say('dataset.chart') },
              ]}
              at={look}
              turn={setLook}
            />
          )}
        </div>
      }
      beyond={{ at: view.page, of: pages, turn: (at) => go({ ...place, at }) }}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={<Button label={say('dataset.print')} icon="print" look="main" onPress={print} />}
    >
      {view.stale && (
        <Note tone="warm" icon="alert">
          <p>{say('dataset.stale')}</p>
        </Note>
      )}
      {filters.length > 0 && <p class="remark">{say('dataset.filtered', { what: filters.join('、') })}</p>}
      {view.rows.length === 0 && <p class="remark">{say('dataset.none')}</p>}
      {view.rows.length > 0 &&
        (look === 'chart' && view.chart !== null ? (
          <Chart view={view} chart={view.chart} />
        ) : hasMore(view) ? (
          <DatasetList view={view} open={(row) => go({ ...place, at: view.page, row })} />
        ) : (
          <DatasetTable view={view} />
        ))}
      <footer class="source">
        <p>{say('dataset.source', { publisher: view.source.publisher, title: view.source.title })}</p>
        <p>{say('dataset.as-of', { date: dayWords(view.asOf) })}</p>
        <p>{say('dataset.licence', { licence: view.licence })}</p>
      </footer>
    </Page>
  );
}

function Chart({ view, chart }: { readonly view: DatasetView; readonly chart: NonNullable<DatasetView['chart']> }): VNode {
  const column = view.columns[chart.value];
  const unit = column?.unit ?? '';
  const bars = view.rows
    .filter((_, at) => !chart.without.includes(at))
    .map((row) => {
      const text = row[chart.value] ?? '';
      return { label: row[chart.label] ?? '', value: Number(text.replaceAll(',', '')) || 0, text: `${numberWords(text)}${unit}` };
    });
  return (
    <figure class="chart-figure">
      <figcaption>{unit === '' ? column?.title : `${column?.title ?? ''}（${unit}）`}</figcaption>
      <BarChart label={column?.title ?? ''} bars={bars} />
    </figure>
  );
}
