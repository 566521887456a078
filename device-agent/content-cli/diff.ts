/** `content diff`: what a new package adds, changes and takes away against an old one. */
import type { Content } from '../catalog/content.ts';

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
  for (const guide of content.guides.values())
    if (!content.joints.has(guide.id)) records.set(`guide/${guide.id}`, { name: guide.name, fields: guide });
  for (const journey of content.journeys.values()) records.set(`journey/${journey.id}`, { name: journey.title, fields: journey });
  for (const { head, rows } of content.datasets.values())
    records.set(`dataset/${head.id}`, { name: head.title, fields: { ...head, rows } });
  for (const theme of content.themes.values()) records.set(`theme/${theme.id}`, { name: theme.title, fields: theme });
  for (const one of content.applications.values()) records.set(`application/${one.id}`, { name: one.name, fields: one });
  for (const joint of content.joints.values()) records.set(`joint/${joint.id}`, { name: joint.name, fields: joint });
  return records;
}
