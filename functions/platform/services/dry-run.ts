import type { District } from '../../calendar/district.ts';
import type { Clocks } from '../../core/clock.ts';
import { digestOf } from '../../core/hash.ts';
import { formatInstant } from '../../core/time.ts';
import type { Preview } from '../../declarations/compose-preview.ts';
import type { Declaration } from '../../declarations/declaration.ts';
import type { Facts } from '../../declarations/facts.ts';
import type { ContentStore } from '../../declarations/ports.ts';
import { Rendering } from '../../declarations/rendering.ts';
import { writeNotices } from '../../declarations/write-notices.ts';
import type { EntryRef } from '../../deliveries/delivery.ts';
import { dryRun, type DryRunDeps, type Measured } from '../../deliveries/dry-run.ts';
import type { DryRun } from '../../deliveries/dry-run-answer.ts';
import { planParcels } from '../../deliveries/plan-parcels.ts';
import { classroomForm, classroomStaffForm } from '../../notices/render-classroom.ts';
import { teamsForm, teamsStaffForm } from '../../notices/render-teams.ts';

/** Goes through what a preview would post, and posts none of it. */
export type DryRuns = (previewed: Preview, facts: Facts) => Promise<DryRun>;

export type DryRunParts = {
  readonly clocks: Clocks;
  readonly district: District;
  readonly contents: Pick<ContentStore, 'get'>;
  readonly deliveries: DryRunDeps['deliveries'];
};

/** Dry runs over rosters and deliveries; they only read. */
export function dryRunsOf({ clocks, district, contents: stored, deliveries }: DryRunParts): DryRuns {
  const hasAccount = accountsOf(district);
  return async ({ declaration, drafts, notAfter }, facts) => {
    const at = formatInstant(clocks.calendar.now(), district.timeZone);
    const { notices, contents } = writeNotices(drafts, at, facts);
    const words = contents.filter(({ kind }) => kind === 'rendering');
    const renderings = new Map(words.map(({ value }) => [digestOf(value), Rendering.parse(value)]));
    const plan = planParcels({
      entry: { schoolYear: facts.schoolYear.id, version: 0, kind: 'Declared' },
      content: { declaration, notices, notAfter },
      sheets: facts.roster.sheets,
      district,
      nowMs: clocks.machine.now(),
    });
    const deps = { contents: stored, deliveries, measure, hasAccount, speeds: facts.speeds };
    return dryRun(deps, { plan, notices, renderings, last: lastDeclared(facts, declaration) });
  };
}

/** SNS takes so many bytes a message. */
const snsLimit = 262_144;

function measure({ channel, audience }: Rendering, text: string): Measured {
  const toStaff = audience === 'staff';
  switch (channel) {
    case 'google-classroom': {
      const form = toStaff ? classroomStaffForm : classroomForm;
      return { size: form.measure(text), limit: form.limit, unit: 'characters' };
    }
    case 'teams': {
      const form = toStaff ? teamsStaffForm : teamsForm;
      return { size: form.measure(text), limit: form.limit, unit: 'bytes' };
    }
    case 'sns':
      return { size: new TextEncoder().encode(text).length, limit: snsLimit, unit: 'bytes' };
  }
}

/** The district file may have changed since the roster was loaded. */
function accountsOf({ channels }: District): DryRunDeps['hasAccount'] {
  const { 'google-classroom': classroom, teams } = channels;
  const users = new Set(teams?.serviceUsers.map(({ id }) => id));
  const domains = new Set(classroom?.identityDomains);
  const isOurs = (address: string): boolean => domains.size === 0 || domains.has(address.split('@').at(-1) ?? '');
  return (channel, { postAs }) =>
    postAs.some((account) => (channel === 'teams' ? users.has(account) : isOurs(account)));
}

/** What was declared last to the same places: its failures may come again. A change speaks only to some. */
function lastDeclared({ entries, schoolYear }: Facts, { drill }: Pick<Declaration, 'drill'>): EntryRef | undefined {
  const last = entries.findLast(({ kind, content }) => {
    const was = content?.declaration;
    return kind === 'Declared' && was !== undefined && was.drill === drill && !was.recordOnly;
  });
  return last && { schoolYear: schoolYear.id, version: last.version };
}
