import * as z from 'zod';
import { beginsWith, holdsMarker } from '../../core/marker.ts';
import { parseInstant } from '../../core/time.ts';
import type { Found, Look, LookOutcome } from '../../deliveries/ports.ts';
import type { Answer } from '../../platform/answer.ts';
import { inWords, isForbidden, isSuccess, tooFastIn } from './outcomes.ts';

const EpochMs = z.iso.datetime({ offset: true }).transform((text) => parseInstant(text).epochMilliseconds);

const Announcement = z.object({
  id: z.string().min(1),
  text: z.string().default(''),
  // Most announcements have none.
  materials: z.unknown().optional(),
  state: z.string(),
  creationTime: EpochMs,
  updateTime: EpochMs,
});
type Announcement = z.infer<typeof Announcement>;

const Page = z.object({ announcements: z.array(Announcement).default([]), nextPageToken: z.string().optional() });

/** How a look reads one course; the first page is there already. */
export type CourseReader = {
  page(token: string): Promise<Answer>;
  /** A patch of the text by the same text: it succeeds for the project that made the post, and for no other. */
  prove(id: string, text: string): Promise<Answer>;
};

/** A course with more pages or more copies of our post than this is not searched to its end: a person has to look. */
const MAX_PAGES = 40;
const MAX_COPIES = 20;

/**
 * Finds the posts of a course that carry our marker under our opening, and proves which of them are ours. Other people's words are
 * read here and go no further.
 */
export async function lookThrough(first: Answer, look: Look, reader: CourseReader): Promise<LookOutcome> {
  const candidates: Announcement[] = [];
  let answer = first;
  for (let pages = 1; ; pages += 1) {
    if (!isSuccess(answer)) return { ...unable(inWords(answer)), ...tooFastIn(answer) };
    const page = Page.safeParse(answer.kind === 'answered' ? answer.body : undefined);
    if (!page.success) return unable('Classroom sent a list that cannot be read');
    const { announcements, nextPageToken } = page.data;
    candidates.push(...announcements.filter((post) => isCandidate(post, look)));
    const oldest = announcements.at(-1)?.updateTime ?? Infinity;
    if (nextPageToken === undefined || oldest < look.notBeforeMs) break;
    if (pages === MAX_PAGES) return unable('the course has too many posts to look through');
    if (!(await mayGoOn(look))) return unable(NO_TIME);
    answer = await reader.page(nextPageToken);
  }
  if (candidates.length > MAX_COPIES) return unable(`${candidates.length} posts carry this notice's reference`);
  return prove(candidates, look, reader);
}

async function prove(candidates: readonly Announcement[], look: Look, reader: CourseReader): Promise<LookOutcome> {
  const found: Found[] = [];
  for (const { id, text, state, creationTime } of candidates) {
    if (!(await mayGoOn(look))) return unable(NO_TIME);
    const answer = await reader.prove(id, text);
    const isGone = answer.kind === 'answered' && answer.status === 404;
    if (isGone) continue;
    const provablyOurs = isSuccess(answer);
    if (!provablyOurs && !isForbidden(answer)) {
      return { ...unable(`whose post it is cannot be told: ${inWords(answer)}`), ...tooFastIn(answer) };
    }
    found.push({ providerId: id, createdMs: creationTime, provablyOurs, draft: state === 'DRAFT' });
  }
  return { kind: 'looked', found };
}

function isCandidate({ text, materials, state }: Announcement, { deliveryId, openings }: Look): boolean {
  if (state === 'DELETED') return false;
  // Google turns links into other kinds of material, so it is the whole of them that is searched.
  return (
    holdsMarker([text, JSON.stringify(materials ?? null)], deliveryId) &&
    openings.some((opening) => beginsWith(text, opening))
  );
}

const NO_TIME = 'there was no time to look through the whole course';

/** Each request counts at Google, whatever it is for. */
async function mayGoOn({ more }: Look): Promise<boolean> {
  return more === undefined || more();
}

function unable(reason: string): Extract<LookOutcome, { kind: 'unable' }> {
  return { kind: 'unable', reason };
}
