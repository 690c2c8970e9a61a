import { sumOf } from './figures.ts';
import type { Parcel } from './parcel.ts';

/** When the last class of a school had its post. */
export type SchoolPosted = { readonly schoolId: string; readonly at: string };

/**
 * The schools all of whose classes have been posted to. A change posts anew only where something differs, so the parcels come entry by entry,
 * the newest first, and the newest one that speaks to a school counts. One class that failed leaves its school out.
 */
export function classPostsOf(entries: readonly (readonly Parcel[])[]): SchoolPosted[] {
  const bySchool = new Map<string, readonly Parcel[]>();
  for (const parcels of entries) {
    const classes = parcels.filter(({ audience }) => audience === 'class');
    for (const [schoolId, of] of Map.groupBy(classes, (parcel) => parcel.schoolId)) {
      if (!bySchool.has(schoolId)) bySchool.set(schoolId, of);
    }
  }
  return [...bySchool].flatMap(([schoolId, of]) => {
    const { planned, sent, lastSentAt } = sumOf(of.map(({ figures }) => figures));
    return planned > 0 && sent === planned && lastSentAt !== undefined ? [{ schoolId, at: lastSentAt }] : [];
  });
}
