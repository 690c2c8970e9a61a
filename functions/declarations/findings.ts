import { placesOf } from '../calendar/units.ts';
import { localDate, parseInstant, Temporal } from '../core/time.ts';
import type { Finding } from '../law/finding.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import { claimedDays, unitDayKey, unitDays } from './days-in-force.ts';
import type { Facts } from './facts.ts';
import type { NotReached } from './preview-answer.ts';
import type { DeclarationState } from './state.ts';

/** The day has to be wanted by the weather for a warning to be asked for. */
export function coverageFindings(declaration: Declaration, days: readonly ResolvedDay[], facts: Facts): Finding[] {
  const byWeather = declaration.causes.some((cause) => cause.kind === 'weather' && cause.qualifying);
  if (!byWeather || declaration.recordOnly || declaration.drill) return [];
  const school = unitDays(days).filter((day) => day.dayType !== 'programs-only' && day.dayType !== 'regular');
  const bare = Map.groupBy(
    school.filter(({ unit, date }) => !facts.covers(unit, date)),
    (day) => day.date,
  );
  const found = [...bare].map(([date, uncovered]): Finding => {
    const partly = uncovered.length < school.filter((day) => day.date === date).length;
    const schools = placesOf(
      facts.district,
      uncovered.map((day) => day.unit),
    );
    const message = partly
      ? `No live weather warning covers ${date} for ${schools.length} of the schools: say why they are in it all the same.`
      : `No live weather warning covers ${date}: say why it is declared all the same.`;
    return { findingId: `coverage/${date}/-`, weight: 'needs-reason', date, message, ...(partly ? { schools } : {}) };
  });
  // No time in its words: since when stands in the readiness, and a digest that moved with it could not be named.
  const silent = facts.feeds.filter((feed) => !feed.ok);
  return [
    ...found,
    ...silent.map(({ feed }): Finding => {
      const message = `The feed ${feed} cannot be read: what it last said may have changed, so look for yourself before you decide.`;
      return { findingId: `feed/-/${feed}`, weight: 'info', message };
    }),
  ];
}

/** What families of another language will not read in it, and wording that no native speaker has seen. */
export function wordingFindings(declaration: Declaration, facts: Facts): Finding[] {
  if (declaration.recordOnly) return [];
  const { languages } = facts.district;
  const unreviewed = languages.filter((language) => facts.wording.unreviewed.includes(language));
  const written = Object.keys(declaration.message).length > 0;
  const missing = written ? languages.filter((language) => declaration.message[language] === undefined) : [];
  return [
    ...unreviewed.map((language): Finding => {
      const message = `No native speaker has reviewed the wording in ${language}.`;
      return { findingId: `wording/-/${language}`, weight: 'info', message };
    }),
    ...missing.map((language): Finding => {
      const message = `The district's own words are not there in ${language}: those families read them in another language.`;
      return { findingId: `own-words/-/${language}`, weight: 'info', message };
    }),
  ];
}

/** Schools that hear nothing through classes, and a roster that may name last semester's. */
export function rosterFindings(notReached: readonly NotReached[], facts: Facts): Finding[] {
  const { district, rosterLoadedAt } = facts;
  const found: Finding[] = [];
  if (notReached.length > 0) {
    const students = notReached.reduce((sum, school) => sum + (school.enrollment ?? 0), 0);
    const schools = [...new Set(notReached.map((school) => school.schoolId))];
    const enrolled = students > 0 ? ` (${students} students enrolled)` : '';
    const message = `No class can be posted to for ${notReached.map((one) => one.name).join(', ')}${enrolled}: reach them by other channels.`;
    found.push({ findingId: 'targets/-/-', weight: 'info', schools, message });
  }
  if (rosterLoadedAt !== undefined) {
    const loaded = localDate(parseInstant(rosterLoadedAt), district.timeZone);
    const today = localDate(facts.clocks.calendar.now(), district.timeZone);
    const days = Temporal.PlainDate.from(loaded).until(Temporal.PlainDate.from(today)).days;
    const message = `The roster was loaded on ${loaded}, ${days} days ago: classes made since then get nothing.`;
    if (days > district.policy.rosterMaxAgeDays) found.push({ findingId: 'roster-age/-/-', weight: 'info', message });
  }
  return found;
}

/** A day that is put on record alone is nobody's notice: why it is there has to be written down. */
export function recordFindings(declaration: Declaration): Finding[] {
  if (!declaration.recordOnly) return [];
  const message =
    'Nothing is posted for days that are only put on record: say where this was decided and how it was made known.';
  return [{ findingId: 'record-only/-/-', weight: 'needs-reason', message }];
}

/** Going back to normal while the warning still stands. */
export function warningFindings(days: readonly ResolvedDay[], facts: Pick<Facts, 'covers'>): Finding[] {
  return datesUnderWarning(days, facts).map((date) => {
    const message = `A live weather warning still covers ${date}.`;
    return { findingId: `under-warning/${date}/-`, weight: 'info', date, message };
  });
}

/** The dates of some days on which a live weather warning covers school. */
export function datesUnderWarning(days: readonly ResolvedDay[], { covers }: Pick<Facts, 'covers'>): string[] {
  const covered = unitDays(days).filter(({ unit, date, dayType }) => dayType !== 'programs-only' && covers(unit, date));
  return [...new Set(covered.map((day) => day.date))];
}

/** Days that another declaration has: declaring them again will be refused. */
export function claimFindings(days: readonly ResolvedDay[], states: Iterable<DeclarationState>): Finding[] {
  const wanted = new Set(
    unitDays(days)
      .filter((day) => day.dayType !== 'programs-only')
      .map(unitDayKey),
  );
  return [...states].flatMap((state) => {
    const dates = new Set(
      claimedDays(state)
        .filter((day) => wanted.has(unitDayKey(day)))
        .map((day) => day.date),
    );
    return [...dates].map((date): Finding => {
      const message = `${date} is already declared by ${state.author.name} (${state.declarationId}): amend that declaration instead.`;
      return { findingId: `declared/${date}/${state.declarationId}`, weight: 'info', date, message };
    });
  });
}
