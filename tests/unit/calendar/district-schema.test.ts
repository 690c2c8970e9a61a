import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { districtSchemaText, districtSchemaUrl } from '../../../scripts/publish-schema.ts';

test('given the schema of the district file, when it is compared with the published one, then that is current', () => {
  // Not current? node scripts/run.mjs scripts/publish-schema.ts writes it.
  expect(readFileSync(districtSchemaUrl, 'utf8')).toBe(districtSchemaText());
});

test('given the published schema, when an editor reads it, then it asks for what the contract asks for and allows nothing unknown', () => {
  const schema = z.looseObject({ required: z.array(z.string()) }).parse(JSON.parse(districtSchemaText()));
  expect(schema.required).toEqual(['id', 'name', 'state', 'timeZone', 'schools', 'schoolYears', 'channels']);
  expect(schema).toMatchObject({ additionalProperties: false });
});
