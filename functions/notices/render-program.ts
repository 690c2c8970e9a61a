import type { Program } from '../calendar/district.ts';
import type { NoticeBrief } from '../declarations/rendering.ts';
import { programParticulars } from './changes.ts';
import { circumstances, closing, pageLines } from './class-lines.ts';
import { factLine, type FactLine } from './fact-line.ts';
import type { ProgramFact, Survey } from './notice-facts.ts';
import type { Detail, NoticeLine } from './notice-line.ts';
import { plainWords } from './plain-words.ts';
import * as sentences from './sentences.ts';
import { writeFirstDates } from './write-dates.ts';
import type { Wording } from './wording.ts';

/** Longest dates of one way in which a program's days end. */
const longestDates = 80;

/** Line 1 of a program's own notice: `CANCELLED Tue Feb 21 · Kids Club · Lakes Public Schools, {{issued}}`. */
export function programFactLine(
  brief: NoticeBrief,
  program: Program,
  facts: readonly ProgramFact[],
  wording: Wording,
): FactLine {
  return factLine(programStatement(brief, facts, wording), plainWords(program.name, 80), brief, wording);
}

/** What the families and staff of one program read. */
export function programLines(
  brief: Survey,
  program: Program,
  facts: readonly ProgramFact[],
  wording: Wording,
  detail: Detail,
): NoticeLine[] {
  return [
    { kind: 'fact', text: programFactLine(brief, program, facts, wording).text },
    sentences.asText(wording.postedForProgram),
    ...circumstances(
      brief,
      brief.groups.flatMap((group) => group.parts),
      wording,
    ),
    ...facts.flatMap((fact) => programParticulars(fact, brief, wording)).map(sentences.asText),
    ...(detail < 4 ? sentences.causeSentences(brief, wording).map(sentences.asText) : []),
    ...sentences.ownWordsLines(brief, wording),
    ...sentences.nextUpdate(brief, wording).map(sentences.asText),
    ...pageLines(brief, wording, (other) => (detail < 5 ? programStatement(brief, facts, other) : '')),
    ...closing(brief, wording, detail),
  ];
}

/** `CANCELLED Tue Feb 21`, one for each way in which the program's days end; `AS USUAL` where nothing changes. */
function programStatement(brief: NoticeBrief, facts: readonly ProgramFact[], wording: Wording): string {
  const all = brief.days.map((day) => day.date);
  const statement = (disposition: ProgramFact['disposition'], dates: readonly string[]): string =>
    `${wording.dispositions[disposition].toUpperCase()} ${writeFirstDates(dates, wording, longestDates)}`;
  if (facts.length === 0) return statement('as-usual', all);
  return facts.map((fact) => statement(fact.disposition, fact.dates ?? all)).join('; ');
}
