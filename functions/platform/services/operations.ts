import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { RosterChanged } from '../../api/errors.ts';
import type { OperationServices } from '../../api/services.ts';
import { digestOf } from '../../core/hash.ts';
import { formatInstant } from '../../core/time.ts';
import { fold } from '../../declarations/fold.ts';
import { preview } from '../../declarations/preview.ts';
import { reachableAdministrators } from '../../readiness/reachable-administrators.ts';
import type { Attestation } from '../../readiness/tool-state.ts';
import { openReview } from '../../proposals/open-review.ts';
import { proposalOfSignal } from '../../proposals/recompute-situation.ts';
import { currentRosters } from '../../store/current-roster.ts';
import { deliveryStore } from '../../store/deliveries.ts';
import { receiveReport } from '../../triggers/receive-report.ts';
import { feedAsOf } from '../../triggers/feed-as-of.ts';
import { lookAtHooks } from '../../triggers/look-at-hooks.ts';
import { type FeedState, weatherIntake } from '../../triggers/signal.ts';
import type { Platform } from '../platform.ts';
import { lambdaLog } from '../log.ts';
import { declarationAnswer, reviewAnswer } from './answers.ts';
import { channelChecksOf } from './channel-checks.ts';
import { copyPacksOf } from './copy-packs.ts';
import { shownBy, yearOfDays } from './decisions.ts';
import { deliveryReadings } from './delivery-readings.ts';
import { dryRunsOf } from './dry-run.ts';
import { knowledgeOf } from './facts.ts';
import { reportTo } from './report.ts';
import { rostersOf } from './roster.ts';
import { schoolYearReadings } from './school-years.ts';
import { signalAnswers } from './signal-answers.ts';
import { situationsOf } from './situation.ts';
import { feedAnswer, toolAnswer, toolPollAnswer } from './readiness-answers.ts';
import { toolPollsOf } from './tool-polls.ts';

/** Everything but decisions: reading, signals, attestations, the roster, retrying. */
export function operationServices(platform: Platform, documents: DynamoDBDocumentClient): OperationServices {
  const knowledge = knowledgeOf(platform, documents);
  const { district, readiness, record, signals } = knowledge;
  const { clocks, settings } = platform;
  const situations = situationsOf(platform, documents, knowledge);
  const rosters = rostersOf({
    district,
    clocks,
    contents: record.contents,
    current: currentRosters(documents, settings.tables.operations),
  });
  // Who talks to the internet may not prove itself to Microsoft: its service health is as the poll read it last.
  const lookAtTools = toolPollsOf(platform, { district, store: readiness.store });
  const report = reportTo(platform.log ?? lambdaLog('operations-api'));
  const channelChecks = channelChecksOf(platform, documents, { district, report });
  const shown = shownBy(platform, knowledge);
  const copyPacks = copyPacksOf(platform, { record, district });
  const deliveries = deliveryStore(documents, settings.tables.operations, clocks.machine);
  const rehearse = dryRunsOf({ clocks, district, contents: record.contents, deliveries });
  const states = async () => {
    const years = await Promise.all(district.schoolYears.map((year) => record.ledger.read(year.id)));
    return years.flatMap((entries) => [...fold(entries).values()]);
  };
  const stateOf = async (id: string) => (await states()).find((state) => state.declarationId === id);
  const now = (): string => formatInstant(clocks.calendar.now(), district.timeZone);
  const weatherFeed = async (): Promise<FeedState> =>
    feedAsOf(weatherIntake.feed, await signals.feed(weatherIntake.feed), clocks.calendar.now());

  return {
    preview: async (declaration, also) => {
      const facts = await knowledge.factsOf(yearOfDays(knowledge, declaration), declaration);
      const previewed = preview(declaration, facts);
      const answer = copyPacks.answerTo(previewed, also);
      return also?.dryRun === true ? { ...answer, dryRun: await rehearse(previewed, facts) } : answer;
    },
    listDeclarations: async () =>
      (await states())
        .toSorted((a, b) => b.schoolYear.localeCompare(a.schoolYear) || b.version - a.version)
        .map((state) => declarationAnswer(state, shown())),
    declaration: async (id) => {
      const state = await stateOf(id);
      if (state === undefined) return undefined;
      const review = openReview(await situations.store.get(state.schoolYear), id);
      return {
        ...declarationAnswer(state, shown()),
        ...(review === undefined ? {} : { review: reviewAnswer(review) }),
      };
    },
    entriesOf: async (id) => (await stateOf(id))?.entries,
    textsOf: async (id) => {
      const state = await stateOf(id);
      return state === undefined ? undefined : copyPacks.ofDeclaration(state);
    },
    ...deliveryReadings(platform, documents, { record, stateOf, district }),
    ...schoolYearReadings(platform, { district, record }),

    reportSignal: async ({ body, principal }) => {
      const { signal } = await receiveReport({ signals, clocks, timeZone: district.timeZone }, body, principal.sub);
      const { situation } = await situations.recompute();
      const proposal = proposalOfSignal(situation, signal.signalId);
      return { signalId: signal.signalId, ...(proposal === undefined ? {} : { proposalId: proposal.proposalId }) };
    },
    poll: async () => {
      const [{ ok, at, alerts, problem }, polled] = await Promise.all([situations.look(), lookAtTools()]);
      if (polled.changed) await situations.recompute();
      const weather = { ok, at, alerts, ...(problem === undefined ? {} : { problem }) };
      return { weather, tools: polled.readings.map(toolPollAnswer) };
    },
    listSignals: async () => {
      const row = await signals.feed(weatherIntake.feed);
      return signalAnswers(await signals.all(), row?.ok === false ? row : await weatherFeed());
    },
    listProposals: () => situations.proposals(),

    readiness: async () => {
      const known = await signals.all();
      const [tools, channels, feed, hooks] = await Promise.all([
        readiness.tools(known),
        readiness.channels(),
        weatherFeed(),
        lookAtHooks({ hooks: district.hooks, signals, clocks }),
      ]);
      const feeds = [feed, ...hooks.map((seen) => seen.feed)].map(feedAnswer);
      return { tools: tools.map(toolAnswer), channels, feeds, contacts: reachableAdministrators(district) };
    },
    checkReadiness: async () => ({ askedAt: now(), channels: await channelChecks.now() }),
    attest: async ({ toolId, body, principal }) => {
      if (!district.tools.some((tool) => tool.id === toolId)) return undefined;
      const before = (await readiness.store.all()).find((one) => one.toolId === toolId);
      const since = before?.status === body.status ? before.since : now();
      const { note, ...said } = body;
      const attestation: Attestation = {
        toolId,
        ...said,
        by: principal.name,
        since,
        at: now(),
        ...(note === undefined ? {} : { note }),
      };
      await readiness.store.put(attestation);
      await situations.recompute();
      const tools = await readiness.tools(await signals.all());
      return tools.filter((one) => one.toolId === toolId).map(toolAnswer)[0];
    },

    roster: async (kind) => {
      const { roster, current } = await rosters.inForce(kind);
      if (current === undefined) return undefined;
      const { sheets, targets } = roster.manifest;
      const schools = sheets.map((sheet) => ({ schoolId: sheet.schoolId, targets: sheet.targets }));
      return { digest: roster.hash, loadedAt: current.loadedAt, targets, schools };
    },
    putRoster: async (csv, { confirm, acceptPartial, drill }) => {
      const { digest, confirmed, targets, added, removed, changed, refused } = await rosters.load(csv, {
        kind: drill ? 'drill' : 'classes',
        acceptPartial,
        ...(confirm === undefined ? {} : { confirm }),
      });
      const comparison = { digest, loaded: confirmed, targets, added, removed, changed, refused: [...refused] };
      if (confirm !== undefined && !confirmed) {
        const message =
          'This file or the roster in force is not what was compared: read the new comparison, and confirm its digest.';
        throw new RosterChanged(message, { comparison });
      }
      // Another roster names other accounts and classes; those of drills are no part of what is known of the district.
      if (confirmed && !drill) await Promise.all([situations.recompute(), channelChecks.now()]);
      return comparison;
    },

    health: async () => {
      await Promise.all(district.schoolYears.map((year) => record.ledger.read(year.id)));
      return { status: 'ok', code: settings.codeVersion, district: digestOf(district) };
    },
  };
}
