import { canonicalJson } from '../core/hash.ts';
import { fillSlots } from '../core/slots.ts';
import { formatInstant } from '../core/time.ts';
import { schoolIdOf, unitIdOf } from '../calendar/units.ts';
import type { District } from '../calendar/district.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';
import type { PreviewNotice } from './preview-answer.ts';
import type { DraftNotice, Rendering } from './rendering.ts';

/** What stands in a preview where a post has its delivery's id. */
const noDelivery = 'preview';

/**
 * Drafts as people look at them. Schools that share the same facts read the same but for their name: each audience, channel, language and
 * set of facts is shown once, with all the units it is for.
 */
export function shownNotices(
  drafts: readonly DraftNotice[],
  subject: { readonly declaration: Declaration; readonly days: readonly ResolvedDay[] },
  facts: Facts,
): PreviewNotice[] {
  const issued = issuedNow(facts);
  return drafts.flatMap(({ audience, renderings }) => {
    const alike = Map.groupBy(renderings, ({ units, rendering }) => {
      const about = units.map((unit) => factsOf(unit, subject, facts.district));
      return [rendering.channel, rendering.language, ...new Set(about)].join('|');
    });
    return [...alike.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { channel, language, subject: line } = first.rendering;
      const units = [...new Set(group.flatMap((one) => one.units))];
      const shown = { audience, channel, language, units, text: filled(first.rendering.text, language, issued) };
      return [line === undefined ? shown : { ...shown, subject: filled(line, language, issued) }];
    });
  });
}

/** Line 1 as the first class reads it, or the first audience that reads plain text; empty when nothing is posted. */
export function firstLineOf(drafts: readonly DraftNotice[], facts: Facts): string {
  const all = drafts.flatMap(({ audience, renderings }) =>
    renderings.map(({ rendering }) => ({ audience, rendering })),
  );
  // Teams renders HTML, whose first line is no line.
  const plain = all.filter(({ rendering }) => rendering.channel !== 'teams');
  const chosen = plain.find(({ audience }) => audience === 'class') ?? plain[0] ?? all[0];
  return chosen === undefined ? '' : firstLine(chosen.rendering, facts);
}

function firstLine({ channel, text, opening, language }: Rendering, facts: Facts): string {
  const line = channel === 'teams' ? opening : (text.split('\n', 1)[0] ?? '');
  return filled(line, language, issuedNow(facts));
}

function filled(text: string, language: string, issued: Readonly<Record<string, string>>): string {
  return fillSlots(text, { issued: issued[language] ?? '', deliveryId: noDelivery });
}

function issuedNow({ clocks, district, writeIssued }: Facts): Record<string, string> {
  return writeIssued(formatInstant(clocks.calendar.now(), district.timeZone), district);
}

/** What a unit is told apart from its name: its days, and which of the changed programs it has. */
function factsOf(
  unit: string,
  { declaration, days }: { readonly declaration: Declaration; readonly days: readonly ResolvedDay[] },
  district: District,
): string {
  const programs = declaration.programs.filter(({ id }) => {
    const schools = district.programs.find((program) => program.id === id)?.schools;
    return schools === 'all' || schools?.includes(schoolIdOf(unit));
  });
  return [daysOf(unit, days, district), ...programs.map((program) => program.id)].join(';');
}

/** The days of a unit; of a divided school, for its rows without a division, each division's with its name where they differ. */
function daysOf(unit: string, days: readonly ResolvedDay[], district: District): string {
  const school = district.schools.find((one) => one.id === unit);
  const divisions = (school?.divisions ?? []).map(({ id, name }) => ({
    name,
    said: factsOfUnit(unitIdOf(unit, id), days),
  }));
  if (divisions.length === 0) return factsOfUnit(unit, days);
  const [first] = divisions;
  const alike = divisions.every(({ said }) => said === first?.said);
  return alike ? (first?.said ?? '') : divisions.map(({ name, said }) => `${name}: ${said}`).join(';');
}

function factsOfUnit(unit: string, days: readonly ResolvedDay[]): string {
  return days
    .filter((day) => day.units.includes(unit))
    .map(({ units: _units, ...day }) => canonicalJson(day))
    .join(';');
}
