/** Reads JSON that came from outside: depth is bounded before parsing, `null` members are left out, nothing throws. */
import { isJsonObject, type Json, type JsonObject } from './envelope.ts';

/** Deepest nesting that is read. The standard's deepest payload (a form with sub-forms) needs 9. */
export const MAX_JSON_DEPTH = 16;

/** The parsed object, or null when the text is no JSON object or is nested too deep. */
export function readJsonObject(text: string): JsonObject | null {
  if (deeperThan(text, MAX_JSON_DEPTH)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? withoutNulls(value) : null;
  } catch {
    return null;
  }
}

/** Counts brackets outside strings; strings are skipped by search, so that a long base64 member costs little. */
function deeperThan(text: string, max: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22:
        at = endOfString(text, at);
        break;
      case 0x5b:
      case 0x7b:
        depth += 1;
        if (depth > max) return true;
        break;
      case 0x5d:
      case 0x7d:
        depth -= 1;
        break;
    }
  }
  return false;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes += 1;
  return slashes % 2 === 1;
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
  return isJsonObject(value) ? withoutNulls(value) : null;
}
