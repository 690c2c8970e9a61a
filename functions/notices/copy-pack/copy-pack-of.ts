import type { District } from '../../calendar/district.ts';
import type { Entry } from '../../declarations/entry.ts';
import { NotOpen } from '../../declarations/errors.ts';
import type { NoticeBrief } from '../../declarations/rendering.ts';
import type { DeclarationState, Speaking } from '../../declarations/state.ts';
import { pageFolder } from '../../names.ts';
import type { CopyTexts } from './copy-texts.ts';
import { renderCopyPack } from './render-copy-pack.ts';

/** The copy pack of a declaration: of which entry, and whether that stands or still awaits approval. */
export type CopyPack = {
  readonly version: number;
  readonly stands: boolean;
  /** The notice's page; absent where nothing public was posted. */
  readonly page?: string;
  readonly texts: readonly CopyTexts[];
};

export type CopyPackContext = {
  /** The district file that the entry was decided under. */
  readonly district: District;
  readonly publicUrl: string;
  /** Now on the calendar clock, RFC 3339. */
  readonly at: string;
};

/** What a declaration says now: what stands, or before anything does what awaits approval. Throws `NotOpen` where nothing ever will. */
export function speakingNow(state: DeclarationState): Speaking {
  const speaking = state.standing ?? state.pending;
  if (speaking !== undefined && state.ended !== 'withdrawn') return speaking;
  const { declarationId } = state;
  throw new NotOpen(`Nothing of ${declarationId} was posted or will be: there is nothing to pass on.`, {
    declarationId,
  });
}

/** The texts of a declaration as it stands, from the same facts and the same rules as its notices. */
export function copyPackOf(state: DeclarationState, { district, publicUrl, at }: CopyPackContext): CopyPack {
  const speaking = speakingNow(state);
  const { declaration, days, said = days, notices } = speaking.content;
  const noticeId = notices.find((notice) => notice.audience === 'public' && notice.page !== undefined)?.noticeId;
  const paged = noticeId ?? notices.find((notice) => notice.page !== undefined)?.noticeId;
  const page = paged === undefined ? undefined : `${publicUrl}/${pageFolder(declaration)}/${paged}`;
  const brief = { act: actOf(state, speaking), district, declaration, days: said, publicUrl } as const;
  return {
    version: speaking.version,
    stands: speaking === state.standing,
    ...(page === undefined ? {} : { page }),
    texts: renderCopyPack({ ...brief, audiences: ['public'] }, { at, page }),
  };
}

const acts: Readonly<Partial<Record<Entry['kind'], NoticeBrief['act']>>> = {
  Declared: 'declared',
  Amended: 'amended',
  Retracted: 'retracted',
  Resumed: 'resumed',
};

/** How what a declaration says now was said: to those who read a correction of it, it still is that. */
export function actNow(state: DeclarationState): NoticeBrief['act'] {
  return actOf(state, speakingNow(state));
}

/** A correction is read as what it corrects: somebody who copies an amendment's texts after it still has to say that it is one. */
function actOf({ speaking }: DeclarationState, { version }: Speaking): NoticeBrief['act'] {
  const upTo = speaking.filter((one) => one.version <= version && one.approval !== 'refused');
  return acts[upTo.findLast(({ kind }) => kind !== 'Corrected')?.kind ?? 'Declared'] ?? 'declared';
}
