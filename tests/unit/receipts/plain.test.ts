import { expect, test } from 'vitest';
import { placeNames } from '../../../functions/receipts/evidence/plain.ts';
import { lakes } from '../../support/district.ts';

test.each([
  ['one school', ['pine-hs'], 'Pine High School'],
  ['a division', ['pine-k8/k5'], 'Pine Community School, K–5'],
  ['both divisions', ['pine-k8/k5', 'pine-k8/m68'], 'Pine Community School'],
  ['the classes of a divided school that are of no one division', ['pine-k8'], 'Pine Community School'],
  ['everything', ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'], 'All schools'],
  ['nothing', [], ''],
])('given %s, then it has its name', (_what, units, name) => {
  expect(placeNames(lakes, units)).toBe(name);
});
