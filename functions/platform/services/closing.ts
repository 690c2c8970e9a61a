import type { District } from '../../calendar/district.ts';
import { decideAndAppend } from '../../declarations/append.ts';
import { closeCommand, closeDay, closingDue, type ClosingDue } from '../../declarations/close-day.ts';
import type { Entry, Sealed } from '../../declarations/entry.ts';
import { NotOpen } from '../../declarations/errors.ts';
import type { RecordFacts } from '../../declarations/facts.ts';
import { fold } from '../../declarations/fold.ts';
import type { DeclarationState } from '../../declarations/state.ts';
import { outsideOf } from '../../declarations/tell.ts';
import { endedDeliveries, type EndedDeps } from '../../deliveries/ended-deliveries.ts';
import type { PlanDeps } from '../../deliveries/plan.ts';
import { type PageDeps, putPagesOver } from '../../deliveries/put-pages.ts';
import type { Report, Seal } from '../../deliveries/ports.ts';
import { districtOf } from '../../deliveries/read-district.ts';
import { whatIsDue } from '../../deliveries/what-is-due.ts';
import { LawPack } from '../../law/pack.ts';
import { closingOf } from '../../receipts/closing-of.ts';
import { countPlaces } from '../../receipts/count-places.ts';
import { deadlinesOf } from '../../receipts/deadlines-of.ts';
import { RecordedReceipts } from '../../receipts/evidence/record.ts';
import { PlacesRow, type PostBy } from '../../receipts/place-figures.ts';
import type { SignedRecord } from './signer.ts';

export type ClosingParts = Pick<PlanDeps, 'clocks' | 'declarations' | 'parcels'> &
  PageDeps &
  EndedDeps & {
    readonly district: District;
    readonly record: SignedRecord;
    readonly recordFacts: (schoolYear: string) => Promise<RecordFacts>;
    readonly seal: Seal;
    readonly report: Report;
  };

/** Closes every declaration whose days are over and whose deliveries have ended; receipts that are missing are sealed first. */
export function closingDays(parts: ClosingParts): () => Promise<void> {
  const { clocks, district, record, report } = parts;
  const { timeZone } = district;
  return async () => {
    for (const { id: schoolYear } of district.schoolYears) {
      for (const state of fold(await record.ledger.read(schoolYear)).values()) {
        const due = closingDue(state, { now: clocks.calendar.now(), timeZone });
        if (due === undefined) continue;
        try {
          if (await hasEnded(parts, state, due)) await close(parts, state, due);
        } catch (error) {
          // One that cannot be closed keeps no other open; the next tick tries again.
          report('closing-failed', { schoolYear, version: due.ofVersion, error: nameOf(error) });
        }
      }
    }
  };
}

/** Whether no parcel is open and every receipt is sealed as it is; what is not sealed is sealed, and closed on at the next tick. */
async function hasEnded(parts: ClosingParts, { schoolYear }: DeclarationState, due: ClosingDue): Promise<boolean> {
  const { declarations, parcels, clocks, seal } = parts;
  let ended = true;
  for (const { version } of due.stood) {
    const ref = { schoolYear, version };
    const reading = await declarations.read(ref);
    if (reading === undefined) continue;
    const [mark, all] = await Promise.all([parcels.planned(ref), parcels.ofEntry(ref)]);
    if (all.some(({ status }) => status === 'open')) return false;
    const moment = { nowMs: clocks.machine.now(), wakeAfterMs: 0 };
    if (!whatIsDue({ reading, mark, parcels: all }, moment).seal) continue;
    await seal({ reading, parcels: endedDeliveries(parts, reading.entry, all) });
    ended = false;
  }
  return ended;
}

async function close(parts: ClosingParts, state: DeclarationState, due: ClosingDue): Promise<void> {
  const { district, record, recordFacts } = parts;
  const { schoolYear, declarationId } = state;
  await sayOver(parts, state);
  const outside = outsideOf(state, district.outsideChannels);
  const { closing, row } = closingOf({ state, due, rows: await rowsOf(parts, state), outside });
  const places = await record.contents.put('figures', row);
  const command = closeCommand(schoolYear, declarationId, due);
  const about = { declarationId, closing: { ...closing, places } };
  try {
    await decideAndAppend({ ...record, readFacts: () => recordFacts(schoolYear) }, command, (facts) =>
      closeDay(about, facts),
    );
  } catch (error) {
    // Somebody decided or ticked something at that moment: it is closed on that.
    if (!(error instanceof NotOpen)) throw error;
  }
}

/** Before it is closed, so that whoever fails between the two does it again. */
async function sayOver(parts: ClosingParts, { schoolYear, speaking }: DeclarationState): Promise<void> {
  const version = speaking.at(-1)?.version;
  const reading = version === undefined ? undefined : await parts.declarations.read({ schoolYear, version });
  if (reading !== undefined) await putPagesOver(reading, parts, parts.clocks.machine.now());
}

async function rowsOf({ record }: ClosingParts, state: DeclarationState): Promise<Map<number, PlacesRow>> {
  const rows = new Map<number, PlacesRow>();
  for (const { version, sealed } of state.sealed.values()) {
    if (sealed !== undefined) rows.set(version, await rowOf(record.contents, state.schoolYear, sealed));
  }
  return rows;
}

/** The figures that a seal names; one of a time when it named none is counted from its receipts. */
async function rowOf(contents: SignedRecord['contents'], schoolYear: string, sealed: Sealed): Promise<PlacesRow> {
  if (sealed.places !== undefined) return PlacesRow.parse(await contents.get(sealed.places));
  const chunks = await Promise.all(sealed.receipts.map((hash) => contents.get(hash)));
  const receipts = chunks.flatMap((chunk) => RecordedReceipts.parse(chunk).receipts);
  return { schoolYear, version: sealed.ofVersion, places: countPlaces(receipts), deadlines: [] };
}

/** By when each school should have had an entry's words, by the district file and law pack that it names. */
export function deadlinesUnder(contents: Pick<SignedRecord['contents'], 'get'>): (entry: Entry) => Promise<PostBy[]> {
  return async (entry) => {
    const [district, pack] = await Promise.all([
      districtOf(entry.rules, contents),
      contents.get(entry.rules.lawPack).then((found) => LawPack.parse(found)),
    ]);
    return deadlinesOf(entry, { district, pack });
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
