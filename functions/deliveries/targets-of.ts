import { Chunk, type Target } from '../roster/roster.ts';
import type { Parcel } from './parcel.ts';
import type { Contents } from './ports.ts';

/**
 * Targets of a parcel, for showing and finding; none where its chunk is gone or altered. One such parcel, which its worker refuses and reports,
 * must not hide the others from whoever mends it.
 */
export async function targetsOf(
  { chunk }: Pick<Parcel, 'chunk'>,
  contents: Pick<Contents, 'get'>,
): Promise<readonly Target[]> {
  const read = Chunk.safeParse(await contents.get(chunk).catch(() => undefined));
  return read.success ? read.data.targets : [];
}
