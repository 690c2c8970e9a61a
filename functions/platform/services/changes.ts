import type { ChangeServices } from '../../api/services.ts';
import { formatInstant } from '../../core/time.ts';
import { amend } from '../../declarations/amend.ts';
import { changeable } from '../../declarations/changeable.ts';
import { correct, correctable } from '../../declarations/correct.ts';
import { findDeclaration } from '../../declarations/find-declaration.ts';
import { keep } from '../../declarations/keep.ts';
import { previewAmendment } from '../../declarations/preview-amendment.ts';
import { previewCorrection } from '../../declarations/preview-correction.ts';
import { previewResumption } from '../../declarations/preview-resumption.ts';
import { resumable, resume } from '../../declarations/resume.ts';
import { isTold, tell } from '../../declarations/tell.ts';
import { openReview } from '../../proposals/open-review.ts';
import type { Platform } from '../platform.ts';
import { declarationAnswer } from './answers.ts';
import { copyPacksOf } from './copy-packs.ts';
import { callerOf, type Deciding, factsAbout, yearOfDeclaration } from './deciding.ts';
import { shownBy } from './decisions.ts';

/** Decisions over the real ledger about a declaration that stands. */
export function changeServices(platform: Platform, { knowledge, situations, change }: Deciding): ChangeServices {
  const shown = shownBy(platform, knowledge);
  const copyPacks = copyPacksOf(platform, knowledge);

  return {
    previewAmendment: async (declarationId, changes, also) => {
      const facts = await factsAbout(knowledge, declarationId);
      const of = changeable(declarationId, facts);
      return copyPacks.answerTo(previewAmendment(changes, of, facts), also, of.state);
    },
    amend: ({ declarationId, body, ...command }) => {
      const { reason, seen, ...changes } = body;
      const about = { caller: callerOf(command), declarationId, changes, reason, seen };
      return change(declarationId, command, (facts) => amend(about, facts));
    },
    previewCorrection: async (declarationId, correction, also) => {
      const facts = await factsAbout(knowledge, declarationId);
      const of = correctable(declarationId, facts);
      return copyPacks.answerTo(previewCorrection(correction, of, facts).preview, also, of.state);
    },
    correct: ({ declarationId, body, ...command }) => {
      const { reason, seen, ...correction } = body;
      const about = { caller: callerOf(command), declarationId, correction, reason, seen };
      return change(declarationId, command, (facts) => correct(about, facts));
    },
    previewResumption: async (declarationId, resumption, also) => {
      const facts = await factsAbout(knowledge, declarationId);
      const of = resumable(declarationId, facts);
      return copyPacks.answerTo(previewResumption(resumption, of, facts), also, of.state);
    },
    resume: ({ declarationId, body, ...command }) => {
      const { reason, seen, ...resumption } = body;
      const about = { caller: callerOf(command), declarationId, resumption, reason, seen };
      return change(declarationId, command, (facts) => resume(about, facts));
    },
    keep: async ({ declarationId, body, ...command }) => {
      const year = await yearOfDeclaration(knowledge, declarationId);
      const review = openReview(await situations.store.get(year.id), declarationId);
      const about = { caller: callerOf(command), declarationId, seen: body.seen };
      return change(declarationId, command, (facts) => keep(about, { ...facts, review }));
    },
    tell: async ({ declarationId, channelId, body, ...command }) => {
      const state = findDeclaration(declarationId, await factsAbout(knowledge, declarationId));
      // The same again changes nothing, and leaves no second entry.
      const isKnown = knowledge.district.outsideChannels.some(({ id }) => id === channelId);
      if (isKnown && isTold(state, channelId, body)) return declarationAnswer(state, shown());
      const now = formatInstant(platform.clocks.calendar.now(), knowledge.district.timeZone);
      const told = { ...body, at: body.at ?? now, by: body.by ?? command.principal.name };
      const about = { caller: callerOf(command), declarationId, channelId, told };
      return change(declarationId, command, (facts) => tell(about, facts));
    },
  };
}
