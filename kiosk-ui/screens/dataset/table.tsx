/** Rows of a dataset: a table where few columns are to be listed, numbers to the right. */
import type { VNode } from 'preact';
import type { DatasetColumn } from '../../../shared/catalog/dataset.ts';
import type { DatasetView } from '../../../shared/catalog/views.ts';
import { listedColumns } from './listed.ts';
import { numberWords } from '../../../shared/base/number-words.ts';

/** Draws the table. */
export function DatasetTable({ view }: { readonly view: DatasetView }): VNode {
  const shown = listedColumns(view);
  return (
    <table class="table">
      <thead>
        <tr>
          {shown.map(({ column }) => (
            <th key={column.key} scope="col" class={sideOf(column)}>
              {column.title}
              {column.unit !== undefined && <small>（{column.unit}）</small>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row, at) => (
          <tr key={at}>
            {shown.map(({ column, index }) => (
              <td key={column.key} class={sideOf(column)}>
                {column.kind === 'number' ? numberWords(row[index] ?? '') : (row[index] ?? '')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sideOf(column: DatasetColumn): string {
  return column.kind === 'number' ? 'right' : 'left';
}
