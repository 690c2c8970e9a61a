import type { Clocks, MachineMs } from '../core/clock.ts';
import type { EntryRef } from './delivery.ts';
import { gateOf } from './gate.ts';
import { type PageDeps, putPages } from './put-pages.ts';
import { planParcels } from './plan-parcels.ts';
import type { Contents, DeclarationReading, Declarations, ParcelQueue, ParcelStore, VerifySignature } from './ports.ts';
import { districtOf } from './read-district.ts';
import { sheetsOf } from './read-roster.ts';
import { reopenEarlier } from './reopen-earlier.ts';
import { sendParcels } from './send-parcels.ts';
import { steadily } from './steadily.ts';
import { trusted } from './trusted-entry.ts';

export type PlanDeps = PageDeps & {
  readonly clocks: Clocks;
  readonly declarations: Declarations;
  readonly contents: Contents;
  readonly parcels: ParcelStore;
  readonly queue: ParcelQueue;
  readonly verify: VerifySignature;
};

/** What planning an entry came to. */
export type Planned =
  | { readonly kind: 'planned'; readonly parcels: number; readonly targets: number }
  | { readonly kind: 'already' }
  /** It is in its hold: plan it again at `untilMs`. */
  | { readonly kind: 'held'; readonly untilMs: MachineMs }
  | { readonly kind: 'nothing'; readonly reason: string };

/**
 * Plans a speaking entry: pages first, then parcels, then one message a parcel, then the mark. Running it twice changes nothing; a plan
 * that was cut short is made again whole. Throws `EntryNotGenuine` for an entry whose signature does not hold.
 */
export async function plan(deps: PlanDeps, ref: EntryRef): Promise<Planned> {
  const { clocks, declarations, parcels } = deps;
  const reading = await declarations.read(ref);
  if (reading === undefined) return { kind: 'nothing', reason: 'there is no such entry' };
  const refusal = unplannable(reading);
  if (refusal !== undefined) return { kind: 'nothing', reason: refusal };
  const gate = gateOf(reading, { ms: clocks.machine.now(), calendar: clocks.calendar.now() });
  if (gate.kind === 'hold') return { kind: 'held', untilMs: gate.untilMs };
  if (gate.kind !== 'open') return { kind: 'nothing', reason: gate.reason };
  if ((await parcels.planned(ref)) !== undefined) return { kind: 'already' };
  return carryOut(deps, ref, reading);
}

/** Why an entry is never planned, whatever the hour. */
function unplannable({ entry, posting }: DeclarationReading): string | undefined {
  if (posting === undefined || entry.content === undefined) return 'the entry posts nothing';
  if (posting.kind === 'not-approved') return 'it awaits approval';
  return entry.content.declaration.recordOnly ? 'it is for the record only' : undefined;
}

async function carryOut(deps: PlanDeps, ref: EntryRef, reading: DeclarationReading): Promise<Planned> {
  const { entry, content } = await trusted(reading.entry, deps.verify);
  const [district, sheets] = await Promise.all([
    districtOf(entry.rules, deps.contents),
    sheetsOf({ rules: entry.rules, drill: content.declaration.drill }, deps.contents),
    putPages(reading, deps, deps.clocks.machine.now()),
  ]);
  const nowMs = deps.clocks.machine.now();
  // A correction is a newer revision of the same words, not a post of its own (DESIGN 3.11): the posts that stand are edited.
  const posted = entry.kind === 'Corrected' ? { ...content, notices: [] } : content;
  const { parcels, chunks } = planParcels({ entry, content: posted, sheets, district, nowMs });
  await Promise.all(chunks.map((chunk) => deps.contents.put('roster-chunk', chunk)));
  await steadily(deps.clocks.machine, parcels, (parcel) => deps.parcels.plan(parcel));
  await sendParcels(parcels, deps.queue, nowMs);
  // After its own posts: they notify, and an edit does not.
  await sendParcels(await reopenEarlier(deps, reading, district), deps.queue, deps.clocks.machine.now());
  const targets = parcels.reduce((sum, { figures }) => sum + figures.planned, 0);
  await deps.parcels.markPlanned(ref, { parcels: parcels.length, targets, atMs: nowMs });
  return { kind: 'planned', parcels: parcels.length, targets };
}
