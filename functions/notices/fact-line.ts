import type { NoticeBrief } from '../declarations/rendering.ts';
import type { DayFact, Part } from './notice-facts.ts';
import { plainWords } from './plain-words.ts';
import { writeFirstDates, writeTime } from './write-dates.ts';
import type { Wording } from './wording.ts';

/** Where the worker writes the minute of issue. */
const issued = '{{issued}}';

/** Longest statement of days on line 1; what does not fit is counted, and stands on the page. */
const longestDays = 300;

/** Line 1 as it is posted, and its beginning before the first slot. */
export type FactLine = { readonly text: string; readonly opening: string };

/**
 * Line 1, generated and nobody's to edit (USERS E4): `E-LEARNING Wed Feb 22 – Fri Feb 24 · Pine High School · Lakes Public Schools,
 * {{issued}}`. What changes an earlier notice begins `UPDATE {{issued}} –` and states the resulting days; a drill says so first.
 */
export function factLine(what: string, where: string | undefined, brief: NoticeBrief, wording: Wording): FactLine {
  const body = [what, where, plainWords(brief.district.name, 80)].filter((part) => part !== undefined).join(' · ');
  const drill = brief.declaration.drill ? `${wording.drill} – ` : '';
  const text = isUpdate(brief) ? `${drill}${wording.update} ${issued} – ${body}` : `${drill}${body}, ${issued}`;
  return { text, opening: text.slice(0, text.indexOf('{{')).trimEnd() };
}

/** Whether an entry changes what was posted before. A correction does not: it rewrites words in place. */
export function isUpdate(brief: NoticeBrief): boolean {
  return brief.act === 'amended' || brief.act === 'retracted' || brief.act === 'resumed';
}

/** What the days are: `E-LEARNING Wed Feb 22 – Thu Feb 23; CLOSED Fri Feb 24`; parts of a divided school one after the other. */
export function writeDays(parts: readonly Part[], wording: Wording, limit = longestDays): string {
  const statements = parts.flatMap((part) =>
    statementsOf(part.days, wording, limit).map((statement, i) => ({
      ...statement,
      text: part.name === undefined || i > 0 ? statement.text : `${part.name}: ${statement.text}`,
    })),
  );
  let shown = statements;
  while (shown.length > 1 && lengthOf(shown) > limit) shown = shown.slice(0, -1);
  const hidden = statements.slice(shown.length).reduce((sum, statement) => sum + statement.dates, 0);
  const texts = shown.map((statement) => statement.text);
  return [...texts, ...(hidden > 0 ? [wording.dates.moreDates(hidden)] : [])].join('; ');
}

/** The kinds of day alone, `E-LEARNING / CLOSED Wed Feb 22 – Fri Feb 24`: for all schools at once, when they differ. */
export function writeDaysTogether(days: readonly DayFact[], wording: Wording): string {
  const headings = new Set(days.map((day) => wording.headings[day.dayType]));
  const dates = days.map((day) => day.date);
  return `${[...headings].join(' / ')} ${writeFirstDates(dates, wording, longestDays)}`;
}

type Statement = { readonly text: string; readonly dates: number };

/** One statement for all dates of the same kind and hours; a statement of very many dates counts those that lie behind the limit. */
function statementsOf(days: readonly DayFact[], wording: Wording, limit: number): Statement[] {
  const groups = new Map<string, DayFact[]>();
  for (const day of days) {
    const key = [day.dayType, day.startsAt, day.endsAt, day.from].join('|');
    groups.set(key, [...(groups.get(key) ?? []), day]);
  }
  return [...groups.values()].map((group) => ({ text: statementOf(group, wording, limit), dates: group.length }));
}

function statementOf(days: readonly DayFact[], wording: Wording, limit: number): string {
  const [day] = days;
  if (!day) return '';
  const hours = [
    day.startsAt === undefined ? [] : wording.dates.startsAt(writeTime(day.startsAt, wording)),
    day.endsAt === undefined ? [] : wording.dates.endsAt(writeTime(day.endsAt, wording)),
    day.from === undefined ? [] : wording.dates.from(writeTime(day.from, wording)),
  ].flat();
  const dates = writeFirstDates(
    days.map((one) => one.date),
    wording,
    limit / 2,
  );
  return [`${wording.headings[day.dayType]} ${dates}`, ...hours].join(', ');
}

function lengthOf(statements: readonly Statement[]): number {
  return statements.reduce((sum, statement) => sum + statement.text.length + 2, 0);
}
