import type { DeclarationAnswer, DeclaredAnswer, OpenReview } from '../../api/contract/declarations.ts';
import type { District } from '../../calendar/district.ts';
import { formatInstant, type Temporal } from '../../core/time.ts';
import type { Entry } from '../../declarations/entry.ts';
import { lapsesAt } from '../../declarations/lapse-of.ts';
import type { DeclarationState } from '../../declarations/state.ts';
import { holdEnds, statusAt } from '../../declarations/status-at.ts';
import { outsideOf } from '../../declarations/tell.ts';
import type { Review } from '../../proposals/review.ts';

/** What an answer needs besides the state: the machine's now, and the district's way to write a time. */
export type Shown = {
  readonly nowMs: number;
  readonly calendarNow: Temporal.Instant;
  readonly timeZone: string;
  readonly outsideChannels: District['outsideChannels'];
};

/** A declaration as its entries leave it, as the API answers it. */
export function declarationAnswer(state: DeclarationState, shown: Shown): DeclarationAnswer {
  const { content, pending } = state;
  const [first] = state.speaking;
  return {
    declarationId: state.declarationId,
    schoolYear: state.schoolYear,
    version: state.version,
    status: statusAt(state, shown.nowMs),
    digest: content.digest,
    by: state.author,
    declaredAt: first?.at ?? formatInstant(shown.calendarNow, shown.timeZone),
    days: content.declaration.days,
    declaration: content.declaration,
    findings: content.findings,
    reach: content.reach,
    notAfter: content.notAfter,
    ...releasesAt(state, shown),
    ...(pending === undefined
      ? {}
      : {
          pending: {
            version: pending.version,
            kind: pending.kind,
            at: pending.at,
            by: pending.by,
            digest: pending.content.digest,
            days: pending.content.declaration.days,
            findings: pending.content.findings,
            reach: pending.content.reach,
            approvalBecause: pending.content.approvalBecause ?? [],
            lapsesAt: formatInstant(lapsesAt(pending), shown.timeZone),
          },
        }),
    outside: outsideOf(state, shown.outsideChannels),
  };
}

/** A review as the API shows it beside its declaration. */
export function reviewAnswer({ reviewId, what, since, digest, dates }: Review): OpenReview {
  return { reviewId, what, since, digest, dates };
}

/** The answer to a declaration that was just made, or made before by the same command. */
export function declaredAnswer(entry: Entry, state: DeclarationState, shown: Shown): DeclaredAnswer {
  const { content } = state;
  return {
    declarationId: state.declarationId,
    version: entry.version,
    status: statusAt(state, shown.nowMs),
    schoolYear: state.schoolYear,
    days: content.declaration.days,
    findings: content.findings,
    planned: Object.fromEntries(Object.entries(content.reach).map(([channel, { targets }]) => [channel, targets])),
    ...releasesAt(state, shown),
  };
}

/** A hold ends on the machine's clock; people read the calendar's. */
function releasesAt(state: DeclarationState, { nowMs, calendarNow, timeZone }: Shown): { releasesAt?: string } {
  if (state.standing === undefined) return {};
  const untilMs = holdEnds(state);
  if (untilMs <= nowMs && state.standing.releasesAtMs === undefined) return {};
  return { releasesAt: formatInstant(calendarNow.add({ milliseconds: Math.round(untilMs - nowMs) }), timeZone) };
}
