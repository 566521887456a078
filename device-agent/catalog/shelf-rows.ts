/** Rows of shelves: an entry with the department and guide that the filters look at. */
import type { Guide } from '../../shared/catalog/guide.ts';
import type { Entry, ShelfGroup, Target } from '../../shared/catalog/views.ts';
import type { Hall } from './hall.ts';

/** An entry on a shelf. */
export interface ShelfRow {
  readonly entry: Entry;
  /** Null where no single department stands behind it. */
  readonly department: string | null;
  readonly guide: Guide | null;
}

/** A group before filtering. */
export interface RowGroup {
  readonly title: string;
  readonly look: ShelfGroup['look'];
  readonly rows: readonly ShelfRow[];
  readonly facts: ShelfGroup['facts'];
}

/** The row of a target; none when it is gone or not in force. */
export function rowOf(target: Target, hall: Hall): readonly ShelfRow[] {
  const entry = hall.entry(target);
  if (entry === null) return [];
  const guide = target.kind === 'guide' ? (hall.content.guides.get(target.id) ?? null) : null;
  const application = target.kind === 'unconnected' ? hall.content.applications.get(target.id) : undefined;
  return [{ entry, department: guide?.department ?? application?.department ?? null, guide }];
}

/** The row of a guide, with words of its own under the name. */
export function guideRow(guide: Guide, hall: Hall, subtitle: string = guide.department): readonly ShelfRow[] {
  return rowOf({ kind: 'guide', id: guide.id }, hall).map((row) => ({ ...row, entry: { ...row.entry, subtitle } }));
}

/** A group of rows without facts. */
export function listOf(title: string, rows: readonly ShelfRow[], look: ShelfGroup['look'] = 'list'): RowGroup {
  return { title, look, rows, facts: [] };
}
