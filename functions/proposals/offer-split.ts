import type { District } from '../calendar/district.ts';
import type { Temporal } from '../core/time.ts';
import type { LawPack } from '../law/pack.ts';
import { splitByNotice } from '../law/split-by-notice.ts';
import type { Draft } from './draft.ts';
import type { PreviewDeclaration } from './ports.ts';
import type { Split } from './proposal.ts';
import { selectorOf } from './selector.ts';
import { suggestDeclaration } from './suggest-declaration.ts';

export type SplitFacts = {
  readonly district: District;
  readonly lawPack: LawPack;
  readonly readiness: Readonly<Record<string, string>>;
  readonly preview: PreviewDeclaration;
  readonly now: Temporal.Instant;
};

/**
 * Past the first legal deadline of a date the whole is late and a part is not (V13): everything that is still in time in one body, the
 * others of that date closed in another, for closing needs no notice. Late e-learning stays possible by the proposal's own body, with a
 * reason. Undefined where all or none are in time.
 */
export function offerSplit(draft: Draft, facts: SplitFacts): Split | undefined {
  const { district, lawPack, readiness, preview, now } = facts;
  const found = splitByNotice({ district, pack: lawPack, days: draft.days, now }).find(
    ({ inTime, late }) => inTime.length > 0 && late.length > 0,
  );
  if (found === undefined) return undefined;
  const { date, inTime, late } = found;
  const tooLate = new Set(late);
  const inTimeDays = draft.days
    .map((day) => {
      const cut = day.date === date && day.dayType === 'e-learning';
      return cut ? { ...day, units: day.units.filter((unit) => !tooLate.has(unit)) } : day;
    })
    .filter((day) => day.units.length > 0);
  const declarations = [inTimeDays, [{ date, dayType: 'closed' as const, units: late }]].map((days) => {
    const declaration = suggestDeclaration(district, { ...draft, days }, readiness);
    return { digest: preview(declaration).digest, declaration };
  });
  return { date, inTime: selectorOf(district, inTime), late: selectorOf(district, late), declarations };
}
