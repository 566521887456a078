/** Which columns a list shows, and whether a row has more to say than its list. */
import type { DatasetColumn } from '../../../shared/catalog/dataset.ts';
import type { DatasetView } from '../../../shared/catalog/views.ts';

/** A column with its place in the row. */
export interface ListedColumn {
  readonly column: DatasetColumn;
  readonly index: number;
}

/** The columns marked for lists; all of them where none is. */
export function listedColumns({ columns }: DatasetView): readonly ListedColumn[] {
  const all = columns.map((column, index) => ({ column, index }));
  const marked = all.filter(({ column }) => column.list === true);
  return marked.length > 0 ? marked : all;
}

/** True where opening a row shows more than the list: a column left out, an address, a phone, hours. */
export function hasMore(view: DatasetView): boolean {
  return (
    listedColumns(view).length < view.columns.length ||
    view.columns.some(({ kind }) => kind === 'address' || kind === 'phone' || kind === 'hours')
  );
}
