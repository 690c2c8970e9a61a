import { TimeOfDay } from '../core/time.ts';
import type { StaffInstruction } from '../declarations/declaration.ts';
import type { NoticeBrief } from '../declarations/rendering.ts';
import { changeLines, eventChanges, eventSteps, programChange, programSteps } from './changes.ts';
import { circumstances, closing } from './class-lines.ts';
import type { FactLine } from './fact-line.ts';
import type { Part, ProgramFact } from './notice-facts.ts';
import type { Detail, NoticeLine } from './notice-line.ts';
import { plainWords } from './plain-words.ts';
import { sameDayTexts } from './same-day.ts';
import * as sentences from './sentences.ts';
import { writeTime } from './write-dates.ts';
import type { Wording } from './wording.ts';

/** What staff read: line 1, their instructions, then what classes and families read. It has no page and no link (DESIGN 3.12). */
export function staffLines(
  brief: NoticeBrief,
  about: { readonly parts: readonly Part[]; readonly programs: readonly ProgramFact[] },
  fact: FactLine,
  wording: Wording,
  detail: Detail,
): NoticeLine[] {
  const programs = about.programs.map((program) => programChange(program, brief, wording));
  const dayTypes = sentences.dayTypesOf(about.parts);
  return [
    { kind: 'fact', text: fact.text },
    sentences.asText(wording.postedForStaff),
    ...circumstances(brief, about.parts, wording),
    ...staffInstructions(brief, wording),
    ...[
      ...sentences.explanations(dayTypes, wording, false),
      ...sameDayTexts(brief, dayTypes, wording),
      ...sentences.causeSentences(brief, wording),
      ...(detail < 4 ? sentences.toolSentences(brief, wording) : []),
    ].map(sentences.asText),
    ...changeLines(wording.programs, programs, detail, programSteps),
    ...changeLines(wording.events, eventChanges(brief, wording), detail, eventSteps),
    ...sentences.ownWordsLines(brief, wording),
    ...sentences.nextUpdate(brief, wording).map(sentences.asText),
    ...closing(brief, wording, detail),
  ];
}

/** What each group of staff does: `teachers: work remotely. Change your password.` Rendered for staff and for nobody else. */
export function staffInstructions(brief: NoticeBrief, wording: Wording): NoticeLine[] {
  if (brief.declaration.staff.length === 0) return [];
  return [
    {
      kind: 'list',
      heading: wording.staff,
      items: brief.declaration.staff.map((one) => instruction(one, brief, wording)),
    },
  ];
}

function instruction(
  { group, at, note, instruction: what }: StaffInstruction,
  brief: NoticeBrief,
  wording: Wording,
): string {
  // A group of the district's file by its name; any other as somebody wrote it.
  const name = brief.district.staffGroups.find(({ id }) => id === group)?.name ?? group;
  const sentence = [
    at === undefined ? undefined : timeOrPlace(at, wording),
    note === undefined ? undefined : plainWords(note),
  ]
    .filter((part) => part !== undefined)
    .map((part) => ` ${sentences.ended(part)}`);
  return `${plainWords(name, 80)}: ${wording.instructions[what]}.${sentence.join('')}`;
}

/** Rochester in 2023 asked its staff to report at 9:00; others to another building (USERS V19). */
function timeOrPlace(at: string, wording: Wording): string {
  const time = TimeOfDay.safeParse(at);
  return time.success ? wording.staffAt(writeTime(time.data, wording)) : wording.where(plainWords(at, 80));
}
