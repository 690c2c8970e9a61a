import type { EventChange } from '../declarations/declaration.ts';
import type { NoticeBrief } from '../declarations/rendering.ts';
import type { ProgramFact } from './notice-facts.ts';
import type { Detail, NoticeLine } from './notice-line.ts';
import { plainWords } from './plain-words.ts';
import { ended } from './sentences.ts';
import { writeDates, writeMoment, writeTime } from './write-dates.ts';
import type { Wording } from './wording.ts';

/** At how much detail a list is still complete, and at which its entries are only named per disposition. */
type Steps = { readonly full: Detail; readonly named: Detail };

/** Programs line by line, then named per disposition: programs collapse first (CONTRACT 6). */
export const programSteps: Steps = { full: 0, named: 3 };
export const eventSteps: Steps = { full: 1, named: 3 };

/** One program or event as a notice says it. */
export type Change = { readonly name: string; readonly disposition: string; readonly full: string };

/** A program's change in full: `Kids Club: cancelled. Families are not charged.` */
export function programChange(fact: ProgramFact, brief: NoticeBrief, wording: Wording): Change {
  const disposition = wording.dispositions[fact.disposition];
  const dates = fact.dates === undefined ? '' : ` (${writeDates(fact.dates, wording)})`;
  const name = `${fact.name}${dates}`;
  return {
    name,
    disposition,
    full: [`${name}: ${disposition}.`, ...programParticulars(fact, brief, wording)].join(' '),
  };
}

/** Place, hours, time of decision and note of a program, each a sentence. */
export function programParticulars(fact: ProgramFact, brief: NoticeBrief, wording: Wording): string[] {
  const { opens, closes, where, decisionBy, note } = fact;
  const hours =
    opens !== undefined && closes !== undefined
      ? wording.hours(writeTime(opens, wording), writeTime(closes, wording))
      : opens !== undefined
        ? wording.opens(writeTime(opens, wording))
        : closes === undefined
          ? undefined
          : wording.closes(writeTime(closes, wording));
  return [
    where === undefined ? undefined : wording.where(where),
    hours,
    decisionBy === undefined
      ? undefined
      : wording.decisionBy(writeMoment(decisionBy, brief.district.timeZone, wording)),
    note,
  ].flatMap((sentence) => (sentence === undefined || sentence === '' ? [] : ended(sentence)));
}

/** An event's change in full: `Finance committee (Tue Feb 21, 5:00 p.m.): cancelled.` */
export function eventChange(event: EventChange, brief: NoticeBrief, wording: Wording): Change {
  const disposition = wording.dispositions[event.disposition];
  const when = event.when === undefined ? '' : ` (${writeMoment(event.when, brief.district.timeZone, wording)})`;
  const name = plainWords(event.name, 120);
  const sentences = [
    `${name}${when}: ${disposition}.`,
    ...[
      event.where === undefined ? undefined : wording.where(plainWords(event.where, 120)),
      newDate(event, brief, wording),
      event.decisionBy === undefined
        ? undefined
        : wording.decisionBy(writeMoment(event.decisionBy, brief.district.timeZone, wording)),
      event.note === undefined ? undefined : plainWords(event.note),
    ].flatMap((sentence) => (sentence === undefined || sentence === '' ? [] : ended(sentence))),
  ];
  return { name, disposition, full: sentences.join(' ') };
}

/** When an event is now; of one that is postponed without a date at least that it will follow (USERS E22). */
function newDate(
  { disposition, newWhen }: EventChange,
  { district }: NoticeBrief,
  wording: Wording,
): string | undefined {
  if (newWhen !== undefined) return wording.newWhen(writeMoment(newWhen, district.timeZone, wording));
  return disposition === 'postponed' ? wording.newDateFollows : undefined;
}

/** All events of the declaration. */
export function eventChanges(brief: NoticeBrief, wording: Wording): Change[] {
  return brief.declaration.events.map((event) => eventChange(event, brief, wording));
}

/** A list of changes at a detail: complete, named per disposition (`Programs, cancelled: Kids Club, Adult Education.`), or left to the page. */
export function changeLines(heading: string, changes: readonly Change[], detail: Detail, steps: Steps): NoticeLine[] {
  if (changes.length === 0 || detail > steps.named) return [];
  if (detail <= steps.full) return [{ kind: 'list', heading, items: changes.map((change) => change.full) }];
  const byDisposition = new Map<string, string[]>();
  for (const { name, disposition } of changes) {
    byDisposition.set(disposition, [...(byDisposition.get(disposition) ?? []), name]);
  }
  return [...byDisposition].map(([disposition, names]) => ({
    kind: 'text',
    text: `${heading}, ${disposition}: ${names.join(', ')}.`,
  }));
}
