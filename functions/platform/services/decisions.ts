import { NotFound } from '../../api/errors.ts';
import type { DecisionServices } from '../../api/services.ts';
import type { SchoolYear } from '../../calendar/district.ts';
import { schoolYearOf } from '../../calendar/school-year.ts';
import { InvalidInput } from '../../core/errors.ts';
import { localDate } from '../../core/time.ts';
import { approve, reject } from '../../declarations/approve.ts';
import type { Declaration } from '../../declarations/declaration.ts';
import { declare } from '../../declarations/declare.ts';
import { dismiss } from '../../declarations/dismiss.ts';
import { findDeclaration } from '../../declarations/find-declaration.ts';
import { previewRetraction } from '../../declarations/preview-retraction.ts';
import { retract } from '../../declarations/retract.ts';
import { stop } from '../../declarations/stop.ts';
import type { Platform } from '../platform.ts';
import { declaredAnswer, type Shown } from './answers.ts';
import { copyPacksOf } from './copy-packs.ts';
import { callerOf, type Deciding, factsAbout } from './deciding.ts';
import type { Knowledge } from './facts.ts';

/** Decisions over the real ledger that make a declaration, answer one or end it. */
export function decisionServices(platform: Platform, deciding: Deciding): DecisionServices {
  const { knowledge, situations, append, appendAny, change, asOf } = deciding;
  const copyPacks = copyPacksOf(platform, knowledge);
  return {
    declare: async ({ body, ...command }) => {
      const { seen, ...declaration } = body;
      const ground = { schoolYear: yearOfDays(knowledge, declaration), drill: declaration.drill };
      const { entry, state } = await append(ground, command, (facts) =>
        declare({ caller: callerOf(command), declaration, seen }, facts),
      );
      return declaredAnswer(entry, state, asOf(entry));
    },
    approve: ({ declarationId, body, ...command }) =>
      change(declarationId, command, (facts) =>
        approve({ caller: callerOf(command), declarationId, ...spoken(body) }, facts),
      ),
    reject: ({ declarationId, body, ...command }) =>
      change(declarationId, command, (facts) =>
        reject({ caller: callerOf(command), declarationId, ...spoken(body) }, facts),
      ),
    stop: ({ declarationId, body, ...command }) =>
      change(declarationId, command, (facts) =>
        stop({ caller: callerOf(command), declarationId, pending: body.pending, ...reasonOf(body) }, facts),
      ),
    previewRetraction: async (declarationId, retraction, also) => {
      const facts = await factsAbout(knowledge, declarationId);
      const state = findDeclaration(declarationId, facts);
      return copyPacks.answerTo(previewRetraction(retraction, state, facts), also, state);
    },
    retract: ({ declarationId, body, ...command }) => {
      const { reason, seen, ...retraction } = body;
      return change(declarationId, command, (facts) =>
        retract({ caller: callerOf(command), declarationId, retraction, reason, seen }, facts),
      );
    },
    dismiss: async ({ proposalId, body, ...command }) => {
      const today = localDate(platform.clocks.calendar.now(), knowledge.district.timeZone);
      const year = schoolYearOf(knowledge.district, today) ?? knowledge.district.schoolYears.at(-1);
      const situation = year && (await situations.store.get(year.id));
      if (year === undefined || !situation?.proposals.some((one) => one.proposalId === proposalId)) {
        throw new NotFound(`There is no proposal ${proposalId}: look at GET /v1/proposals.`, { proposalId });
      }
      await appendAny(year, command, (facts) =>
        dismiss({ caller: callerOf(command), proposalId, reason: body.reason }, facts),
      );
      return situations.dismiss(year.id, proposalId);
    },
  };
}

/** `undefined` members left out, as exact types want it. */
function spoken(body: { seen: string; reason?: string | undefined }): { seen: string; reason?: string } {
  return { seen: body.seen, ...reasonOf(body) };
}

function reasonOf({ reason }: { reason?: string | undefined }): { reason?: string } {
  return reason === undefined ? {} : { reason };
}

export function shownBy(platform: Platform, { district }: Pick<Knowledge, 'district'>): () => Shown {
  return () => ({
    nowMs: platform.clocks.machine.now(),
    calendarNow: platform.clocks.calendar.now(),
    timeZone: district.timeZone,
    outsideChannels: district.outsideChannels,
  });
}

/** The school year that a body's days are in; its first day decides, the others are checked against it. */
export function yearOfDays(knowledge: Pick<Knowledge, 'district'>, { days }: Pick<Declaration, 'days'>): SchoolYear {
  return yearOfDate(knowledge, days[0]?.date ?? '', 'days[0].date');
}

/** The school year of a date; throws `InvalidInput` at that path where there is none. */
export function yearOfDate({ district }: Pick<Knowledge, 'district'>, date: string, path: string): SchoolYear {
  const year = schoolYearOf(district, date);
  if (year !== undefined) return year;
  const years = district.schoolYears.map(({ id, first, last }) => `${id} (${first} to ${last})`).join(', ');
  const message = `${date} is in no school year of the district file; it has ${years}`;
  throw new InvalidInput('The declaration', [{ path, message }]);
}
