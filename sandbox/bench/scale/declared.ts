import { District } from '../../../functions/calendar/district.ts';
import { canonicalJson, digestOf } from '../../../functions/core/hash.ts';
import { currentSchema, Entry, firstPrev } from '../../../functions/declarations/entry.ts';
import { entryHash } from '../../../functions/declarations/stored-entry.ts';
import type { ChannelName } from '../../../functions/names.ts';
import { contentKey } from '../../../functions/store/keys.ts';
import { benchDay, benchDistrict, benchNow, schoolIds } from '../district.ts';
import type { Engine } from './engine.ts';

/** Half of the targets each. */
export const scaleChannels = ['google-classroom', 'teams'] as const satisfies readonly ChannelName[];
export const scaleYear = '2025-26';

const perChunk = 25;
const perSchool = 500;
const noticeId = 'scalescale';

/** What is declared, and when nothing of it is of use any more. */
export type Declared = { readonly entry: Entry; readonly notAfter: string };

type Put = (kind: string, value: unknown) => string;

/** Puts a district, its roster of so many targets and the words as content rows, and makes the entry that declares a day for all of them. */
export function declare(engine: Engine, targets: number, atMs: number): Declared {
  const put: Put = (kind, value) => {
    const hash = digestOf(value);
    engine.seed({ ...contentKey(hash), kind, revision: 1, body: canonicalJson(value) });
    return hash;
  };
  const schools = schoolIds({ schools: Math.ceil(targets / perSchool) });
  const size = { schools: schools.length, coursesPerSchool: 0, teamsPerSchool: 0, holdSeconds: 0 };
  const district = put('district', District.parse(benchDistrict(size)));
  const sheets = schools.map((schoolId, s) => {
    const count = Math.min(perSchool, targets - s * perSchool);
    return { schoolId, hash: sheetOf(put, schoolId, count), targets: count };
  });
  const roster = put('roster-manifest', { targets, sheets });
  const notAfter = `${benchDay}T14:50:00-06:00`;
  const renderings = scaleChannels.map((channel) => renderingOf(put, channel, schools));
  const page = put('page', { title: 'E-learning day', html: '<p>{{issued:en}}</p>' });
  const whole = {
    schema: currentSchema,
    schoolYear: scaleYear,
    version: 1,
    kind: 'Declared',
    declarationId: 'd-scale',
    at: benchNow,
    atMs,
    by: { kind: 'person', sub: 'maria', name: 'Maria Lopez', roles: ['administrator'] },
    commandId: 'scale',
    bodyHash: 'scale',
    rules: { district, roster, lawPack: 'none', code: 'bench' },
    prev: firstPrev,
    releasesAtMs: 0,
    content: {
      declaration: {
        days: [{ date: benchDay, dayType: 'e-learning', schools: 'all' }],
        causes: [{ kind: 'weather', qualifying: true }],
        recordOnly: false,
      },
      days: [{ date: benchDay, dayType: 'e-learning', units: schools }],
      findings: [],
      notices: [{ noticeId, audience: 'class', issued: { en: 'Mon 2:00 p.m.' }, renderings, page }],
      reach: {},
      digest: 'd'.repeat(64),
      needsApproval: false,
      notAfter,
    },
  };
  const unsigned = Entry.omit({ hash: true, signature: true }).parse(whole);
  return { entry: signed(unsigned), notAfter };
}

/** An entry with its hash; its signature is believed by the bench. */
export function signed(whole: Omit<Entry, 'hash' | 'signature'>): Entry {
  const entry = Entry.parse({ ...whole, hash: '', signature: { keyId: 'bench', value: '' } });
  return { ...entry, hash: entryHash(entry) };
}

function sheetOf(put: Put, schoolId: string, targets: number): string {
  const chunks = Array.from({ length: Math.ceil(targets / perChunk) }, (_, c) => {
    const channel: ChannelName = c % scaleChannels.length === 0 ? 'google-classroom' : 'teams';
    const count = Math.min(perChunk, targets - c * perChunk);
    const of = Array.from({ length: count }, (_one, i) => targetOf(`${schoolId}-${c}-${i}`, channel));
    const what = { channel, audience: 'class' };
    const hash = put('roster-chunk', { schoolId, ...what, targets: of });
    return { hash, ...what, targets: count, students: 0, sharedParent: false };
  });
  return put('roster-sheet', { schoolId, chunks });
}

/** Ids as long as the vendors' own. */
function targetOf(id: string, channel: ChannelName) {
  if (channel === 'teams') {
    const targetId = `19:${id.padStart(32, '0')}@thread.tacv2`;
    return { targetId, name: `Class ${id}`, postAs: ['notices-1'], parentId: id.padStart(36, '0') };
  }
  return { targetId: `7${id}`, name: `Class ${id}`, postAs: ['teacher.lastname@bench.example'] };
}

function renderingOf(put: Put, channel: ChannelName, units: readonly string[]) {
  const text = `Tomorrow is an e-learning day. Issued {{issued}}.\n${'All school work is done at home. '.repeat(20)}\nRef. {{deliveryId}}`;
  const link = 'https://notices.example.org/n/{{deliveryId}}';
  const opening = 'Tomorrow is an e-learning day.';
  const hash = put('rendering', { channel, audience: 'class', language: 'en', text, opening, link });
  return { channel, language: 'en', units, hash };
}
