/** Names that infrastructure, product and sandbox share. Plain data: nothing is computed from an environment here. */

/** What posts: each has an urgent and a normal queue, a worker and a dead-letter queue. */
export const channelNames = ['google-classroom', 'teams', 'sns'] as const;
export type ChannelName = (typeof channelNames)[number];

/** Amendments and retractions go `urgent`, everything else `normal` (DESIGN 3.7). */
export const lanes = ['urgent', 'normal'] as const;
export type Lane = (typeof lanes)[number];

/** The topics, one per audience that SNS tells; `drill` has all that a drill says, to whomever it would be said (S-19). */
export const topicNames = ['public', 'staff', 'administrators', 'operations', 'drill'] as const;
export type TopicName = (typeof topicNames)[number];

/** Where notice pages stand, `/n/<noticeId>` and `/drill/<noticeId>`: an address of a drill says so itself (S-19). */
export const pageFolders = ['n', 'drill'] as const;
export type PageFolder = (typeof pageFolders)[number];

/** Where the pages of a drill, or of a notice in earnest, stand. */
export function pageFolder({ drill }: { readonly drill: boolean }): PageFolder {
  return drill ? 'drill' : 'n';
}

export const tableNames = { ledger: 'bellwether-ledger', operations: 'bellwether-operations' } as const;

/** Minutes between two looks at the weather and at the status feeds of tools. */
export const pollMinutes = 5;

/** Each deployed function: its entry's path under `functions/` and its timeout in seconds. */
export const entries = {
  'decision-api': { path: 'api/decision.lambda.ts', timeoutSeconds: 29 },
  'operations-api': { path: 'api/operations.lambda.ts', timeoutSeconds: 29 },
  'record-api': { path: 'api/record.lambda.ts', timeoutSeconds: 29 },
  hooks: { path: 'api/hooks.lambda.ts', timeoutSeconds: 10 },
  'break-glass': { path: 'api/break-glass.lambda.ts', timeoutSeconds: 29 },
  intake: { path: 'triggers/intake.lambda.ts', timeoutSeconds: 60 },
  poll: { path: 'triggers/poll.lambda.ts', timeoutSeconds: 60 },
  plan: { path: 'deliveries/plan.lambda.ts', timeoutSeconds: 60 },
  tick: { path: 'deliveries/tick.lambda.ts', timeoutSeconds: 60 },
  'google-classroom-worker': { path: 'deliveries/google-classroom-worker.lambda.ts', timeoutSeconds: 60 },
  'teams-worker': { path: 'deliveries/teams-worker.lambda.ts', timeoutSeconds: 60 },
  'sns-worker': { path: 'deliveries/sns-worker.lambda.ts', timeoutSeconds: 60 },
  'dead-letters': { path: 'deliveries/dead-letters.lambda.ts', timeoutSeconds: 60 },
} as const;
export type EntryName = keyof typeof entries;

/** The queue of a channel's lane; its name without the stack's prefix. */
export function queueName(channel: ChannelName, lane: Lane): string {
  return `bellwether-${channel}-${lane}`;
}

/** Where a channel's messages end that crashed their worker five times. */
export function deadLetterQueueName(channel: ChannelName): string {
  return `bellwether-${channel}-dead`;
}

/** Messages that ask for a held entry to be planned when its hold ends. */
export const planQueueName = 'bellwether-plan';

/** Webhooks that were proven and wait to be read. */
export const intakeQueueName = 'bellwether-intake';

/** Who reports incidents by webhook. */
export const hookVendors = ['pagerduty', 'statuspage', 'alertmanager', 'sns', 'cloudevents'] as const;
export type HookVendor = (typeof hookVendors)[number];

/** What `hooks` serves; each address has a throttle of its own. Statuspage signs nothing: its secret is a part of its address. */
export const hookRoutes = [
  { method: 'POST', path: '/v1/hooks/pagerduty' },
  { method: 'POST', path: '/v1/hooks/statuspage/{secret}' },
  { method: 'POST', path: '/v1/hooks/alertmanager' },
  { method: 'POST', path: '/v1/hooks/sns' },
  { method: 'POST', path: '/v1/hooks/cloudevents' },
] as const;

/** What `break-glass` serves: the way in for two people without a sign-in (S-07). */
export const breakGlassRoutes = [
  { method: 'GET', path: '/break-glass' },
  { method: 'POST', path: '/v1/break-glass' },
] as const;

/** What ends in an entry of the ledger because somebody signed in asks: `decision-api` serves these routes and nothing else, `operations-api` the rest. */
export const decisionRoutes = [
  { method: 'POST', path: '/v1/declarations' },
  { method: 'POST', path: '/v1/declarations/{declarationId}/approve' },
  { method: 'POST', path: '/v1/declarations/{declarationId}/reject' },
  { method: 'POST', path: '/v1/declarations/{declarationId}/stop' },
  { method: 'POST', path: '/v1/declarations/{declarationId}/retract' },
  { method: 'POST', path: '/v1/declarations/{declarationId}/amend' },
  { method: 'POST', path: '/v1/declarations/{declarationId}/correct' },
  { method: 'POST', path: '/v1/declarations/{declarationId}/resume' },
  { method: 'POST', path: '/v1/declarations/{declarationId}/keep' },
  { method: 'PUT', path: '/v1/declarations/{declarationId}/outside/{channelId}' },
  { method: 'POST', path: '/v1/proposals/{proposalId}/dismiss' },
] as const;

/**
 * What `record-api` serves: reports made of the ledger table alone, by the one function that can read nothing else; and the API's own document,
 * which needs no right at all and a generator that is an eighth of a bundle.
 */
export const recordRoutes = [
  { method: 'GET', path: '/openapi.json' },
  { method: 'GET', path: '/v1/declarations/{declarationId}/evidence.html' },
  { method: 'GET', path: '/v1/declarations/{declarationId}/evidence.csv' },
] as const;

/** The secret that holds a Teams service user's sign-in; its name without the stack's prefix. */
export function serviceUserSecret(serviceUser: string): string {
  return `teams-service-user/${serviceUser}`;
}

/** The secret or secrets of a hook, as `HookSecrets` in JSON; its name without the stack's prefix. */
export function hookSecret(hookId: string): string {
  return `hooks/${hookId}`;
}

/** The secret with the hashes of the break-glass set, as `StoredSet` in JSON; its name without the stack's prefix. */
export const breakGlassSecret = 'break-glass';
