import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lawPacks } from '../../../functions/law/packs.ts';
import { lawPageText, lawPageUrl } from '../../../scripts/publish-law.ts';

const page = readFileSync(lawPageUrl, 'utf8');

test('given the law packs, when they are compared with the published page, then that is current', () => {
  // Not current? node scripts/run.mjs scripts/publish-law.ts writes it.
  expect(page).toBe(lawPageText());
});

test('given the page, when it is read, then it is no legal advice, and every statement and doubt of every pack is on it', () => {
  expect(page).toContain('This is not legal advice');
  for (const pack of lawPacks) {
    const statements = Object.values(pack).flatMap((member) => (typeof member === 'object' ? member : []));
    expect(statements.length).toBeGreaterThan(1);
    for (const { says, citation, doubt } of statements) {
      expect(page).toContain(says);
      expect(page).toContain(citation);
      if (doubt !== undefined) expect(page.split(doubt).length).toBeGreaterThan(2);
    }
  }
});
