import type { Finding } from '../law/finding.ts';
import type { ToolState } from '../readiness/tool-state.ts';
import { whyUnusable } from '../readiness/why-unusable.ts';
import type { Draft, DraftDay } from './draft.ts';
import type { Recommendation } from './proposal.ts';

/** A draft as it is recommended, and why it is not what it was. */
export type Recommended = {
  readonly draft: Draft;
  readonly recommendation?: Recommendation;
  readonly findings: readonly Finding[];
};

/**
 * E-learning without what it needs is no school day (E14): while a tool that it needs is known to be down, `closed` is recommended in its
 * place, and why. What nobody knows of changes nothing; a person may declare e-learning all the same and say how.
 */
export function recommend(draft: Draft, tools: readonly ToolState[]): Recommended {
  const missing = tools.flatMap((tool) => {
    const why = whyUnusable(tool, tools);
    return tool.neededForELearning && why !== undefined ? [{ toolId: tool.toolId, words: `${tool.name} ${why}` }] : [];
  });
  const affected = draft.days.some((day) => day.dayType === 'e-learning');
  if (!affected || missing.length === 0) return { draft, findings: [] };
  const because = `Closed is recommended: e-learning needs what does not work (${missing.map(({ words }) => words).join('; ')})`;
  return {
    draft: { ...draft, days: closedInstead(draft.days) },
    recommendation: { dayType: 'closed', because },
    findings: missing.map(({ toolId, words }) => ({
      findingId: `recommendation/-/${toolId}`,
      weight: 'info',
      message: `Closed is recommended instead of e-learning, which needs it: ${words}.`,
    })),
  };
}

/** Units that were closed anyway stand in the same day. */
function closedInstead(days: readonly DraftDay[]): DraftDay[] {
  const closed = days.map((day) => (day.dayType === 'e-learning' ? { ...day, dayType: 'closed' as const } : day));
  return [...Map.groupBy(closed, ({ date, dayType }) => `${date} ${dayType}`).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, units: same.flatMap(({ units }) => units) }];
  });
}
