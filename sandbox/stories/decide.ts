import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { alertFeature, type AlertSpec } from '../simulators/weather/alert-feature.ts';
import type { SimulatedPost } from '../simulators/vendor/posts.ts';
import type { Scene } from './story.ts';

/*
 * What the stories' people do again and again, as they would: look at the sky, preview, write a reason where one is asked for, decide, and
 * wait until every class has it.
 */

/** What of a preview the stories look at. */
export const Previewed = z.object({
  digest: z.string(),
  firstLine: z.string(),
  findings: z.array(
    z.object({
      findingId: z.string(),
      weight: z.string(),
      message: z.string(),
      schools: z.array(z.string()).optional(),
    }),
  ),
  notices: z.array(z.object({ audience: z.string(), channel: z.string(), language: z.string(), text: z.string() })),
  reach: z.record(z.string(), z.object({ targets: z.int(), schools: z.int() })),
  notReached: z.array(z.object({ schoolId: z.string() })),
  needsApproval: z.boolean(),
});
export type Previewed = z.infer<typeof Previewed>;

const Declared = z.object({ declarationId: z.string(), status: z.string() });
const State = z.object({
  status: z.string(),
  days: z.array(z.object({ date: z.string(), dayType: z.string() })),
  review: z.object({ what: z.string(), digest: z.string() }).optional(),
});
const Proposal = z.object({
  proposalId: z.string(),
  digest: z.string(),
  days: z.array(
    z.object({
      date: z.string(),
      dayType: z.string(),
      schools: z.union([z.literal('all'), z.array(z.string())]),
      coverage: z.string(),
    }),
  ),
  legalDeadline: z.string().optional(),
  recommendation: z.object({ dayType: z.string(), because: z.string() }).optional(),
  split: z
    .object({
      inTime: z.union([z.literal('all'), z.array(z.string())]),
      late: z.union([z.literal('all'), z.array(z.string())]),
      declarations: z.array(z.object({ declaration: z.record(z.string(), z.unknown()) })),
    })
    .optional(),
  declaration: z.record(z.string(), z.unknown()),
});
export type Proposal = z.infer<typeof Proposal>;
const Proposals = z.object({ items: z.array(Proposal) });
const Polled = z.object({ weather: z.object({ ok: z.boolean(), alerts: z.int() }) });
const Year = z.object({
  law: z.object({ state: z.string(), cap: z.object({ amount: z.number(), unit: z.string() }).optional() }),
  schools: z.array(
    z.object({
      unitId: z.string(),
      used: z.number(),
      left: z.number().optional(),
      days: z.array(z.object({ date: z.string(), evidence: z.array(z.object({ source: z.string() })) })),
    }),
  ),
});

/** A body to declare. */
export const Body = z.record(z.string(), z.unknown());
const Command = z.looseObject({ seen: z.string() });

/** What was found when a step ran first, through a schema: when it runs again after a kill it goes on with the same. */
export async function firstFound<T extends z.ZodType>(
  scene: Scene,
  name: string,
  schema: T,
  find: () => Promise<unknown>,
): Promise<z.output<T>> {
  const found = scene.recall(name) ?? JSON.stringify((await find()) ?? null);
  scene.remember(name, found);
  return schema.parse(JSON.parse(found));
}

/** The digest that was named when `name` was decided. */
export const seenAs = (scene: Scene, name: string): string =>
  Command.parse(JSON.parse(scene.recall(name) ?? 'null')).seen;

/** How a decision is made: what is looked at in its preview, and the written reason for every finding that asks for one. */
export type Care = {
  readonly reason?: string;
  readonly look?: (preview: Previewed, reasons: Readonly<Record<string, string>>) => void | Promise<void>;
};

/** The weather service shows these alerts from now on, and is looked at. Nothing given: no alert is active. */
export async function sky(scene: Scene, ...specs: readonly AlertSpec[]): Promise<void> {
  scene.vendors.weather?.setAlerts(specs.map(alertFeature));
  await lookAtSky(scene);
}

/** Looks at weather and status pages now. */
export async function lookAtSky(scene: Scene): Promise<void> {
  const answer = await scene.ask(Polled, 'ops', 'POST', '/v1/signals/poll', {});
  scene.check(answer.weather.ok, 'the weather service was read', answer);
}

/** The proposals that are open, the oldest first. */
export async function openProposals(scene: Scene): Promise<Proposal[]> {
  return (await scene.ask(Proposals, 'viewer', 'GET', '/v1/proposals?status=open')).items;
}

/** The days that a proposal is about, `2023-02-22 e-learning covered`. */
export const daysOf = ({ days }: Proposal): string[] =>
  days.map(({ date, dayType, coverage }) => `${date} ${dayType} ${coverage}`);

/** How a declaration stands. */
export const stateOf = (scene: Scene, declarationId: string): Promise<z.infer<typeof State>> =>
  scene.ask(State, 'viewer', 'GET', `/v1/declarations/${declarationId}`);

/** The account of a school year. */
export const schoolYear = (scene: Scene, id: string): Promise<z.infer<typeof Year>> =>
  scene.ask(Year, 'viewer', 'GET', `/v1/school-years/${id}`);

/** What a body would say, and what stands against it. */
export const previewOf = (scene: Scene, body: object): Promise<Previewed> =>
  scene.ask(Previewed, 'administrator', 'POST', '/v1/declarations/preview', body);

/** Declares a body as `name`, once however often the step runs; answers the declaration's id. */
export async function declare(scene: Scene, name: string, body: object, care: Care = {}): Promise<string> {
  const declarationId = await declareOnly(scene, name, body, care);
  await scene.settled(declarationId);
  return declarationId;
}

/** The same without waiting: nothing is posted before an approval. */
export async function declareOnly(scene: Scene, name: string, body: object, care: Care = {}): Promise<string> {
  const command = await commandOf(scene, name, '/v1/declarations/preview', body, care);
  const options = { key: name, expected: 201 };
  const declared = await scene.ask(Declared, 'administrator', 'POST', '/v1/declarations', command, options);
  scene.remember(`${name}-id`, declared.declarationId);
  return declared.declarationId;
}

/** The id of what was declared as `name` in an earlier step. */
export function declaredAs(scene: Scene, name: string): string {
  const declarationId = scene.recall(`${name}-id`);
  scene.check(declarationId !== undefined, `${name} was declared before`);
  return declarationId;
}

/** Amends, resumes or retracts what was declared, as `name`, and waits until everybody whom it concerns has it. */
export async function change(
  scene: Scene,
  name: string,
  [verb, declarationId]: readonly ['amend' | 'resume' | 'retract', string],
  body: object,
  care: Care = {},
): Promise<void> {
  const route = `/v1/declarations/${declarationId}/${verb}`;
  const command = await commandOf(scene, name, `${route}?preview=1`, body, care);
  await scene.call('administrator', 'POST', route, command, { key: name });
  await scene.settled(declarationId);
}

/**
 * The command as it was first sent, with the digest that was seen and the written reasons: a step that runs again after a kill repeats it
 * to the letter, whatever a preview would say by then.
 */
async function commandOf(
  scene: Scene,
  name: string,
  path: string,
  body: object,
  { reason = 'Seen and decided.', look }: Care,
): Promise<object> {
  const sent = scene.recall(name);
  if (sent !== undefined) return Command.parse(JSON.parse(sent));
  const preview = await scene.ask(Previewed, 'administrator', 'POST', path, body);
  const asked = preview.findings.filter((finding) => finding.weight === 'needs-reason');
  const reasons = Object.fromEntries(asked.map((finding) => [finding.findingId, reason]));
  await look?.(preview, reasons);
  const command = {
    ...body,
    ...(asked.length > 0 && { reasons }),
    ...(path.endsWith('?preview=1') && { reason }),
    seen: preview.digest,
  };
  scene.remember(name, JSON.stringify(command));
  return command;
}

/** Every visible post, the oldest first; words of Teams without their HTML. */
export function postsShown({ vendors }: Scene): SimulatedPost[] {
  return [...(vendors.classroom?.posts() ?? []), ...(vendors.graph?.posts() ?? [])]
    .filter((post) => post.visible)
    .map((post) => ({ ...post, text: plain(post.text) }));
}

/** The first lines that the classes or teams of a target id's beginning show, each class's in the order of posting. */
export function shownTo(scene: Scene, targetIds: readonly string[]): string[][] {
  const posts = postsShown(scene);
  return targetIds.map((id) => posts.filter((post) => post.targetId === id).map(({ text }) => firstLine(text)));
}

const plain = (html: string): string =>
  html
    .replaceAll(/<\/p>|<br ?\/?>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .trim();

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

/** Asks until it holds: what is found out in the background takes a moment. */
export async function eventually(scene: Scene, what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    scene.check(tries < 100, `within 20 s: ${what}`);
    await pause(200);
  }
}
