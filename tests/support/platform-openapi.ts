/** Checks bodies against `config/platform/openapi.json`; knows exactly the JSON Schema keywords used there and throws on any other. */
import { readFileSync } from 'node:fs';

type Json = Readonly<Record<string, unknown>>;

/** The contract as parsed. */
const OPENAPI: Json = JSON.parse(readFileSync(new URL('../../config/platform/openapi.json', import.meta.url), 'utf8'));

function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`an object was expected, not ${JSON.stringify(value)}`);
  return value as Json;
}

/** Follows `#/a/b`. */
export function resolve(reference: string): Json {
  return object(
    reference
      .slice(2)
      .split('/')
      .reduce<unknown>((at, name) => object(at)[name], OPENAPI),
  );
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

type Keyword = (argument: never, value: never, schema: Json, at: string) => string[];

const entriesOf = (value: unknown): [string, unknown][] => (TYPES['object']?.(value) ? Object.entries(object(value)) : []);

const KEYWORDS: Readonly<Record<string, Keyword>> = {
  $ref: (reference: string, value: unknown, _schema, at) => misfits(resolve(reference), value, at),
  type: (type: string, value: unknown, _schema, at) => (TYPES[type]?.(value) ? [] : [`${at} is no ${type}`]),
  const: (wanted: unknown, value: unknown, _schema, at) => (value === wanted ? [] : [`${at} is not ${JSON.stringify(wanted)}`]),
  enum: (wanted: readonly unknown[], value: unknown, _schema, at) => (wanted.includes(value) ? [] : [`${at} is none of ${wanted.join()}`]),
  oneOf: (schemas: readonly Json[], value: unknown, _schema, at) =>
    schemas.filter((schema) => misfits(schema, value, at).length === 0).length === 1 ? [] : [`${at} fits not exactly one`],
  required: (names: readonly string[], value: unknown, _schema, at) => {
    const present = new Set(entriesOf(value).map(([name]) => name));
    return names.filter((name) => !present.has(name)).map((name) => `${at}.${name} is missing`);
  },
  properties: (properties: Readonly<Record<string, Json>>, value: unknown, _schema, at) =>
    entriesOf(value).flatMap(([name, inner]) => {
      const schema = properties[name];
      return schema === undefined ? [] : misfits(schema, inner, `${at}.${name}`);
    }),
  additionalProperties: (rest: Json | false, value: unknown, schema, at) =>
    entriesOf(value)
      .filter(([name]) => !(name in object(schema['properties'] ?? {})))
      .flatMap(([name, inner]) => (rest === false ? [`${at}.${name} is not in the contract`] : misfits(rest, inner, `${at}.${name}`))),
  maxProperties: (max: number, value: unknown, _schema, at) => (entriesOf(value).length <= max ? [] : [`${at} has too many members`]),
  items: (items: Json, value: unknown, _schema, at) =>
    Array.isArray(value) ? value.flatMap((item, index) => misfits(items, item, `${at}[${index}]`)) : [],
  maxItems: (max: number, value: unknown, _schema, at) => (Array.isArray(value) && value.length > max ? [`${at} is too long`] : []),
  minLength: (min: number, value: unknown, _schema, at) =>
    typeof value === 'string' && Array.from(value).length < min ? [`${at} is too short`] : [],
  maxLength: (max: number, value: unknown, _schema, at) =>
    typeof value === 'string' && Array.from(value).length > max ? [`${at} is too long`] : [],
  pattern: (pattern: string, value: unknown, _schema, at) =>
    typeof value === 'string' && !new RegExp(pattern, 'u').test(value) ? [`${at} does not match ${pattern}`] : [],
  minimum: (min: number, value: unknown, _schema, at) => (typeof value === 'number' && value < min ? [`${at} is below ${min}`] : []),
  description: () => [],
};

/** What does not fit, in words; empty where everything does. */
export function misfits(schema: Json, value: unknown, at = 'body'): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    const check = KEYWORDS[keyword];
    if (check === undefined) throw new Error(`the contract uses ${keyword}, which this check does not know`);
    return check(argument as never, value as never, schema, at);
  });
}

/** Checks one exchange against the operation of its path and method: body, headers, status, answer. */
export function exchangeMisfits(exchange: {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}): string[] {
  const paths = object(OPENAPI['paths']);
  const path = Object.keys(paths).find((one) => new RegExp(`^${one.replace(/\{\w+\}/g, '[^/]+')}$`).test(exchange.path));
  if (path === undefined) return [`${exchange.path} is not in the contract`];
  const operation = object(object(paths[path])[exchange.method.toLowerCase()]);
  const parameters = (operation['parameters'] as readonly Json[]).map((one) =>
    typeof one['$ref'] === 'string' ? resolve(one['$ref']) : one,
  );
  const headers = parameters
    .filter((one) => one['in'] === 'header')
    .flatMap((one) => misfits(object(one['schema']), exchange.headers[String(one['name']).toLowerCase()], String(one['name'])));
  const sent =
    operation['requestBody'] === undefined ? [] : misfits(bodySchema(object(operation['requestBody'])), exchange.body, 'request');
  const response = object(operation['responses'])[String(exchange.status)];
  const got =
    response === undefined
      ? [`status ${exchange.status} is not in the contract`]
      : misfits(bodySchema(object(response)), exchange.answer, 'answer');
  return [...headers, ...sent, ...got];
}

function bodySchema(holder: Json): Json {
  return object(object(object(holder['content'])['application/json'])['schema']);
}
