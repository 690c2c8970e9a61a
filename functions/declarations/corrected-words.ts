import type { Flaw } from '../core/errors.ts';
import type { Correction } from './correction.ts';
import type { Declaration } from './declaration.ts';

/** A declaration with a correction's words in it. */
export function correctedWords(declaration: Declaration, { message, programs = [] }: Correction): Declaration {
  const notes = new Map(programs.map(({ id, note }) => [id, note]));
  return {
    ...declaration,
    message: { ...declaration.message, ...message },
    programs: declaration.programs.map((program) => {
      const note = notes.get(program.id);
      return note === undefined ? program : { ...program, note };
    }),
  };
}

/**
 * What a correction may not do: say something of a program that the declaration does not speak of, or change a number. Dates, times and
 * telephone numbers are what people act on, and an edit notifies nobody (USERS V21).
 */
export function flawsOfCorrection(declared: Declaration, { message = {}, programs = [] }: Correction): Flaw[] {
  const known = new Map(declared.programs.map((program) => [program.id, program]));
  const unknown = programs.flatMap(({ id }, i) =>
    known.has(id)
      ? []
      : [{ path: `programs[${i}].id`, message: `the declaration says nothing of ${id}: amend it instead` }],
  );
  const notes = programs.flatMap(({ id, note }, i) =>
    numberFlaws(`programs[${i}].note`, note, [known.get(id)?.note ?? '']),
  );
  const words = Object.entries(message).flatMap(([language, text]) => {
    // A language that was missing says what another one says already.
    const before = declared.message[language];
    const others = Object.values(declared.message);
    return numberFlaws(`message.${language}`, text, before === undefined ? ['', ...others] : [before]);
  });
  return [...unknown, ...notes, ...words];
}

function numberFlaws(path: string, text: string, before: readonly string[]): Flaw[] {
  if (before.some((one) => numbersIn(one) === numbersIn(text))) return [];
  const message = 'a number changes, and people act on dates, times and telephone numbers: amend it instead';
  return [{ path, message }];
}

function numbersIn(text: string): string {
  return [...text.matchAll(/\p{Nd}+/gu)].map(([number]) => number).join(' ');
}
