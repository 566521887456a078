/** A page of a shelf: authored groups and what is gathered, filtered and cut into pages; and the same on paper. */
import type { Shelf } from '../../shared/catalog/hall.ts';
import type { Entry, Narrow, ShelfGroup, ShelfView } from '../../shared/catalog/views.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import { departmentsOf, gathered } from './gathered.ts';
import type { Hall } from './hall.ts';
import { readShelfId, regionShelf } from './hall-ids.ts';
import { narrowsOf, passes } from './narrow.ts';
import { childrenOf, levelOf, liesIn, parentOf, pathOf } from './region-tree.ts';
import { guideRow, listOf, rowOf } from './shelf-rows.ts';
import type { RowGroup, ShelfRow } from './shelf-rows.ts';
import { framed } from '../../shared/document/slip-frame.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';

/** Rows of a screen page. */
const PAGE_ROWS = 40;
/** Rows of a slip: about 60 cm of paper. */
const SLIP_ROWS = 60;

/** Said of a shelf without anything on it. */
const NOTHING = '还没有提供到这台机器上，请到综合咨询窗口问一问，或打 12345。';

/** What is asked of a shelf. */
export interface ShelfAsk {
  readonly id: string;
  readonly narrow?: Narrow | undefined;
  readonly department?: string | undefined;
  /** Page, from 0. A page past the end is the last one. */
  readonly at?: number | undefined;
}

/** A shelf before filtering. */
interface Filled {
  readonly head: Pick<ShelfView, 'id' | 'title' | 'lead' | 'empty' | 'steps' | 'source' | 'example'>;
  readonly groups: readonly RowGroup[];
}

/** The page asked for; null for a shelf that does not exist. */
export function shelfPage(ask: ShelfAsk, hall: Hall): ShelfView | null {
  const filled = fill(ask.id, hall);
  if (filled === null) return null;
  const all = filled.groups.flatMap((group) => group.rows);
  const left = filtered(filled.groups, ask);
  const rows = left.reduce((sum, group) => sum + group.rows.length, 0);
  const pages = Math.max(1, Math.ceil(rows / PAGE_ROWS));
  const page = Math.min(ask.at ?? 0, pages - 1);
  return {
    ...filled.head,
    groups: cut(left, page * PAGE_ROWS, PAGE_ROWS),
    departments: [...new Set(all.flatMap((row) => row.department ?? []))].sort(),
    narrows: narrowsOf(all.map((row) => row.guide)),
    page,
    pages,
  };
}

/** The tile of a shelf that is reckoned; null where there is none of that id. */
export function reckonedEntry(id: string, hall: Hall): Entry | null {
  const made = readShelfId(id);
  if (made === null || !('region' in made)) return null;
  const region = hall.content.regions.get(made.region);
  if (region === undefined) return null;
  const below = childrenOf(region.code, hall.content.regions).length;
  return {
    target: { kind: 'shelf', id },
    title: region.name,
    subtitle: below === 0 ? levelOf(region.code) : `${levelOf(region.code)}，下辖 ${below} 个`,
    icon: 'map',
    badges: hall.terminal.region === region.code ? ['本机所在'] : [],
  };
}

/** The shelf on paper, filtered as on the screen. */
export function shelfSlip(terminal: SlipTerminal, ask: ShelfAsk, hall: Hall, now: Date): ReceiptDocument | null {
  const filled = fill(ask.id, hall);
  if (filled === null) return null;
  const { head } = filled;
  const groups = filtered(filled.groups, ask);
  const rows = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const blocks: ReceiptBlock[] = [
    ...(head.lead === null ? [] : [{ kind: 'text', text: head.lead } as const]),
    ...(ask.department === undefined ? [] : [{ kind: 'pair', label: '部门', value: ask.department } as const]),
    ...head.steps.map((step, at) => ({ kind: 'text', text: `${at + 1}. ${step}` }) as const),
    ...cut(groups, 0, SLIP_ROWS).flatMap((group): readonly ReceiptBlock[] => [
      { kind: 'text', text: group.title, bold: true },
      ...group.entries.flatMap((entry): readonly ReceiptBlock[] => [
        { kind: 'text', text: `· ${entry.title}` },
        ...(entry.subtitle === '' ? [] : [{ kind: 'text', text: `  ${entry.subtitle}` } as const]),
      ]),
      ...group.facts.map(({ label, value }) => ({ kind: 'pair', label, value }) as const),
    ]),
    ...(groups.length === 0 ? [{ kind: 'text', text: head.empty } as const] : []),
    ...(rows > SLIP_ROWS ? [{ kind: 'text', text: `共 ${rows} 条，这里是前 ${SLIP_ROWS} 条` } as const] : []),
    ...(head.source === null
      ? []
      : [{ kind: 'rule' } as const, { kind: 'pair', label: '来源', value: `${head.source.publisher}《${head.source.title}》` } as const]),
  ];
  return { purpose: 'help', title: head.title, blocks: framed(terminal, { title: head.title, example: head.example, blocks }, now) };
}

function fill(id: string, hall: Hall): Filled | null {
  const made = readShelfId(id);
  if (made === null) {
    const shelf = hall.content.shelves.get(id);
    return shelf === undefined ? null : authored(shelf, hall);
  }
  return 'region' in made ? regionFilled(made.region, hall) : departmentFilled(id, made.department, hall);
}

function authored(shelf: Shelf, hall: Hall): Filled {
  const own = (shelf.groups ?? []).flatMap((group) => {
    const rows = group.opens.flatMap((target) => rowOf(target, hall));
    return rows.length === 0 ? [] : [listOf(group.title, rows, group.look)];
  });
  return {
    head: {
      id: shelf.id,
      title: shelf.title,
      lead: shelf.lead ?? null,
      empty: shelf.empty ?? NOTHING,
      steps: shelf.steps ?? [],
      source: shelf.source ?? null,
      example: shelf.example,
    },
    groups: [...own, ...(shelf.gathers === undefined ? [] : gathered(shelf, shelf.gathers, hall))],
  };
}

function departmentFilled(id: string, at: number, hall: Hall): Filled | null {
  const department = departmentsOf(hall)[at]?.name;
  if (department === undefined) return null;
  const rows = hall.guides().flatMap((guide) => (guide.department === department ? guideRow(guide, hall, guide.summary ?? '') : []));
  return { head: plainHead(id, department, null), groups: [listOf('这个部门的事', rows)] };
}

/** A division: what is done at its level first, then what lies below it, its places, and the way up. */
function regionFilled(code: string, hall: Hall): Filled | null {
  const region = hall.content.regions.get(code);
  if (region === undefined) return null;
  const level = levelOf(code);
  const above = parentOf(code);
  const matters = listOf(
    `${level}这一级可以办`,
    hall
      .guides()
      .flatMap((guide) =>
        guide.levels?.includes(level) === true && (guide.regions ?? [code]).some((owner) => liesIn(code, owner))
          ? guideRow(guide, hall)
          : [],
      ),
  );
  const spots = listOf(
    '办事的地方',
    [...hall.content.places.values()]
      .filter((place) => place.region === code)
      .flatMap((place) => rowOf({ kind: 'spot', id: place.id }, hall)),
  );
  const tree = [
    listOf(
      '下一级',
      childrenOf(code, hall.content.regions).flatMap((child) => rowOf({ kind: 'shelf', id: regionShelf(child.code) }, hall)),
      'tiles',
    ),
    listOf('上一级', above === null ? [] : rowOf({ kind: 'shelf', id: regionShelf(above) }, hall)),
  ];
  // Near the citizen the matters count; higher up nearly everybody is on the way to another division.
  const near = level === '苏木' || level === '嘎查';
  const groups = (near ? [matters, spots, ...tree] : [...tree, matters, spots]).filter((group) => group.rows.length > 0);
  return { head: plainHead(regionShelf(code), region.name, pathOf(code, hall.content.regions).join(' ')), groups };
}

function plainHead(id: string, title: string, lead: string | null): Filled['head'] {
  return { id, title, lead, empty: NOTHING, steps: [], source: null, example: false };
}

function filtered(groups: readonly RowGroup[], { narrow, department }: ShelfAsk): readonly RowGroup[] {
  if (narrow === undefined && department === undefined) return groups;
  const fits = (row: ShelfRow): boolean =>
    (department === undefined || row.department === department) &&
    (narrow === undefined || (row.guide !== null && passes(row.guide, narrow)));
  return groups.flatMap((group) => {
    const rows = group.rows.filter(fits);
    return rows.length === 0 ? [] : [{ ...group, rows, facts: [] }];
  });
}

/** The rows of one page, still under their headings. Facts stand on the first page. */
function cut(groups: readonly RowGroup[], from: number, count: number): readonly ShelfGroup[] {
  let before = 0;
  return groups.flatMap((group) => {
    const entries = group.rows.slice(Math.max(0, from - before), Math.max(0, from + count - before)).map((row) => row.entry);
    before += group.rows.length;
    const facts = from === 0 ? group.facts : [];
    return entries.length === 0 && facts.length === 0 ? [] : [{ title: group.title, look: group.look, entries, facts }];
  });
}
