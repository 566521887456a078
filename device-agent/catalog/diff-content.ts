/** What new content adds, changes and takes away against old one: for whoever decides on it. */
import type { Content } from './content.ts';
import { PLACES_DATASET } from './places-dataset.ts';

/** One difference; `fields` names what changed inside a record. */
export interface Difference {
  readonly sign: '+' | '-' | '~';
  readonly key: string;
  readonly name: string;
  readonly fields: readonly string[];
}

interface Shown {
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** All differences, by kind and id. */
export function diffContent(before: Content, after: Content): readonly Difference[] {
  const old = recordsOf(before);
  const now = recordsOf(after);
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  return keys.flatMap((key): readonly Difference[] => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was === undefined) return [{ sign: '+', key, name: is?.name ?? '', fields: [] }];
    if (is === undefined) return [{ sign: '-', key, name: was.name, fields: [] }];
    const names = new Set([...Object.keys(was.fields), ...Object.keys(is.fields)]);
    const fields = [...names].filter((name) => JSON.stringify(was.fields[name]) !== JSON.stringify(is.fields[name]));
    return fields.length === 0 ? [] : [{ sign: '~', key, name: is.name, fields }];
  });
}

function recordsOf(content: Content): ReadonlyMap<string, Shown> {
  const records = new Map<string, Shown>();
  const add = <T extends Shown['fields']>(
    kind: string,
    all: Iterable<T>,
    said: (record: T) => readonly [id: string, name: string],
  ): void => {
    for (const record of all) {
      const [id, name] = said(record);
      records.set(`${kind}/${id}`, { name, fields: record });
    }
  };
  const single = [...content.guides.values()].filter((guide) => !content.joints.has(guide.id));
  add('guide', single, (guide) => [guide.id, guide.name]);
  add('journey', content.journeys.values(), (journey) => [journey.id, journey.title]);
  // What is made from other records tells nothing of its own.
  const datasets = [...content.datasets.values()]
    .filter(({ head }) => head.id !== PLACES_DATASET)
    .map(({ head, rows }) => ({ ...head, rows }));
  add('dataset', datasets, (dataset) => [dataset.id, dataset.title]);
  add('theme', content.themes.values(), (theme) => [theme.id, theme.title]);
  add('application', content.applications.values(), (application) => [application.id, application.name]);
  add('joint', content.joints.values(), (joint) => [joint.id, joint.name]);
  add('power', content.powers, (power) => [power.id, power.name]);
  add('place', content.places.values(), (place) => [place.id, place.name]);
  add('shelf', content.shelves.values(), (shelf) => [shelf.id, shelf.title]);
  add('profile', content.profiles.values(), (profile) => [profile.id, profile.title]);
  add('notice', content.notices.values(), (notice) => [notice.id, notice.title]);
  add('floor', content.floors.values(), (floor) => [floor.id, floor.title]);
  add('faq', content.faqs.values(), (faq) => [faq.id, faq.questions[0] ?? '']);
  add('guided', content.guided.values(), (guided) => [guided.id, guided.title]);
  add('calculator', content.calculators.values(), (calculator) => [calculator.id, calculator.title]);
  return records;
}
