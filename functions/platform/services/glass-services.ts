import type { BreakGlassBody } from '../../api/contract/break-glass.ts';
import type { BreakGlassServices } from '../../api/services.ts';
import type { BreakGlassSet } from '../../calendar/break-glass-set.ts';
import type { SchoolYear } from '../../calendar/district.ts';
import type { Clocks } from '../../core/clock.ts';
import { digestOf } from '../../core/hash.ts';
import { datesBetween, localDate, parseInstant } from '../../core/time.ts';
import { decideAndAppend } from '../../declarations/append.ts';
import { GlassAct } from '../../declarations/break-glass/act.ts';
import { breakGlass, previewBreakGlass } from '../../declarations/break-glass/break-glass.ts';
import { openGlass, refuseOther, type OpenGlassDeps, type Typed } from '../../declarations/break-glass/open-glass.ts';
import { principalOf } from '../../declarations/break-glass/principal-of.ts';
import { withinReach } from '../../declarations/break-glass/within-reach.ts';
import type { Entry } from '../../declarations/entry.ts';
import { IdempotencyMismatch } from '../../declarations/errors.ts';
import type { Facts } from '../../declarations/facts.ts';
import type { HashSigner } from '../platform.ts';
import { declaredAnswer } from './answers.ts';
import { yearOfDeclaration } from './deciding.ts';
import { yearOfDate } from './decisions.ts';
import type { Knowledge } from './facts.ts';
import { keepNoRoster } from './roster-in-force.ts';

type Parts = {
  readonly knowledge: Knowledge;
  readonly signer: HashSigner;
  readonly opening: OpenGlassDeps;
  readonly clocks: Clocks;
  /** Says at once what was done; never fails. */
  readonly alert: (entry: Entry) => Promise<void>;
};

/** Declaring and retracting with two halves over the real ledger. */
export function glassServices({ knowledge, signer, opening, clocks, alert }: Parts): BreakGlassServices {
  const { store, report } = opening;
  const { timeZone, outsideChannels } = knowledge.district;
  const record = { ...knowledge.record, signer };
  const factsFor = async (act: GlassAct, year: SchoolYear): Promise<Facts> => {
    const facts = await knowledge.factsOf(year, { drill: act.act === 'declare' && act.drill });
    await keepNoRoster(record.contents, facts.roster);
    return facts;
  };

  return {
    aboutPage: () => {
      const { first, last } = withinReach({ district: knowledge.district, clocks });
      return { district: knowledge.district, dates: datesBetween(first, last) };
    },
    lookBehindGlass: async (body) => {
      const { act, typed } = askedBy(body);
      const set = await openGlass(opening, typed);
      report('break-glass-used', { kind: 'preview' });
      const facts = await factsFor(act, await yearOf(act, knowledge, clocks));
      return previewBreakGlass(act, set, facts).answer;
    },
    breakGlass: async (body) => {
      const { act, typed } = askedBy(body);
      const set = await openGlass(opening, typed);
      report('break-glass-used', { kind: act.act });
      const command = commandOf(set, typed);
      const caller = { by: principalOf(set), ...command };
      const decide = (facts: Facts) => breakGlass({ caller, set, act, seen: body.seen }, facts);
      const year = await yearOf(act, knowledge, clocks);
      const readFacts = (): Promise<Facts> => factsFor(act, year);
      // What is refused leaves the set whole; what was done before is not decided again.
      if ((await store.used(set.set)) === undefined) decide(await readFacts());
      const use = await store.spend({ set: set.set, actHash: typed.actHash, atMs: clocks.machine.now() });
      refuseOther(use.actHash, typed, report);
      const { entry, state } = await decideAndAppend({ ...record, readFacts }, command, decide).catch(
        (error: unknown) => {
          if (error instanceof IdempotencyMismatch) refuseOther(undefined, typed, report);
          throw error;
        },
      );
      await alert(entry);
      if (state === undefined) throw new Error('an entry was appended that belongs to no declaration');
      const asOf = { nowMs: entry.atMs, calendarNow: parseInstant(entry.at), timeZone, outsideChannels };
      return declaredAnswer(entry, state, asOf);
    },
  };
}

/** The act without its proof: halves are in no hash that is kept. */
function askedBy({ set, halves, seen: _seen, ...asked }: BreakGlassBody): { act: GlassAct; typed: Typed } {
  const act = GlassAct.parse(asked);
  return { act, typed: { set, halves, actHash: digestOf(act) } };
}

/** A set is one command for ever: whatever became of the row that says so, the ledger takes nothing else in its name. */
function commandOf({ set }: BreakGlassSet, { actHash }: Typed): { commandId: string; bodyHash: string } {
  return { commandId: digestOf(['break-glass', set]), bodyHash: actHash };
}

/** The year of the first date; of what is to be taken back without a name, today's. */
async function yearOf(act: GlassAct, knowledge: Knowledge, { calendar }: Clocks): Promise<SchoolYear> {
  if (act.act === 'retract' && act.declarationId !== undefined) return yearOfDeclaration(knowledge, act.declarationId);
  const [date] = act.act === 'declare' ? act.dates : [localDate(calendar.now(), knowledge.district.timeZone)];
  return yearOfDate(knowledge, date ?? '', 'dates[0]');
}
