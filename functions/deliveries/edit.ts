import type { Target } from '../roster/roster.ts';
import {
  afterCheck,
  afterEdit,
  beginEdit,
  type Edited,
  expireEdit,
  putBackEdit,
  readBeforeEdit,
  type Reading,
} from './after-edit.ts';
import type { Delivery, Face } from './delivery.ts';
import { shownBy } from './edit-step.ts';
import { mayLeave } from './may-leave.ts';
import type { EditOutcome, ReadOutcome } from './ports.ts';
import { isDown, request } from './request.ts';
import type { Round } from './round.ts';
import { isSameFace, type Wanted } from './wanted-face.ts';

/** Tries to write what became of an edit onto a row that others mark meanwhile. */
const mostWrites = 5;

/** Edits one post in place: read first where others may change it, then permit, row, request, row, as an attempt to post does. */
export async function editPost(round: Round, target: Target, row: Delivery, wanted: Wanted): Promise<void> {
  const { channel, deliveries, times } = round.deps;
  const { edit } = channel;
  if (edit === undefined) return;
  if (channel.othersMayEdit === true && !wanted.overwrites) {
    const reading = await readPost(round, target, row, wanted);
    if (reading === undefined) return;
    const read = readBeforeEdit(row, wanted, reading, round.now(), times);
    if (read !== 'edit') {
      await deliveries.put(read.row);
      return;
    }
  }
  const begun = await begin(round, row, wanted);
  if (begun === undefined) return;
  const { post } = await round.wordsFor(target, wanted.face);
  const outcome = await request<EditOutcome>(round, target, {
    kind: 'other',
    run: (signal) => edit(asPosted(target, row), row.providerId ?? '', post, signal),
    late: (reason) => ({ kind: 'doubt', reason }),
  });
  await writeOver(round, target, begun, (now) => afterEdit(now, outcome, round.now(), times));
}

/** Settles a doubtful edit by reading the post by its id (DELIVERY 5). */
export async function checkEdit(round: Round, target: Target, row: Delivery, wanted: Wanted): Promise<void> {
  const { edit } = row;
  if (edit === undefined) return;
  const reading = await readPost(round, target, row, wanted);
  if (reading === undefined) return;
  const { channel, deliveries, times } = round.deps;
  const othersMayEdit = channel.othersMayEdit ?? false;
  const checking = { now: round.now(), times, othersMayEdit, overwrites: wanted.overwrites };
  await deliveries.put(afterCheck({ ...row, edit }, reading, checking));
}

/** Ends an edit that was not made while it was of use. */
export async function endEdit(
  { deps }: Round,
  row: Delivery,
  { wanted, reason }: { readonly wanted: Wanted; readonly reason: string },
): Promise<void> {
  await deps.deliveries.put(expireEdit(row, wanted.face, reason));
}

/** The row of an edit, written and fresh: only its holder may edit now. Undefined: time, a newer wish or somebody else was in the way. */
async function begin(round: Round, row: Delivery, wanted: Wanted): Promise<Edited | undefined> {
  const { clocks, deliveries, ids, times } = round.deps;
  const startMs = await round.permits.other.next();
  if (startMs === undefined) return undefined;
  const now = await round.wanted();
  if (now.gate.kind !== 'open' || !isSameFace(now.face, wanted.face)) return undefined;
  const nowMs = clocks.machine.now();
  const begun = beginEdit(row, wanted.face, { id: ids.base32(12), nowMs }, times);
  if (!(await deliveries.put(begun))) return undefined;
  if (await mayLeave(round, 'other', { startMs, writtenMs: nowMs })) return begun;
  await deliveries.put(putBackEdit(begun, round.now()));
  return undefined;
}

/** What the post shows, told by the faces that it may have; undefined: no permit before the time is up, or the channel is down. */
async function readPost(round: Round, target: Target, row: Delivery, wanted: Wanted): Promise<Reading | undefined> {
  const { read } = round.deps.channel;
  if (read === undefined) return { kind: 'unable', permanent: true, reason: 'the channel cannot be read' };
  if ((await round.permits.read.next()) === undefined) return undefined;
  const faces = facesSeen(row, wanted);
  const known = await Promise.all(faces.map(async (one) => (await round.wordsFor(target, one)).post.text));
  const outcome = await request<ReadOutcome>(round, target, {
    kind: 'read',
    run: (signal) => read(asPosted(target, row), row.providerId ?? '', known, signal),
    late: (reason) => ({ kind: 'doubt', reason }),
  });
  if (outcome.kind === 'removed') return outcome;
  if (outcome.kind !== 'read') {
    const permanent = outcome.kind === 'refused' && outcome.permanent;
    return !permanent && isDown(round) ? undefined : { kind: 'unable', permanent, reason: outcome.reason };
  }
  const shown = outcome.shows === undefined ? undefined : faces[outcome.shows];
  return shown === undefined ? { kind: 'changed' } : { kind: 'shows', face: shown };
}

/** Every face that the post may show, the likely ones first: what is wanted, what stood there, what was begun. */
function facesSeen(row: Delivery, { face, possible }: Wanted): Face[] {
  return [face, shownBy(row), row.edit?.face, ...possible]
    .filter((one) => one !== undefined)
    .filter((one, i, all) => all.findIndex((other) => isSameFace(one, other)) === i);
}

/** The account that posted it speaks first: on Teams nobody else may edit it. */
function asPosted(target: Target, { postedAs }: Delivery): Target {
  if (postedAs === undefined) return target;
  return { ...target, postAs: [postedAs, ...target.postAs.filter((account) => account !== postedAs)] };
}

/** A later entry's worker may mark the row meanwhile: what became of the request is then written on top of that. */
async function writeOver(
  { deps }: Round,
  { targetId }: Target,
  begun: Edited,
  after: (row: Edited) => Delivery,
): Promise<void> {
  const { deliveries } = deps;
  let row = begun;
  for (let writes = 0; writes < mostWrites; writes += 1) {
    if (await deliveries.put(after(row))) return;
    const [found] = await deliveries.ofTargets(begun.entry, begun.channel, [targetId]);
    if (found?.edit === undefined || found.edit.attemptId !== begun.edit.attemptId || found.edit.status !== 'editing')
      return;
    row = { ...found, edit: found.edit };
  }
}
