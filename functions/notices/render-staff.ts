import type { StaffInstruction } from '../declarations/declaration.ts';
import type { NoticeBrief } from '../declarations/rendering.ts';
import { changeLines, eventChanges, eventSteps, programChange, programSteps } from './changes.ts';
import { circumstances, closing } from './class-lines.ts';
import type { FactLine } from './fact-line.ts';
import type { Part, ProgramFact } from './notice-facts.ts';
import type { Detail, NoticeLine } from './notice-line.ts';
import { plainWords } from './plain-words.ts';
import * as sentences from './sentences.ts';
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
  return [
    { kind: 'fact', text: fact.text },
    sentences.asText(wording.postedForStaff),
    ...circumstances(brief, wording),
    ...staffInstructions(brief, wording),
    ...[
      ...sentences.explanations(sentences.dayTypesOf(about.parts), wording, false),
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
    { kind: 'list', heading: wording.staff, items: brief.declaration.staff.map((one) => instruction(one, wording)) },
  ];
}

function instruction(one: StaffInstruction, wording: Wording): string {
  const at = one.at === undefined ? '' : ` ${sentences.ended(wording.where(plainWords(one.at, 80)))}`;
  const note = one.note === undefined ? '' : ` ${sentences.ended(plainWords(one.note))}`;
  return `${plainWords(one.group, 80)}: ${wording.instructions[one.instruction]}.${at}${note}`;
}
