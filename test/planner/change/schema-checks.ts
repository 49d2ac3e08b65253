import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { Schema } from 'ajv/dist/2020';

const SCHEMAS = join(__dirname, '../../../schemas');

export function readSchema(file: string): Schema & Record<string, any> {
  return JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8'));
}

/** What is wrong with a document by its schema, a line each. */
export function faultFinder(file: string): (document: unknown) => string[] {
  const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(readSchema(file));
  return (document) =>
    validate(JSON.parse(JSON.stringify(document)))
      ? []
      : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The places of a schema that have no description, or take properties that are not named. */
export function laxPlaces(schema: any, path: string): string[] {
  return [
    ...(schema.description || schema.$ref ? [] : [`${path}: no description`]),
    ...(schema.properties && schema.additionalProperties !== false ? [`${path}: open`] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => laxPlaces(each, `${path}.${name}`)),
    ...Object.entries(schema.$defs ?? {}).flatMap(([name, each]) => laxPlaces(each, name)),
  ];
}
