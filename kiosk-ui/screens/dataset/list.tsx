/** Rows of a dataset that open: each a button with its name and what the list says of it. */
import type { VNode } from 'preact';
import type { DatasetView } from '../../../shared/catalog/views.ts';
import { Icon } from '../../parts/icon.tsx';
import { listedColumns } from './listed.ts';
import { numberWords } from '../../../shared/base/number-words.ts';

/** Props of DatasetList. */
export interface DatasetListProps {
  readonly view: DatasetView;
  readonly open: (row: number) => void;
}

/** Draws the list. */
export function DatasetList({ view, open }: DatasetListProps): VNode {
  const others = listedColumns(view).filter(({ index }) => index !== view.nameAt);
  return (
    <ul class="entries list" aria-label={view.title}>
      {view.rows.map((row, at) => (
        <li key={at}>
          <button type="button" class="entry" onClick={() => open(at)}>
            <span class="entry-words">
              <span class="entry-title">{row[view.nameAt]}</span>
              {others.map(({ column, index }) => {
                const value = row[index] ?? '';
                return (
                  value !== '' && (
                    <span class="entry-subtitle" key={column.key}>
                      {column.title}：{column.kind === 'number' ? `${numberWords(value)}${column.unit ?? ''}` : value}
                    </span>
                  )
                );
              })}
            </span>
            <Icon name="forward" />
          </button>
        </li>
      ))}
    </ul>
  );
}
