// npm run break-glass -- NAME URL: makes a break-glass set and prints its two sheets, once.
import { writeFileSync } from 'node:fs';
import { Slug } from '../functions/calendar/slug.ts';
import { type Ids, randomIds } from '../functions/core/ids.ts';
import { newHalf, printed } from '../functions/core/printed-half.ts';
import { hashOfHalf, type StoredSet } from '../functions/platform/half-hashes.ts';

/** A new set: what goes on paper, and what goes into the secret store. */
export type NewGlassSet = { readonly halves: readonly [string, string]; readonly stored: StoredSet };

/** Makes a set whose name nobody guesses: eight random characters follow the one that is given. */
export async function newGlassSet(name: string, ids: Ids, cost?: number): Promise<NewGlassSet> {
  const set = Slug.parse(`${name}-${ids.base32(8)}`);
  const halves = [newHalf(ids), newHalf(ids)] as const;
  const hashes: [string, string] = [await hashOfHalf(halves[0], cost), await hashOfHalf(halves[1], cost)];
  return { halves, stored: { set, halves: hashes } };
}

/** The sheet of one holder. */
export function sheetOf(which: 'first' | 'second', half: string, { set }: StoredSet, url: string): string {
  return `BREAK-GLASS · ${which} of two halves

  set    ${set}
  half   ${printed(half)}

For the morning on which school has to be closed or a notice taken back, and nobody can sign in. You need the
holder of the other half. Keep this at home, not in a school, and not as a photograph.

  1. On any telephone open ${url}/break-glass
  2. Type the set and both halves. Capitals, spaces and hyphens do not matter. Five tries an hour.
  3. Choose dates (today and the next 48 hours), schools, what they are and why. Look, read, then do it.
  4. It is posted after 90 seconds, in both your names. All administrators and the board contact hear of it.
     The set does one thing and is then locked; a new one comes by deployment.
`;
}

async function main([name, url = '']: readonly string[]): Promise<void> {
  if (name === undefined || !/^https?:\/\//.test(url)) {
    throw new Error(
      'say a name and the address of the API: npm run break-glass -- autumn-2026 https://api.example.org',
    );
  }
  const made = await newGlassSet(name, randomIds);
  const { set } = made.stored;
  const file = `${set}.secret.json`;
  writeFileSync(file, `${JSON.stringify(made.stored)}\n`, { mode: 0o600, flag: 'wx' });
  const sheets = (['first', 'second'] as const).map((which, i) =>
    sheetOf(which, made.halves[i] ?? '', made.stored, url.replace(/\/+$/, '')),
  );
  process.stdout.write(sheets.join(`\n${'-'.repeat(100)}\n\n`));
  process.stderr.write(`\nPrint this now, a sheet for each holder: it is kept nowhere. ${file} has the hashes.
Name "${set}" with its holders in the district file, deploy, put ${file} into the secret, delete it (runbook: break-glass).\n`);
}

if (import.meta.main) {
  await main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
