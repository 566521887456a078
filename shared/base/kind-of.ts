/** One of several objects, told apart by one literal: found by a look into a table, where `v.variant` tries one after the other. */
import * as v from 'valibot';

type Entries<K extends string> = v.ObjectEntries & Readonly<Record<K, v.LiteralSchema<string, undefined>>>;

/** What every option is. */
type Option<K extends string> = v.StrictObjectSchema<Entries<K>, undefined>;

/** A schema of the options; an object of no kind is refused as that. */
export function kindOf<const K extends string, const O extends readonly Option<K>[]>(key: K, options: O): v.LazySchema<O[number]> {
  const byKind = new Map<unknown, O[number]>(options.map((option) => [option.entries[key].literal, option]));
  const nothing = options[0];
  if (nothing === undefined || byKind.size !== options.length) throw new Error(`options must differ in ${key}`);
  // Any option refuses what is none of them.
  return v.lazy((input) => (isObject(input) ? byKind.get(Reflect.get(input, key)) : undefined) ?? nothing);
}

function isObject(input: unknown): input is object {
  return typeof input === 'object' && input !== null;
}
