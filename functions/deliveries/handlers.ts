import * as z from 'zod';
import { Entry } from '../declarations/entry.ts';
import type { Word } from '../proposals/word.ts';
import { EntryRef } from './delivery.ts';
import { eachMessage, type Handle } from './each-message.ts';
import { plan, type PlanDeps } from './plan.ts';
import type { BatchAnswer, PlanQueue } from './ports.ts';
import { publishWords, type WordDeps } from './publish-words.ts';
import { tick, type TickDeps, type Ticked } from './tick.ts';

/** What is read of a DynamoDB stream's event: only new entries of the ledger come (S-13). */
const StreamEvent = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      dynamodb: z.object({
        NewImage: z
          .object({ kind: z.object({ S: z.string() }), body: z.object({ S: z.string() }).optional() })
          .optional(),
      }),
    }),
  ),
});

export type HandlePlanDeps = PlanDeps &
  WordDeps & {
    readonly planQueue: PlanQueue;
    /** What administrators hear of an entry; undefined for what is no decision. */
    readonly wordOf: (entry: Entry) => Promise<Word | undefined>;
  };

/** The planner on the ledger's stream and on the queue of held entries: an entry in its hold is asked for again when that ends. */
export function handlePlan(deps: HandlePlanDeps): Handle<BatchAnswer> {
  return async (event) => {
    const stream = StreamEvent.safeParse(event);
    if (!stream.success) return eachMessage(event, deps.report, (body) => planOrWait(deps, EntryRef.parse(body)));
    for (const { eventName, dynamodb } of stream.data.Records) {
      const { kind, body } = dynamodb.NewImage ?? {};
      if (eventName !== 'INSERT' || kind?.S !== 'entry' || body === undefined) continue;
      const entry = Entry.parse(JSON.parse(body.S));
      await planWhatItReleases(deps, entry);
      // Classes first: words to administrators never keep them waiting.
      await putWord(deps, entry);
    }
    await publishWords(deps);
    return { batchItemFailures: [] };
  };
}

/** No decision is taken unseen (S-03). A word that cannot be put must not have the entry planned again: the tick puts it. */
async function putWord({ words, wordOf, report }: HandlePlanDeps, entry: Entry): Promise<void> {
  try {
    const word = await wordOf(entry);
    if (word !== undefined) await words.put(word);
  } catch (error) {
    report('word-not-published', { version: entry.version, error: error instanceof Error ? error.name : 'unknown' });
  }
}

/** The minute's tick. `{"afresh": true}` at a start. */
export function handleTick(deps: TickDeps): Handle<Ticked> {
  const TickEvent = z.object({ afresh: z.boolean().default(false) });
  return (event) => tick(deps, TickEvent.safeParse(event).data ?? { afresh: false });
}

/** A speaking entry is planned; an approval releases the newest that spoke before it. */
async function planWhatItReleases(deps: HandlePlanDeps, { schoolYear, version, kind }: Entry): Promise<void> {
  const ref = { schoolYear, version };
  if (kind !== 'Approved') return planOrWait(deps, ref);
  const reading = await deps.declarations.read(ref);
  const approved = reading?.state.speaking.findLast((one) => one.version < version && one.approval === 'given');
  if (approved !== undefined) await planOrWait(deps, { schoolYear, version: approved.version });
}

async function planOrWait(deps: HandlePlanDeps, ref: EntryRef): Promise<void> {
  const planned = await plan(deps, ref);
  if (planned.kind !== 'held') return;
  await deps.planQueue.sendPlan(ref, Math.max(0, planned.untilMs - deps.clocks.machine.now()));
}
