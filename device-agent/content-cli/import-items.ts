/** `content import`: the rows of a hall's table of items to guides, by a mapping file and nothing else. */
import * as v from 'valibot';
import { assertNever } from '../../shared/base/never.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { guideSchema } from '../../shared/catalog/guide.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import { text } from '../../shared/catalog/text.ts';
import { faultsOf } from '../catalog/content-fault.ts';
import type { ContentFault } from '../catalog/content-fault.ts';
import type { Table } from './read-table.ts';

const cellSchema = v.variant('as', [
  v.strictObject({ as: v.literal('text'), from: text(60) }),
  /** One of the source's codes or words; `values` says what each means here. */
  v.strictObject({ as: v.literal('choice'), from: text(60), values: v.record(text(60), text(60)) }),
  v.strictObject({ as: v.literal('number'), from: text(60) }),
  v.strictObject({ as: v.literal('flag'), from: text(60), yes: v.array(text(20)) }),
  v.strictObject({ as: v.literal('list'), from: text(60), separator: text(4), values: v.optional(v.record(text(60), text(60))) }),
  /** 时限: a number column and a unit column, the latter's values mapped. */
  v.strictObject({
    as: v.literal('limit'),
    from: text(60),
    unitFrom: text(60),
    units: v.record(text(20), v.picklist(['工作日', '自然日'])),
  }),
]);

/** A mapping file: which column becomes which element, how vendors' codes are to be read, and what every row gets. */
export const mappingSchema = v.strictObject({
  /** What this source is, for people. */
  source: text(100),
  /** Sheet of a spreadsheet; the first one where it is left out. */
  sheet: v.optional(text(60)),
  /** Rows before the headings, and rows that the headings take; two-storey headings are named `承诺时限/数值`. */
  skipRows: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)), 0),
  headRows: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)), 1),
  /** Columns whose empty cells repeat the cell above: merged cells that a CSV has lost. */
  fillDown: v.array(text(60)),
  /** Column whose cells name the guide's file; everything but letters, digits and hyphens is dropped. */
  idFrom: text(60),
  idPrefix: v.optional(text(20)),
  fields: v.record(text(40), cellSchema),
  fixed: v.record(text(40), v.unknown()),
});
/** A mapping file. */
export type Mapping = v.InferOutput<typeof mappingSchema>;

/** All rows as guides, or every finding with its row. */
export function importItems(
  { heads, rows, firstRow }: Table,
  mapping: Mapping,
  file: string,
): Result<readonly Guide[], readonly ContentFault[]> {
  const columns = new Map(heads.map((head, at) => [head.trim(), at]));
  const wanted = [
    mapping.idFrom,
    ...mapping.fillDown,
    ...Object.values(mapping.fields).flatMap((cell) => (cell.as === 'limit' ? [cell.from, cell.unitFrom] : [cell.from])),
  ];
  const lost = [...new Set(wanted)].filter((head) => !columns.has(head));
  if (lost.length > 0) return err(lost.map((head) => ({ file, row: null, field: head, reason: '表里没有这一列' })));
  const above = new Map<string, string>();
  const guides: Guide[] = [];
  const faults: ContentFault[] = [];
  rows.forEach((row, at) => {
    const cell = (head: string): string => {
      const own = (row[columns.get(head) ?? -1] ?? '').trim();
      if (!mapping.fillDown.includes(head)) return own;
      const value = own === '' ? (above.get(head) ?? '') : own;
      above.set(head, value);
      return value;
    };
    const record = recordOf(mapping, cell);
    const checked = v.safeParse(guideSchema, record);
    if (checked.success) guides.push(checked.output);
    else faults.push(...faultsOf(file, firstRow + at, checked.issues));
  });
  return faults.length > 0 ? err(faults) : ok(guides);
}

function recordOf(mapping: Mapping, cell: (head: string) => string): Record<string, unknown> {
  const id = cell(mapping.idFrom)
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '');
  const record: Record<string, unknown> = { ...mapping.fixed, id: `${mapping.idPrefix ?? ''}${id}` };
  for (const head of mapping.fillDown) cell(head);
  for (const [field, how] of Object.entries(mapping.fields)) {
    const value = valueOf(how, cell);
    if (value !== undefined) record[field] = value;
  }
  return record;
}

/** An empty cell is an element that the hall did not supply: absent, never guessed. */
function valueOf(how: v.InferOutput<typeof cellSchema>, cell: (head: string) => string): unknown {
  const raw = cell(how.from);
  if (raw === '') return undefined;
  switch (how.as) {
    case 'text':
      return raw;
    case 'choice':
      return how.values[raw] ?? raw;
    case 'number':
      return Number(raw);
    case 'flag':
      return how.yes.includes(raw);
    case 'list':
      return raw
        .split(how.separator)
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part) => how.values?.[part] ?? part);
    case 'limit':
      return { days: Number(raw), unit: how.units[cell(how.unitFrom)] ?? cell(how.unitFrom) };
    default:
      return assertNever(how);
  }
}
