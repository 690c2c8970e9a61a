import * as z from 'zod';
import type { District } from '../functions/calendar/district.ts';
import { randomIds } from '../functions/core/ids.ts';
import { newHalf } from '../functions/core/printed-half.ts';
import { breakGlassSecret } from '../functions/names.ts';
import { hashOfHalf } from '../functions/platform/half-hashes.ts';
import type { FileSecrets } from './keys.ts';

/** What stands on the paper of the two holders: where to go, and both halves of the set. */
export type BreakGlassAccess = {
  readonly url: string;
  /** The page that does the same. */
  readonly page: string;
  readonly set: string;
  readonly halves: readonly [string, string];
};

const Halves = z.tuple([z.string(), z.string()]);

/** Makes the district's set on first use of a folder. The product reads its hashes alone; the halves are kept beside them as if on paper. */
export async function breakGlassAccess(
  secrets: FileSecrets,
  { breakGlass }: District,
  apiUrl: string,
): Promise<BreakGlassAccess | undefined> {
  if (breakGlass === undefined) return undefined;
  const { set } = breakGlass;
  const paper = await secrets.ensure(`paper/${set}`, async () => {
    const halves = [newHalf(randomIds), newHalf(randomIds)] as const;
    const hashes = await Promise.all(halves.map((half) => hashOfHalf(half)));
    await secrets.put(breakGlassSecret, JSON.stringify({ set, halves: hashes }));
    return JSON.stringify(halves);
  });
  return {
    url: `${apiUrl}/v1/break-glass`,
    page: `${apiUrl}/break-glass`,
    set,
    halves: Halves.parse(JSON.parse(paper)),
  };
}
