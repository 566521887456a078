/** Reads JSON that came from outside: depth is bounded, `null` members are left out, nothing throws. */
import type { Json, JsonObject } from './envelope.ts';

/** Deepest nesting that is read. The standard's deepest payload (a form with sub-forms) needs 9. */
const MAX_JSON_DEPTH = 16;

/** The parsed object, or null when the text is no JSON object or is nested too deep. The caller bounds its length. */
export function readJsonObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || (mayBeDeep(text) && !shallowerThan(value, MAX_JSON_DEPTH))) return null;
    // Few messages hold a null. Without one, what was parsed is a JsonObject as it stands.
    return text.includes('null') ? withoutNulls(value) : (value as JsonObject);
  } catch {
    return null;
  }
}

/** With no more brackets than levels nothing can lie deeper: true of nearly every message, and seen without walking through it. */
function mayBeDeep(text: string): boolean {
  let brackets = 0;
  for (const open of OPENERS) {
    for (let at = text.indexOf(open); at !== -1; at = text.indexOf(open, at + 1)) {
      brackets += 1;
      if (brackets > MAX_JSON_DEPTH) return true;
    }
  }
  return false;
}

const OPENERS = ['{', '['] as const;

/** The parser itself does not recurse, so that depth can be judged after it; this walk goes no deeper than `max`. */
function shallowerThan(value: object, max: number): boolean {
  if (max === 0) return false;
  for (const name in value) {
    const member: unknown = Reflect.get(value, name);
    if (typeof member === 'object' && member !== null && !shallowerThan(member, max - 1)) return false;
  }
  return true;
}

/** The standard never writes `null`, but readers must take it as "left out". `fromEntries` keeps a member named `__proto__` harmless. */
function withoutNulls(value: Record<string, unknown>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const kept = known(member);
      return kept === null ? [] : [[name, kept]];
    }),
  );
}

function known(value: unknown): Json | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(known).filter((item) => item !== null);
  return isRecord(value) ? withoutNulls(value) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
