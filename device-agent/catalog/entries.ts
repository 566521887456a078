/** Content as tiles, list rows and search hits. */
import type { Day } from '../../shared/base/working-days.ts';
import type { Calculator } from '../../shared/catalog/calculator.ts';
import type { Faq } from '../../shared/catalog/faq.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import type { Guided } from '../../shared/catalog/guided.ts';
import type { Shelf } from '../../shared/catalog/hall.ts';
import type { Application, Theme } from '../../shared/catalog/package.ts';
import type { Entry, Target } from '../../shared/catalog/views.ts';
import type { Content, Dataset } from './content.ts';

/** A row stands behind a matter that fits nearly as well. */
const ROW_TRUST = 0.88;
/** A longer piece of a cell is a sentence, not a thing that is looked for. */
const ROW_PIECE_MAX = 16;

/** One thing that can be opened, with every name under which it is looked for. */
export interface Listed {
  readonly entry: Entry;
  readonly themes: readonly string[];
  /** Its name first. */
  readonly phrases: readonly string[];
  readonly weight: number;
  /** As the search's: below 1 for rows of datasets. */
  readonly trust?: number;
  readonly inForce: (today: Day) => boolean;
}

/** Everything that lists and the search may show; an application that opens something else lends that its names. */
export function listAll(content: Content): readonly Listed[] {
  const lent = new Map<string, string[]>();
  for (const application of content.applications.values()) {
    if (application.opens === undefined || !application.enabled) continue;
    const key = keyOf(application.opens);
    lent.set(key, [...(lent.get(key) ?? []), application.name, ...(application.aliases ?? [])]);
  }
  const named = (
    entry: Entry,
    aliases: readonly string[] | undefined,
    themes: readonly string[],
    inForce: Listed['inForce'] = always,
  ): Listed => ({
    entry,
    themes,
    phrases: phrasesOf(entry.title, aliases, lent.get(keyOf(entry.target))),
    weight: content.hot.weights[entry.target.id] ?? 1,
    inForce,
  });
  return [
    ...[...content.guides.values()].map((guide) =>
      named(
        guideEntry(guide, content),
        guide.aliases,
        guide.themes,
        guide.effective === undefined && guide.cancelled === undefined ? always : (today) => isInForce(guide, today),
      ),
    ),
    ...[...content.datasets.values()].map((dataset) => named(datasetEntry(dataset, content), dataset.head.aliases, dataset.head.themes)),
    ...[...content.datasets.values()].flatMap((dataset) => rowsListed(dataset, content)),
    ...[...content.calculators.values()].map((calculator) =>
      named(calculatorEntry(calculator, content), calculator.aliases, calculator.themes),
    ),
    ...[...content.applications.values()]
      .filter((application) => application.enabled && application.opens === undefined)
      .map((application) => named(unconnectedEntry(application, content), application.aliases, application.themes)),
    // A shelf or an event of that name stands behind the matter itself.
    ...[...content.guided.values()].map((guided) => ({ ...named(guidedEntry(guided), guided.aliases, []), trust: ROW_TRUST })),
    ...[...content.shelves.values()].map((shelf) => ({ ...named(shelfEntry(shelf), shelf.aliases, []), trust: ROW_TRUST })),
  ];
}

function phrasesOf(name: string, aliases: readonly string[] | undefined, lent: readonly string[] | undefined): readonly string[] {
  return aliases === undefined && lent === undefined ? [name] : [...new Set([name, ...(aliases ?? []), ...(lent ?? [])])];
}

/** One key per target, for maps; a row of a dataset has a key of its own. */
export function keyOf(target: Target): string {
  const row = target.kind === 'dataset' && target.word !== undefined ? `/${target.word}` : '';
  return `${target.kind}/${target.id}${row}`;
}

/** Effective and not yet cancelled. */
export function isInForce(guide: Guide, today: Day): boolean {
  return (guide.effective === undefined || guide.effective <= today) && (guide.cancelled === undefined || today < guide.cancelled);
}

/** A theme as a tile. */
export function themeEntry(theme: Theme): Entry {
  return { target: { kind: 'theme', id: theme.id }, title: theme.title, subtitle: theme.subtitle, icon: theme.icon, badges: [] };
}

/** A shelf as a tile. */
function shelfEntry(shelf: Shelf): Entry {
  return {
    target: { kind: 'shelf', id: shelf.id },
    title: shelf.title,
    subtitle: shelf.subtitle,
    icon: shelf.icon,
    badges: shelf.example ? ['示例'] : [],
  };
}

/** An answered question as a list row; null while its guide is not in force. */
export function faqEntry(faq: Faq, content: Content, today: Day): Entry | null {
  const guide = faq.guide === undefined ? null : content.guides.get(faq.guide);
  if (guide === undefined || (guide !== null && !isInForce(guide, today))) return null;
  return {
    target: { kind: 'faq', id: faq.id },
    title: faq.questions[0] ?? '',
    subtitle: guide?.name ?? faq.source?.title ?? '',
    icon: 'help',
    badges: guide?.example === true ? ['示例'] : [],
  };
}

/** An event of life as a tile. */
function guidedEntry(guided: Guided): Entry {
  return {
    target: { kind: 'guided', id: guided.id },
    title: guided.title,
    subtitle: guided.subtitle,
    icon: guided.icon,
    badges: ['一问一答'],
  };
}

function guideEntry(guide: Guide, content: Content): Entry {
  const badges = [
    ...(content.joints.has(guide.id) ? ['一件事'] : []),
    ...(guide.journey === undefined ? [] : ['本机可办']),
    ...(guide.caseType === '即办件' ? ['即办件'] : []),
    ...(guide.visits === 0 ? ['不用跑'] : []),
    ...(guide.example ? ['示例'] : []),
  ];
  return {
    target: { kind: 'guide', id: guide.id },
    title: guide.name,
    subtitle: guide.department,
    icon: iconOf(guide.themes, content),
    badges,
  };
}

function datasetEntry({ head }: Dataset, content: Content): Entry {
  return {
    target: { kind: 'dataset', id: head.id },
    title: head.title,
    subtitle: `${head.source.publisher}，${head.asOf}`,
    icon: iconOf(head.themes, content),
    badges: ['公开数据', ...(head.example ? ['示例'] : [])],
  };
}

/** Rows that the search finds by name: `包头市` and, with what the dataset is called every day, `包头市人口`. */
function rowsListed(dataset: Dataset, content: Content): readonly Listed[] {
  const { head } = dataset;
  const at = head.columns.findIndex((column) => column.key === head.rowName);
  if (at < 0) return [];
  const isRegion = head.columns[at]?.kind === 'region';
  const everyday = head.aliases?.[0] ?? head.title;
  return dataset.rows.flatMap((row): readonly Listed[] => {
    const cell = row[at] ?? '';
    const name = isRegion ? (content.regions.get(cell)?.name ?? cell) : cell;
    if (name === '') return [];
    const entry: Entry = {
      ...datasetEntry(dataset, content),
      target: { kind: 'dataset', id: head.id, word: name },
      title: name,
      subtitle: head.title,
    };
    const pieces = head.columns.flatMap((column, other) =>
      other !== at && column.kind === 'text' && column.list === true ? piecesOf(row[other] ?? '') : [],
    );
    return [{ entry, themes: [], phrases: [name, `${name}${everyday}`, ...pieces], weight: 1, trust: ROW_TRUST, inForce: always }];
  });
}

/** Single things that a cell lists: 炸药、雷管、导火索 … */
function piecesOf(cell: string): readonly string[] {
  return cell.split(/[、，；。（）]|等$/).filter((piece) => piece.length > 1 && piece.length <= ROW_PIECE_MAX);
}

function calculatorEntry(calculator: Calculator, content: Content): Entry {
  const rates = content.datasets.get(calculator.dataset)?.head;
  return {
    target: { kind: 'loan', id: calculator.id },
    title: calculator.title,
    subtitle: rates === undefined ? '' : `${rates.source.publisher}，${rates.asOf}`,
    icon: 'calculator',
    badges: ['本机可办'],
  };
}

function unconnectedEntry(application: Application, content: Content): Entry {
  return {
    target: { kind: 'unconnected', id: application.id },
    title: application.name,
    subtitle: application.department,
    icon: iconOf(application.themes, content),
    badges: ['未接入'],
  };
}

function iconOf(themes: readonly string[], content: Content): string {
  return content.themes.get(themes[0] ?? '')?.icon ?? 'matter';
}

function always(): boolean {
  return true;
}
