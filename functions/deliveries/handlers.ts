import * as z from 'zod';
import { Entry } from '../declarations/entry.ts';
import { type DeadLetterDeps, recordDeadLetter } from './dead-letters.ts';
import { deliverParcel } from './deliver-parcel.ts';
import { EntryRef } from './delivery.ts';
import { ParcelMessage } from './parcel.ts';
import { plan, type PlanDeps } from './plan.ts';
import type { BatchAnswer, Invocation, PlanQueue, Report } from './ports.ts';
import { tick, type TickDeps, type Ticked } from './tick.ts';
import type { WorkerDeps } from './worker-deps.ts';

/** What is read of an SQS event. */
const QueueEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

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

type Handle<R> = (event: unknown, invocation: Invocation) => Promise<R>;

/**
 * A channel's worker on its queues. A message that fails comes again and counts as a crash; one whose parcel waits was sent again with a
 * delay and is gone. A message that cannot be read fails until it is a dead letter; it never stops the others.
 */
export function handleParcelMessages(deps: WorkerDeps): Handle<BatchAnswer> {
  return (event, invocation) =>
    eachMessage(event, deps.report, async (body) => {
      await deliverParcel(deps, ParcelMessage.parse(body), invocation);
    });
}

export type HandlePlanDeps = PlanDeps & { readonly planQueue: PlanQueue; readonly report: Report };

/** The planner on the ledger's stream and on the queue of held entries: an entry in its hold is asked for again when that ends. */
export function handlePlan(deps: HandlePlanDeps): Handle<BatchAnswer> {
  return async (event) => {
    const stream = StreamEvent.safeParse(event);
    if (!stream.success) return eachMessage(event, deps.report, (body) => planOrWait(deps, EntryRef.parse(body)));
    for (const { eventName, dynamodb } of stream.data.Records) {
      const { kind, body } = dynamodb.NewImage ?? {};
      if (eventName !== 'INSERT' || kind?.S !== 'entry' || body === undefined) continue;
      await planWhatItReleases(deps, Entry.parse(JSON.parse(body.S)));
    }
    return { batchItemFailures: [] };
  };
}

/** The minute's tick. `{"afresh": true}` at a start. */
export function handleTick(deps: TickDeps): Handle<Ticked> {
  const TickEvent = z.object({ afresh: z.boolean().default(false) });
  return (event) => tick(deps, TickEvent.safeParse(event).data ?? { afresh: false });
}

/** A channel's dead-letter queue: the parcel is recorded; a message that names none is reported and dropped. */
export function handleDeadLetters(deps: DeadLetterDeps): Handle<BatchAnswer> {
  return (event) =>
    eachMessage(event, deps.report, async (body) => {
      const message = ParcelMessage.safeParse(body);
      if (message.success) await recordDeadLetter(deps, message.data);
      else deps.report('dead-letter-unreadable', {});
    });
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

async function eachMessage(
  event: unknown,
  report: Report,
  handle: (body: unknown) => Promise<void>,
): Promise<BatchAnswer> {
  const batchItemFailures: BatchAnswer['batchItemFailures'] = [];
  for (const { messageId, body } of QueueEvent.parse(event).Records) {
    try {
      await handle(parsed(body));
    } catch (error) {
      report('message-failed', { messageId, error: error instanceof Error ? error.name : 'unknown' });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
