import type { Step } from './keep-history.ts';
import type { UpgradedSignal } from './signal-change.ts';
import type { WeatherSignal } from './signal.ts';
import { msOf } from './weather-areas.ts';

/**
 * Watches that were upgraded name the warnings that replaced them, and those the watches, zone by zone: a watch for two counties may
 * become a blizzard warning in one and a winter storm warning in the other. It is said by the office's product alone: a watch that only
 * vanishes, or is cancelled beside a warning, became nothing. Where the warning is read later than the upgrade, it is linked then.
 */
export function linkUpgrades(steps: readonly Step[]): Step[] {
  const links = steps.flatMap((watch) => {
    const successors = successorsOf(watch, steps);
    return successors.map((warning) => ({ watch: watch.after, warning: warning.after }));
  });
  return links.length === 0 ? [...steps] : steps.map((step) => withLinks(step, links));
}

type Link = { readonly watch: WeatherSignal; readonly warning: WeatherSignal };

function withLinks(step: Step, links: readonly Link[]): Step {
  const { signalId } = step.after;
  const to = links.filter(({ watch }) => watch.signalId === signalId);
  const from = links.filter(({ warning }) => warning.signalId === signalId);
  if (to.length + from.length === 0) return step;
  const upgrades = [...to, ...from].map(({ watch, warning }) => ({
    kind: 'upgraded' as const,
    what: `${watch.content.event} became ${warning.content.event}.`,
    from: watch.signalId,
    to: warning.signalId,
  }));
  const upgradedTo = to.map(({ warning }) => nameOf(warning));
  const upgradedFrom = [...(step.after.upgradedFrom ?? []), ...from.map(({ watch }) => nameOf(watch))];
  const because = `upgraded to ${to.map(({ warning }) => warning.vendorId).join(', ')}`;
  const after: WeatherSignal = {
    ...step.after,
    ...(upgradedTo.length > 0 ? { upgradedTo } : {}),
    ...(upgradedFrom.length > 0 ? { upgradedFrom } : {}),
    ...(to.length > 0 && step.after.status === 'ended' ? { endedBecause: because } : {}),
  };
  return { ...step, after, upgrades };
}

function nameOf({ signalId, content }: WeatherSignal): UpgradedSignal {
  return { signalId, event: content.event };
}

/** The warnings of an upgrade that has none yet, by vendor's id. */
function successorsOf(watch: Step, steps: readonly Step[]): Step[] {
  const codes = upgradedCodes(watch);
  if (codes.length === 0) return [];
  const eligible = steps.filter((step) => isEligible(watch, step));
  const chosen = codes.flatMap((code) => bestFor(code, watch, eligible) ?? []);
  return [...new Set(chosen)].sort((a, b) => (a.after.vendorId < b.after.vendorId ? -1 : 1));
}

/** The codes of which somebody said that they were upgraded and nobody yet to what. */
function upgradedCodes({ before, after, event }: Step): readonly string[] {
  if (after.status === 'ended') return after.endedBecause === 'upgraded' ? codesOf(after) : [];
  // Upgraded in a part of its area, the watch goes on in the rest.
  if (before === undefined || after.upgradedTo !== undefined || event?.over?.because !== 'upgraded') return [];
  const left = codesOf(after);
  return codesOf(before).filter((code) => !left.includes(code));
}

/** An open event of the same office, no watch, of the product that upgraded the watch, or new to us where that was read late. */
function isEligible(watch: Step, { before, after }: Step): boolean {
  if (after.status !== 'open' || after.signalId === watch.after.signalId || isWatch(after)) return false;
  if (officeOf(after) !== officeOf(watch.after) || after.content.code === undefined) return false;
  const [sent, upgraded] = [after.content.sentAt, watch.after.content.sentAt];
  if (sent === undefined || upgraded === undefined) return false;
  const later = msOf(sent) - msOf(upgraded);
  return later === 0 || (later > 0 && before === undefined && watch.before !== watch.after);
}

/**
 * The best of them that holds a code: one that has just come to it rather than a warning for the cold that stood there before, a warning
 * rather than an advisory, and the one for snow after a watch for snow.
 */
function bestFor(code: string, watch: Step, eligible: readonly Step[]): Step | undefined {
  const phenomenon = watch.after.content.code?.slice(0, 2) ?? '';
  const rankOf = ({ before, after }: Step): string => {
    const stood = before?.status === 'open' && codesOf(before).includes(code);
    const warning = after.content.code?.endsWith('.W') === true;
    const alike = after.content.code?.startsWith(phenomenon) === true;
    return `${Number(stood)} ${Number(!warning)} ${Number(!alike)} ${after.vendorId}`;
  };
  const [best] = eligible
    .filter(({ after }) => codesOf(after).includes(code))
    .sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
  return best;
}

/** Zones alone where there are any: two zones may share a county. */
function codesOf({ content: { ugc, same } }: WeatherSignal): readonly string[] {
  return ugc.length > 0 ? ugc : same;
}

const officeOf = ({ vendorId }: WeatherSignal): string | undefined => vendorId.split('.', 1)[0];
const isWatch = ({ content }: WeatherSignal): boolean => content.code?.endsWith('.A') === true;
