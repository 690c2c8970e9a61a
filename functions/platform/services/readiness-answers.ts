import type { ReadinessAnswer, ToolAnswer } from '../../api/contract/readiness.ts';
import type { PollAnswer } from '../../api/contract/signals.ts';
import type { ToolReading, ToolState } from '../../readiness/tool-state.ts';
import type { FeedState } from '../../triggers/signal.ts';

/** A tool as the API shows it; IT's note stands beside its status. */
export function toolAnswer(tool: ToolState): ToolAnswer {
  const note = tool.evidence.find(({ source }) => source === 'attested by IT')?.what;
  return { ...tool, evidence: [...tool.evidence], ...(note === undefined ? {} : { note }) };
}

/** A feed, or a hook, as of now. */
export function feedAnswer({
  failures: _failures,
  alerts: _alerts,
  ...feed
}: FeedState): ReadinessAnswer['feeds'][number] {
  return feed;
}

/** A feed that was just asked: `ok` is whether anything is known of it. */
export function toolPollAnswer({ toolId, status, at, source, what }: ToolReading): PollAnswer['tools'][number] {
  const problem = status === 'unknown' ? what : undefined;
  return { toolId, ok: status !== 'unknown', at, status, source, ...(problem === undefined ? {} : { problem }) };
}
