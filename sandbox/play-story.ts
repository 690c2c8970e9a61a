import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { parseInstant } from '../functions/core/time.ts';
import type { DataFolder } from './data-folder.ts';
import { figuresOf } from './story-figures.ts';
import type { Sandbox } from './sandbox.ts';
import { apiClient, type Client } from './stories/client.ts';
import { StoryFailed, type Scene, type Step, type Story } from './stories/story.ts';
import { progress, say } from './terminal.ts';

/** How far a story has come in its folder. */
const Played = z.object({ story: z.string(), next: z.int(), memory: z.record(z.string(), z.string()) });

/** A line of the functions' log: what somebody may have to look at names its alarm. */
const Logged = z.object({ alarm: z.string().optional() });

const Progress = z.object({
  version: z.int(),
  settled: z.boolean(),
  planned: z.int(),
  sent: z.int(),
  failed: z.int(),
  inDoubt: z.int(),
  pending: z.int(),
  superseded: z.int(),
  expired: z.int(),
  edits: z.object({ wanted: z.int(), done: z.int() }),
  lastSentAt: z.string().optional(),
});
const Entries = z.object({
  items: z.array(z.object({ kind: z.string(), sealed: z.object({ ofVersion: z.int() }).optional() })),
});

/** Plays a story from where it was left, prints its timeline, and ends with its figures; a finished one prints the figures again. */
export async function playStory(story: Story, sandbox: Sandbox, folder: DataFolder): Promise<void> {
  const played = folder.read('story.json', Played) ?? { story: story.name, next: 0, memory: {} };
  const memory = new Map(Object.entries(played.memory));
  let { next } = played;
  const keep = (): void => folder.write('story.json', { story: story.name, next, memory: Object.fromEntries(memory) });
  const client = apiClient(sandbox.apiUrl, sandbox.issuer);
  const scene = sceneOf(sandbox, client, {
    alarms: () => alarmsIn(folder.file('log.ndjson')),
    recall: (name) => memory.get(name),
    remember: (name, value) => {
      memory.set(name, value);
      keep();
    },
  });
  say(`\n${story.title}`);
  for (const [index, step] of story.steps.entries()) {
    if (index < next) continue;
    moveTo(step, sandbox);
    say(`\n${when(step.at)}  ${step.title}`);
    await step.run(scene);
    next = index + 1;
    keep();
  }
  say('');
  for (const line of await figuresOf(sandbox, client)) say(line);
}

/** The alarms in the functions' log. */
function alarmsIn(logFile: string): string[] {
  const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n') : [];
  return lines.flatMap((line) => Logged.parse(JSON.parse(line)).alarm ?? []);
}

/** The calendar never goes back: a step that runs again after a kill keeps the time it is. */
function moveTo(step: Step, sandbox: Sandbox): void {
  const at = parseInstant(step.at);
  if (sandbox.calendar.clocks.calendar.now().epochMilliseconds < at.epochMilliseconds || !sandbox.calendar.isSet())
    sandbox.calendar.set(at);
}

function when(at: string): string {
  const [date, time] = at.split('T');
  return `${date} ${time?.slice(0, 5)}`;
}

function sceneOf(sandbox: Sandbox, client: Client, ofFolder: Pick<Scene, 'alarms' | 'recall' | 'remember'>): Scene {
  const call: Scene['call'] = async (who, method, path, body, { key, expected = 200 } = {}) => {
    const answer = await client.call(who, method, path, body, key);
    if (answer.status !== expected)
      throw new StoryFailed(`${method} ${path} as ${who}: expected ${expected}, got ${answer.status}`, answer.body);
    return answer;
  };
  return {
    call,
    ask: async (schema, who, method, path, body, options) => {
      const { body: seen } = await call(who, method, path, body, options);
      const parsed = schema.safeParse(seen);
      if (!parsed.success) throw new StoryFailed(`${method} ${path}: ${parsed.error.message}`, seen);
      return parsed.data;
    },
    say: (line) => say(`  ${line}`),
    check: (holds, what, seen) => {
      if (!holds) throw new StoryFailed(what, seen);
    },
    settled: (declarationId, seconds = 180) => untilSettled(client, declarationId, seconds),
    vendors: sandbox.vendors,
    ...ofFolder,
  };
}

/** Shows how classes are being reached by the newest words, until nothing is open and the receipts are sealed. */
async function untilSettled(client: Client, declarationId: string, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const { body } = await client.call('viewer', 'GET', `/v1/declarations/${declarationId}/progress`);
    const seen = Progress.safeParse(body);
    if (seen.success && seen.data.planned > 0) {
      const { version, settled, planned, sent, failed, inDoubt, pending, edits } = seen.data;
      const parts = [
        `posted ${sent} of ${planned}`,
        ...(failed > 0 ? [`failed ${failed}`] : []),
        ...(inDoubt > 0 ? [`in doubt ${inDoubt}`] : []),
        ...(edits.wanted > 0 ? [`edited ${edits.done} of ${edits.wanted}`] : []),
      ];
      progress(`  ${parts.join(', ')}`);
      if (settled && pending === 0 && inDoubt === 0 && (await isSealed(client, declarationId, version)))
        return say(`  ${parts.join(', ')}, receipts sealed`);
    }
    if (Date.now() > until)
      throw new StoryFailed(`the declaration ${declarationId} was not settled within ${seconds} s`, body);
    await pause(500);
  }
}

async function isSealed(client: Client, declarationId: string, version: number): Promise<boolean> {
  const { body } = await client.call('viewer', 'GET', `/v1/declarations/${declarationId}/entries`);
  return Entries.safeParse(body).data?.items.some((entry) => entry.sealed?.ofVersion === version) ?? false;
}
