import type * as z from 'zod';
import { unitsOf } from '../../functions/calendar/units.ts';
import type { District } from '../../functions/calendar/district.ts';
import { fillSlots } from '../../functions/core/slots.ts';
import { Declaration, type ResolvedDay } from '../../functions/declarations/declaration.ts';
import type { DraftNotice, NoticeBrief, Rendering } from '../../functions/declarations/rendering.ts';
import { lakes } from './district.ts';

/** E-learning for all schools of a district on these dates. */
export function eLearning(dates: readonly string[], district: District = lakes): ResolvedDay[] {
  const units = unitsOf(district).map((unit) => unit.unitId);
  return dates.map((date) => ({ date, dayType: 'e-learning', units }));
}

/** The three days of February 2023. */
export const february: ResolvedDay[] = eLearning(['2023-02-22', '2023-02-23', '2023-02-24']);

/** A brief of the example district; the declaration's own `days` are not read by the notices stage. */
export function briefOf(
  changes: Partial<Omit<NoticeBrief, 'declaration'>> & { declaration?: Partial<z.input<typeof Declaration>> } = {},
): NoticeBrief {
  const { declaration, ...rest } = changes;
  return {
    act: 'declared',
    district: lakes,
    days: february,
    audiences: ['class', 'staff', 'public', 'administrators'],
    publicUrl: 'https://notices.example.org',
    ...rest,
    declaration: Declaration.parse({
      days: [{ date: '2023-02-22', dayType: 'e-learning', schools: 'all' }],
      causes: [{ kind: 'weather', publicText: 'weather', qualifying: true }],
      ...declaration,
    }),
  };
}

/** The rendering of an audience on a channel for a unit, or in a language; throws when there is none. */
export function renderingFor(
  notices: readonly DraftNotice[],
  where: { audience: string; channel: string; unit?: string; language?: string },
): Rendering {
  const found = notices
    .filter((notice) => notice.audience === where.audience)
    .flatMap((notice) => notice.renderings)
    .filter(({ rendering }) => rendering.channel === where.channel)
    .filter(({ units }) => where.unit === undefined || units.includes(where.unit))
    .find(({ rendering }) => where.language === undefined || rendering.language === where.language);
  if (!found) throw new Error(`no rendering for ${JSON.stringify(where)}`);
  return found.rendering;
}

/** A rendering as it is posted, at its longest: line by line. */
export function postedLines(rendering: Rendering): string[] {
  const deliveryId = `abcdefghjk.${'A'.repeat(22)}`;
  return fillSlots(rendering.text, { issued: 'Tue 2:11 p.m.', deliveryId }).split('\n');
}
