import { localDate, parseInstant } from '../core/time.ts';
import type { Finding } from '../law/finding.ts';
import type { ChannelName } from '../names.ts';
import { whyUnusable } from '../readiness/why-unusable.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';

/** The tool by which teachers are within reach of the telephone, where the law asks for that (E14). */
const telephoneTool = 'phones';

const channelNamesInWords = {
  'google-classroom': 'Google Classroom',
  teams: 'Microsoft Teams',
  sns: 'The topics of families, staff and administrators',
} as const satisfies Record<ChannelName, string>;

/** E-learning without the tools it needs, posts that may not be read, channels that cannot be posted to. Nothing of it matters to the record alone. */
export function readinessFindings(
  declaration: Declaration,
  days: readonly ResolvedDay[],
  facts: Pick<Facts, 'district' | 'tools' | 'channels'>,
): Finding[] {
  if (declaration.recordOnly) return [];
  const eLearning = days.some((day) => day.dayType === 'e-learning');
  return [
    ...toolFindings(declaration, eLearning, facts),
    ...unreadable(eLearning, facts),
    ...unreachable(facts),
    ...unarmed(facts),
  ];
}

/** Whether teachers can be reached by the district's phones; undefined where nobody knows or there are none. */
export function telephoneReady(tools: Facts['tools']): boolean | undefined {
  const status = tools.find(({ toolId }) => toolId === telephoneTool)?.status;
  return status === undefined || status === 'unknown' ? undefined : status === 'up';
}

/** E-learning without the tools it needs; and tools named as working that are known not to. */
function toolFindings(declaration: Declaration, eLearning: boolean, { tools }: Pick<Facts, 'tools'>): Finding[] {
  return tools.flatMap((tool): Finding[] => {
    const because = whyUnusable(tool, tools);
    if (because === undefined) return [];
    if (eLearning && tool.neededForELearning) {
      const message = `${tool.name} is needed for e-learning and ${because}: declare the days closed, or say how classes are held without it.`;
      return [{ findingId: `tool/-/${tool.toolId}`, weight: 'needs-reason', message }];
    }
    if (!declaration.tools.available.includes(tool.toolId)) return [];
    const message = `The notice says that ${tool.name} works, but it ${because}.`;
    return [{ findingId: `tool/-/${tool.toolId}`, weight: 'info', message }];
  });
}

/** A post that is made is not read where nobody can sign in (E14). */
function unreadable(eLearning: boolean, { tools }: Pick<Facts, 'tools'>): Finding[] {
  const culprits = new Set(tools.filter(holdsPosts).map(({ because }) => because));
  return tools
    .filter(({ toolId }) => culprits.has(toolId))
    .map(({ toolId, name }): Finding => {
      const rather = eLearning ? ' Closed is the surer day.' : '';
      const message = `Classes are posted to, but while ${name} is down students may not be able to read it: tell families by other channels.${rather}`;
      return { findingId: `unreadable/-/${toolId}`, weight: 'info', message };
    });
}

/** Where classes would read it does not work itself: closing is no less right, but nobody hears of it there (E2, E13). */
function unreachable({ district, tools }: Pick<Facts, 'district' | 'tools'>): Finding[] {
  return tools
    .filter(({ status, because }) => status === 'down' && because === undefined)
    .filter(({ toolId }) => isClassChannel(toolId) && district.channels[toolId] !== undefined)
    .map(({ toolId, name }): Finding => {
      const message = `${name} is down: its classes cannot be reached before it works again. Use the copy pack to reach staff and families by other channels.`;
      return { findingId: `unreachable/-/${toolId}`, weight: 'info', message };
    });
}

function isClassChannel(toolId: string): toolId is 'google-classroom' | 'teams' {
  return toolId === 'google-classroom' || toolId === 'teams';
}

/** What classes read our posts in, as far as the district file lists it, and whatever else e-learning needs. */
function holdsPosts({ toolId, status, because, neededForELearning }: Facts['tools'][number]): boolean {
  return status === 'down' && because !== undefined && (isClassChannel(toolId) || neededForELearning);
}

/** A channel that its own worker found that it cannot post to: who declares all the same says how classes hear of it. */
function unarmed({ district, channels }: Pick<Facts, 'district' | 'channels'>): Finding[] {
  return channels
    .filter(({ channel, armed }) => armed === 'not-armed' && district.channels[channel] !== undefined)
    .map(({ channel, since, reason }): Finding => {
      const from = since === undefined ? '' : ` since ${localDate(parseInstant(since), district.timeZone)}`;
      const message = `${channelNamesInWords[channel]} cannot be posted to${from}: ${reason ?? 'its self-check failed'}. See "Incident response in progress" in the runbook; use the copy pack meanwhile, and say how those classes hear of it.`;
      return { findingId: `armed/-/${channel}`, weight: 'needs-reason', message };
    });
}
