// node scripts/run.mjs scripts/publish-schema.ts: writes docs/district.schema.json, the JSON Schema of the district file, from its zod schema.
import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { District } from '../functions/calendar/district.ts';

/** Where the schema is published. */
export const districtSchemaUrl = new URL('../docs/district.schema.json', import.meta.url);

/** The JSON Schema of the district file as the file holds it: what may be written, before defaults are filled in. */
export function districtSchemaText(): string {
  const schema = { title: 'Bellwether district file', ...z.toJSONSchema(District, { io: 'input' }) };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

if (import.meta.main) writeFileSync(districtSchemaUrl, districtSchemaText());
