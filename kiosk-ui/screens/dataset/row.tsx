/** One row of a dataset by itself: everything that is known of it, with a code for the phone's map where it has an address. */
import type { VNode } from 'preact';
import type { DatasetColumn } from '../../../shared/catalog/dataset.ts';
import type { DatasetView } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Code } from '../../parts/code.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { dayWords } from '../../words/time.ts';
import { say } from '../../words/words.ts';
import { numberWords } from '../../../shared/base/number-words.ts';

/** Props of DatasetRow. */
export interface DatasetRowProps {
  readonly view: DatasetView;
  readonly row: readonly string[];
  readonly print: () => void;
  /** Back to the list, at the page it was left. */
  readonly list: () => void;
}

/** Draws the row. */
export function DatasetRow({ view, row, print, list }: DatasetRowProps): VNode {
  const title = row[view.nameAt] ?? '';
  const facts = view.columns.flatMap((column, index) => {
    const value = row[index] ?? '';
    return index === view.nameAt || value === '' ? [] : [{ label: column.title, value: factOf(column, value) }];
  });
  const address = row[view.columns.findIndex((column) => column.kind === 'address')] ?? '';
  return (
    <Page
      title={title}
      part={title}
      over={
        <>
          {view.title}
          {view.example && <span class="badge">{say('badge.example')}</span>}
        </>
      }
      back={<Button label={say('dataset.to-list')} icon="back" onPress={list} />}
      main={<Button label={say('dataset.print-row')} icon="print" look="main" onPress={print} />}
    >
      <Rows rows={facts} />
      {address !== '' && (
        <figure class="code-figure">
          <Code data={mapAddress(`${title} ${address}`)} label={say('dataset.map')} />
          <figcaption>{say('dataset.map')}</figcaption>
        </figure>
      )}
      <footer class="source">
        <p>{say('dataset.source', { publisher: view.source.publisher, title: view.source.title })}</p>
        <p>{say('dataset.as-of', { date: dayWords(view.asOf) })}</p>
      </footer>
    </Page>
  );
}

function factOf(column: DatasetColumn, value: string): VNode | string {
  if (column.kind === 'phone') return <strong class="number">{value}</strong>;
  if (column.kind === 'number') return `${numberWords(value)}${column.unit ?? ''}`;
  return column.kind === 'date' ? dayWords(value) : value;
}

/** RFC 5870 needs a point; phones take `0,0` with a question to mean: find this. */
function mapAddress(place: string): string {
  return `geo:0,0?q=${encodeURIComponent(place)}`;
}
