import type { District } from '../../functions/calendar/district.ts';
import type { Clocks } from '../../functions/core/clock.ts';
import { digestOf } from '../../functions/core/hash.ts';
import { idsFrom, type Ids } from '../../functions/core/ids.ts';
import { parseInstant } from '../../functions/core/time.ts';
import { Declaration } from '../../functions/declarations/declaration.ts';
import type { Caller, Decided } from '../../functions/declarations/decision.ts';
import { currentSchema, firstPrev, type Entry, type Principal } from '../../functions/declarations/entry.ts';
import type { Facts } from '../../functions/declarations/facts.ts';
import type { DraftNotice, NoticeBrief } from '../../functions/declarations/rendering.ts';
import { entryHash } from '../../functions/declarations/stored-entry.ts';
import { assessReadiness } from '../../functions/readiness/assess-readiness.ts';
import { Attestation, type ToolState } from '../../functions/readiness/tool-state.ts';
import type { Signal } from '../../functions/triggers/signal.ts';
import { minnesota } from '../../functions/law/packs/minnesota.ts';
import { districtWith } from './district.ts';
import { maria } from './entries.ts';
import { rosterOfCourses } from './roster.ts';

/** A calendar and a machine clock that stand still until they are moved. */
export type StillClocks = Clocks & { calendarAt(text: string): void; machineAt(ms: number): void };

export function stillClocks(calendar: string, machineMs = 1_000_000): StillClocks {
  let [now, ms] = [parseInstant(calendar), machineMs];
  return {
    calendar: { now: () => now },
    machine: { now: () => ms, sleep: async () => undefined },
    calendarAt: (text) => void (now = parseInstant(text)),
    machineAt: (to) => void (ms = to),
  };
}

/** Identifiers that count up, so that a failing test reads the same twice. */
export function countingIds(): Ids {
  let next = 0;
  return idsFrom((count) => {
    next += 1;
    return Uint8Array.from({ length: count }, (_, i) => Math.floor(next / 32 ** i) % 32);
  });
}

/** Words as plain as can be: whatever a brief says stands in them, so that a change of the brief changes them. */
export function plainWords({ act, audiences, days, declaration, district }: NoticeBrief): DraftNotice[] {
  return audiences.map((audience): DraftNotice => {
    const said = days.map(({ date, dayType }) => `${date} ${dayType}`).join(', ');
    const own = declaration.message['en'] ?? '';
    const channel = audience === 'class' || audience === 'staff' ? 'google-classroom' : 'sns';
    const text = `${act} ${said} · ${district.name}, {{issued}}\n${own}\nRef. {{deliveryId}}`;
    const rendering = {
      channel,
      audience,
      language: 'en',
      text,
      opening: `${act} ${said}`,
      link: '/n/{{deliveryId}}',
    } as const;
    const units = channel === 'sns' ? [] : [...new Set(days.flatMap((day) => day.units))];
    const draft = { audience, renderings: [{ units, rendering }] };
    return audience === 'class' || audience === 'public'
      ? { ...draft, page: { title: said, html: `<p>${own}</p>` } }
      : draft;
  });
}

/** What IT attested of each tool on the morning of that day, assessed. */
export function attestedTools(
  district: District,
  readiness: Readonly<Record<string, string>>,
  signals: readonly Signal[] = [],
): ToolState[] {
  const at = '2023-02-18T06:00:00-06:00';
  const attestations = Object.entries(readiness).map(([toolId, status]) =>
    Attestation.parse({ toolId, status, by: 'IT on call', since: at, at }),
  );
  return assessReadiness(district, { attestations, signals });
}

/** The evening before the storm in the contract's example district, one warning out for 22 and 23 February. */
export function factsOf(changes: Partial<Facts> = {}): Facts & { readonly clocks: StillClocks } {
  const district: District = changes.district ?? districtWith({});
  const schoolYear = district.schoolYears[0];
  if (schoolYear === undefined) throw new Error('the district has no school year');
  const clocks = stillClocks('2023-02-21T14:11:00-06:00');
  const { roster } = rosterOfCourses(['pine-hs', 'pine-k8'], 30);
  const rules = { district: digestOf(district), roster: roster.hash, lawPack: digestOf(minnesota), code: 'test' };
  return {
    district,
    schoolYear,
    roster,
    lawPack: minnesota,
    rules,
    entries: [],
    signals: [],
    feeds: [],
    readiness: {},
    tools: attestedTools(district, changes.readiness ?? {}),
    channels: [],
    rosterLoadedAt: '2023-02-19T03:00:00-06:00',
    covers: (_unit, date) => date === '2023-02-22' || date === '2023-02-23',
    wording: { stockSentences: ['weather', 'technical-difficulties'], unreviewed: [] },
    publicUrl: 'https://notices.example.org',
    ids: countingIds(),
    render: plainWords,
    writeIssued: (at) => ({ en: at }),
    speeds: { 'google-classroom': 10, teams: 10, sns: 100 },
    ...changes,
    clocks,
  };
}

/** An e-learning day for the storm; any member may be replaced. */
export function body(changes: Record<string, unknown> = {}): Declaration {
  return Declaration.parse({
    days: [{ date: '2023-02-22', dayType: 'e-learning', schools: 'all' }],
    causes: [{ kind: 'weather', publicText: 'weather', qualifying: true }],
    ...changes,
  });
}

let commands = 0;

/** A person with a command of their own. */
export function caller(by: Principal = maria, commandId = `command-${(commands += 1)}`, bodyHash = 'body'): Caller {
  return { by, commandId, bodyHash };
}

/** The facts after a decision was appended to them. */
export function after<F extends Facts>(facts: F, { draft }: Decided): F {
  const last = facts.entries.at(-1);
  const place = { schema: currentSchema, version: facts.entries.length + 1, prev: last?.hash ?? firstPrev };
  const unsigned = { ...draft, ...place };
  const entry: Entry = { ...unsigned, hash: entryHash(unsigned), signature: { keyId: 'none', value: '' } };
  return { ...facts, entries: [...facts.entries, entry] };
}
