import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { District } from '../../calendar/district.ts';
import { type AskDeps, askForChecks } from '../../deliveries/ask-for-checks.ts';
import type { Report } from '../../deliveries/ports.ts';
import { type ChannelName, channelNames } from '../../names.ts';
import { channelCheckStore } from '../../store/channel-checks.ts';
import { currentRosters } from '../../store/current-roster.ts';
import { situationStore } from '../../store/situation.ts';
import type { Platform } from '../platform.ts';
import { queuesOf } from './queues.ts';

/** Asks the channels of a district to check themselves: shared by the tick and by the API's "check now". Answers who was asked. */
export function channelChecksOf(
  platform: Platform,
  documents: DynamoDBDocumentClient,
  { district, report }: { readonly district: District; readonly report: Report },
): { readonly due: () => Promise<ChannelName[]>; readonly now: () => Promise<ChannelName[]> } {
  const { settings, clocks, ids } = platform;
  const rosters = currentRosters(documents, settings.tables.operations);
  const situations = situationStore(documents, settings.tables.operations);
  const deps: AskDeps = {
    clocks,
    ids,
    timeZone: district.timeZone,
    channels: channelNames.filter((channel) => district.channels[channel] !== undefined),
    schoolYears: district.schoolYears.map(({ id }) => id),
    checks: channelCheckStore(documents, settings.tables.operations),
    queue: queuesOf(platform),
    code: settings.codeVersion,
    report,
    rosterHash: async () => (await rosters.classes.get())?.hash,
  };
  const openProposals = async (): Promise<string[]> => {
    const kept = await Promise.all(district.schoolYears.map((year) => situations.get(year.id)));
    const proposals = kept.flatMap((situation) => situation?.proposals ?? []);
    return proposals.filter(({ status }) => status === 'open').map(({ proposalId }) => proposalId);
  };
  return {
    due: async () => askForChecks(deps, { proposalIds: await openProposals(), now: false }),
    now: async () => askForChecks(deps, { proposalIds: await openProposals(), now: true }),
  };
}
