import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { BadCursor, NotFound } from '../../api/errors.ts';
import { ProgressAnswer } from '../../api/contract/deliveries.ts';
import type { OperationServices } from '../../api/services.ts';
import type { District } from '../../calendar/district.ts';
import { formatInstant } from '../../core/time.ts';
import type { DeclarationState } from '../../declarations/state.ts';
import { declarationsOf } from '../../deliveries/declarations-of.ts';
import { listDeliveries } from '../../deliveries/list-deliveries.ts';
import type { Parcel } from '../../deliveries/parcel.ts';
import { pacesOf } from '../../deliveries/provider-limits.ts';
import { progress } from '../../deliveries/progress.ts';
import { reachedBy } from '../../deliveries/reached-by.ts';
import { retryDelivery } from '../../deliveries/retry-delivery.ts';
import { lawPackOf } from '../../law/packs.ts';
import { deadlinesOf } from '../../receipts/deadlines-of.ts';
import { deliveryStore } from '../../store/deliveries.ts';
import { parcelStore } from '../../store/parcels.ts';
import type { Platform } from '../platform.ts';
import { secretsManager } from '../secrets-manager.ts';
import { queuesOf } from './queues.ts';
import type { Record } from './record.ts';
import { rememberedSecret } from './remembered-secret.ts';
import { standingReachOf } from './standing-reach.ts';

export type ReadingParts = {
  readonly record: Record;
  readonly district: District;
  readonly stateOf: (declarationId: string) => Promise<DeclarationState | undefined>;
};

/** How far an entry has come, what became of each delivery, and taking one up again. */
export function deliveryReadings(
  platform: Platform,
  documents: DynamoDBDocumentClient,
  { record, stateOf, district }: ReadingParts,
): Pick<OperationServices, 'progressOf' | 'listDeliveries' | 'retryDelivery'> {
  const { clocks, settings } = platform;
  const { operations } = settings.tables;
  const parcels = parcelStore(documents, operations);
  const standingReach = standingReachOf({ record, district, parcels });
  const secrets = platform.secrets ?? secretsManager(settings.far.secretPrefix, clocks.machine.now);
  const deps = {
    clocks,
    parcels,
    deliveries: deliveryStore(documents, operations, clocks.machine),
    contents: record.contents,
    deliverySecret: rememberedSecret(secrets, 'delivery-secret'),
    declarations: declarationsOf(record.ledger, clocks),
    queue: queuesOf(platform),
  };

  /** The rules of now stand for those of the entry, as in `standingReach`: they differ only where the district file was changed between. */
  const withDeadlines = <F extends { readonly schoolId: string }>(
    of: readonly F[],
    state: DeclarationState,
    version: number,
  ) => {
    const entry = state.entries.find((one) => one.version === version);
    const all = entry === undefined ? [] : deadlinesOf(entry, { district, pack: lawPackOf(district.state) });
    const bySchool = new Map(all.map((one) => [one.schoolId, one]));
    return of.map((figures) => ({ ...figures, ...bySchool.get(figures.schoolId) }));
  };

  return {
    progressOf: async (declarationId, version) => {
      const state = await stateOf(declarationId);
      const asked = speakingVersion(state, version);
      if (state === undefined || asked === undefined) return undefined;
      const all = await parcels.ofEntry({ schoolYear: state.schoolYear, version: asked });
      const mark = await parcels.planned({ schoolYear: state.schoolYear, version: asked });
      const earlier = await earlierParcels(state, asked);
      const sums = progress(all, asked, earlier);
      const open = all.some((parcel) => parcel.status === 'open');
      const editing = earlier.some((parcel) => parcel.status === 'open');
      // Ticks are of the words that stand: of older ones nobody asks any more who still has to hear them.
      const stands = asked === speakingVersion(state, undefined);
      return ProgressAnswer.parse({
        version: asked,
        settled: mark !== undefined && !open && !editing,
        ...sums,
        bySchool: withDeadlines(sums.bySchool, state, asked),
        byChannel: Object.fromEntries(sums.byChannel.map(({ channel, ...counts }) => [channel, counts])),
        ...reached(all),
        ...(stands ? await standingReach(state, asked) : {}),
      });
    },
    listDeliveries: async (declarationId, { version, status, edit, channel, schoolId, cursor, limit }) => {
      const state = await stateOf(declarationId);
      const asked = speakingVersion(state, version);
      if (state === undefined || asked === undefined) return undefined;
      const filter = {
        ...(status === undefined || status === 'attempting' || status === 'waiting' ? {} : { status }),
        ...(channel === undefined ? {} : { channel }),
        ...(schoolId === undefined ? {} : { schoolId }),
        ...(edit === undefined ? {} : { edit }),
      };
      const ref = { schoolYear: state.schoolYear, version: asked };
      const parcelId = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
      if (parcelId !== undefined && (await parcels.get(ref, parcelId)) === undefined) {
        throw new BadCursor('This cursor is none of this list: ask again without one.');
      }
      const page = await listDeliveries(deps, ref, {
        filter,
        limit,
        ...(parcelId === undefined ? {} : { cursor: parcelId }),
      });
      const next = page.cursor === undefined ? {} : { cursor: Buffer.from(page.cursor).toString('base64url') };
      return { items: page.items, ...next };
    },
    retryDelivery: async ({ declarationId, deliveryId }) => {
      const state = await stateOf(declarationId);
      if (state === undefined) throw new NotFound(`There is no declaration ${declarationId}.`, { declarationId });
      await retryDelivery(deps, state, deliveryId);
      return { deliveryId, status: 'in-doubt' };
    },
  };

  /** Parcels of earlier entries, whose posts an entry may have edited; topics have nothing to edit. */
  async function earlierParcels({ speaking, schoolYear }: DeclarationState, asked: number): Promise<Parcel[]> {
    const before = speaking.filter(({ version, kind }) => version < asked && kind !== 'Corrected');
    const each = await Promise.all(before.map(({ version }) => parcels.ofEntry({ schoolYear, version })));
    return each.flat().filter(({ channel }) => channel !== 'sns');
  }

  /** When the last class will have it, or had it. */
  function reached(all: readonly Parcel[]): { reachedBy?: string } {
    const { calendar, machine } = clocks;
    const by = reachedBy(all, { now: calendar.now(), nowMs: machine.now(), paces: pacesOf(district) });
    return by === undefined ? {} : { reachedBy: formatInstant(by, district.timeZone) };
  }
}

/** The entry that is asked for: one that speaks; the newest that stands where none is named. */
function speakingVersion(state: DeclarationState | undefined, version: number | undefined): number | undefined {
  if (version !== undefined) return state?.speaking.find((one) => one.version === version)?.version;
  // A correction posts nothing: how far its words have got is how far those are that it corrects.
  const posted = state?.speaking.filter(({ kind }) => kind !== 'Corrected') ?? [];
  const stands = posted.findLast(({ approval }) => approval === 'given' || approval === 'not-needed');
  return (stands ?? posted.at(-1))?.version;
}
