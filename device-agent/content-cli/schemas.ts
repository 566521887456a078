/** `content schema`: a JSON Schema for every kind of file of a content package, for editors and other people's exporters. */
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { manifestSchema } from '../../shared/catalog/package.ts';
import { FOLDER_SCHEMAS, LIST_SCHEMAS, SINGLE_SCHEMAS } from '../catalog/package-schemas.ts';
import { mappingSchema } from './import-items.ts';

/** Schemas by file name, as JSON texts. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const kinds: readonly (readonly [string, v.GenericSchema])[] = [
    ['manifest', manifestSchema],
    ...Object.entries(FOLDER_SCHEMAS).map(([kind, schema]) => [kind, oneOrMany(schema)] as const),
    ...Object.entries(LIST_SCHEMAS).map(([kind, schema]) => [kind, v.array<v.GenericSchema>(schema)] as const),
    ...Object.entries(SINGLE_SCHEMAS),
    ['mapping', mappingSchema],
  ];
  return new Map(kinds.map(([kind, schema]) => [`${kind}.schema.json`, textOf(schema)]));
}

function oneOrMany(schema: v.GenericSchema): v.GenericSchema {
  return v.union([schema, v.array(schema)]);
}

function textOf(schema: v.GenericSchema): string {
  const json = toJsonSchema(schema, {
    typeMode: 'input',
    target: 'draft-2020-12',
    // Keys from a list are said by `propertyNames`; the library makes that and then refuses it.
    overrideSchema: ({ valibotSchema, jsonSchema }) => (valibotSchema.type === 'record' ? jsonSchema : undefined),
  });
  return `${JSON.stringify(json, null, 2)}\n`;
}
