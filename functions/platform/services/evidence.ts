import * as z from 'zod';
import type { Clocks } from '../../core/clock.ts';
import { formatInstant } from '../../core/time.ts';
import { firstPrev, type Entry } from '../../declarations/entry.ts';
import { RecordDamaged } from '../../declarations/errors.ts';
import { fold } from '../../declarations/fold.ts';
import type { ContentStore, Ledger } from '../../declarations/ports.ts';
import { NoticePage, Rendering } from '../../declarations/rendering.ts';
import type { DeclarationState } from '../../declarations/state.ts';
import { inFlight } from '../../deliveries/in-flight.ts';
import { Confidence } from '../../law/pack.ts';
import { Chunk, SchoolSheet } from '../../roster/roster.ts';
import { classKey, evidenceCsv, type ClassLines } from '../../receipts/evidence/evidence-csv.ts';
import { publicEdition } from '../../receipts/evidence/public-edition.ts';
import {
  RecordedDistrict,
  RecordedLaw,
  RecordedReceipts,
  type EvidenceRecord,
  type RecordedReceipt,
  type Said,
  type Sealing,
} from '../../receipts/evidence/record.ts';
import { renderReport } from '../../receipts/evidence/render-report.ts';
import { saidInPost, saidOnPage } from '../../receipts/evidence/said-of.ts';
import { writeReport } from '../../receipts/evidence/write-report.ts';
import { PlacesRow } from '../../receipts/place-figures.ts';

/** The record as a report needs it: to read, and nothing else. */
export type EvidenceParts = {
  readonly ledger: Pick<Ledger, 'read'>;
  readonly contents: Pick<ContentStore, 'get'>;
  readonly clocks: Pick<Clocks, 'calendar'>;
  readonly schoolYears: readonly string[];
};

export type Edition = 'full' | 'public';

/** Which lines of the table: those of one entry, or of one school; absent: all. */
export type TableQuery = {
  readonly edition: Edition;
  readonly version?: number | undefined;
  readonly schoolId?: string | undefined;
};

/** Evidence of declarations. Undefined: no school year has one of this id. Throws `RecordDamaged` for a record that is not whole. */
export type Evidence = {
  readonly page: (declarationId: string, edition: Edition) => Promise<string | undefined>;
  readonly table: (declarationId: string, query: TableQuery) => Promise<string | undefined>;
};

/** Content rows that are read at once. */
const rowsAtOnce = 16;

/** Reads reports from the ledger table alone: every other table may be empty. */
export function evidenceOf(parts: EvidenceParts): Evidence {
  const { contents } = parts;
  return {
    page: async (declarationId, edition) => {
      const found = await find(parts, declarationId);
      if (found === undefined) return undefined;
      const report = writeReport(await readEvidence(parts, found));
      return renderReport(edition === 'public' ? publicEdition(report) : report);
    },
    table: async (declarationId, { edition, version, schoolId }) => {
      const found = await find(parts, declarationId);
      if (found === undefined) return undefined;
      const { state } = found;
      const wanted = state.speaking.filter((one) => version === undefined || one.version === version);
      const lines: ClassLines[] = [];
      for (const speaking of wanted) {
        const entry = state.entries.find((one) => one.version === speaking.version);
        const reached = state.sealed.get(speaking.version);
        if (entry === undefined || reached === undefined) continue;
        const all = await receiptsOf(parts, reached);
        const receipts = all.filter((one) => schoolId === undefined || one.schoolId === schoolId);
        const names = edition === 'public' ? new Map<string, string>() : await namesOf(parts, entry, receipts);
        lines.push({ entry, receipts, names });
      }
      const district = RecordedDistrict.parse(await contents.get(rulesOf(state).district));
      return evidenceCsv(lines, { district, edition });
    },
  };
}

type Found = { readonly state: DeclarationState; readonly head: Entry };

/** The declaration, in a year whose chain was whole as it was read. */
async function find({ ledger, schoolYears }: EvidenceParts, declarationId: string): Promise<Found | undefined> {
  for (const schoolYear of schoolYears) {
    const entries = await ledger.read(schoolYear);
    const head = entries.at(-1);
    const state = fold(entries).get(declarationId);
    if (state === undefined || head === undefined) continue;
    const broken = entries.find((entry, i) => entry.prev !== (entries[i - 1]?.hash ?? firstPrev));
    if (broken === undefined) return { state, head };
    const { version } = broken;
    const message = `Entry ${version} of ${schoolYear} does not follow the one before: run \`npm run verify\`, and restore it.`;
    throw new RecordDamaged(message, { schoolYear, version });
  }
  return undefined;
}

/** The rules that the newest words were decided under. */
function rulesOf({ entries, speaking }: DeclarationState): Entry['rules'] {
  const version = speaking.at(-1)?.version;
  const entry = entries.find((one) => one.version === version) ?? entries[0];
  if (entry === undefined) throw new TypeError('a declaration has an entry');
  return entry.rules;
}

async function readEvidence(parts: EvidenceParts, { state, head }: Found): Promise<EvidenceRecord> {
  const { contents, clocks } = parts;
  const rules = rulesOf(state);
  const packs = [...new Set(state.entries.map((entry) => entry.rules.lawPack))];
  const [district, law, confidence, said] = await Promise.all([
    contents.get(rules.district).then((found) => RecordedDistrict.parse(found)),
    contents.get(rules.lawPack).then((found) => RecordedLaw.parse(found)),
    Promise.all(packs.map((pack) => contents.get(pack))).then(confidenceIn),
    saidIn(parts, state),
  ]);
  const sealings = new Map<number, Sealing>();
  for (const [version, reached] of state.sealed) {
    const places = reached.sealed?.places;
    const row = places === undefined ? undefined : PlacesRow.parse(await contents.get(places));
    sealings.set(version, { reached, receipts: await receiptsOf(parts, reached), deadlines: row?.deadlines ?? [] });
  }
  const madeAt = formatInstant(clocks.calendar.now(), district.timeZone);
  return { state, head, district, law, confidence, sealings, said, madeAt };
}

const sureness = { unverified: 0, secondary: 1, primary: 2 } as const;
const Cited = z.looseObject({ citation: z.string(), confidence: Confidence });

/** How surely each citation of the packs is known: of those that share one the least. */
function confidenceIn(packs: readonly unknown[]): Map<string, Confidence> {
  const found = new Map<string, Confidence>();
  const statements = packs.flatMap((pack) => Object.values(z.looseObject({}).parse(pack)).flat());
  for (const statement of statements) {
    const { data } = Cited.safeParse(statement);
    if (data === undefined) continue;
    const before = found.get(data.citation);
    if (before === undefined || sureness[data.confidence] < sureness[before]) found.set(data.citation, data.confidence);
  }
  return found;
}

/** What every page and every post to classes and staff said, by the hash of its row. */
async function saidIn({ contents }: EvidenceParts, { speaking }: DeclarationState): Promise<Map<string, Said[]>> {
  const notices = speaking.flatMap(({ content }) => content.notices);
  const pages = new Set(notices.flatMap(({ page }) => page ?? []));
  const posts = new Set(
    notices
      .filter(({ audience }) => audience === 'class' || audience === 'staff')
      .flatMap(({ renderings }) => renderings.map(({ hash }) => hash)),
  );
  const said = new Map<string, Said[]>();
  await inFlight(rowsAtOnce, [...pages], async (hash) => {
    said.set(hash, saidOnPage(NoticePage.parse(await contents.get(hash))));
  });
  await inFlight(rowsAtOnce, [...posts], async (hash) => {
    said.set(hash, saidInPost(Rendering.parse(await contents.get(hash))));
  });
  return said;
}

async function receiptsOf({ contents }: EvidenceParts, { sealed }: Entry): Promise<RecordedReceipt[]> {
  const hashes = sealed?.receipts ?? [];
  const chunks = new Map<string, RecordedReceipt[]>();
  await inFlight(rowsAtOnce, hashes, async (hash) => {
    chunks.set(hash, RecordedReceipts.parse(await contents.get(hash)).receipts);
  });
  return hashes.flatMap((hash) => chunks.get(hash) ?? []);
}

/** As much of a roster's manifest as finding a school's classes takes. */
const Manifest = z.looseObject({ sheets: z.array(z.looseObject({ schoolId: z.string(), hash: z.string() })) });

/** The names of the classes that receipts are of, from the roster that their entry names. */
async function namesOf(
  { contents }: EvidenceParts,
  { rules }: Entry,
  receipts: readonly RecordedReceipt[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  if (rules.roster === '' || receipts.length === 0) return names;
  const schools = new Set(receipts.map(({ schoolId }) => schoolId));
  const { sheets } = Manifest.parse(await contents.get(rules.roster));
  const hashes: string[] = [];
  for (const { hash } of sheets.filter(({ schoolId }) => schools.has(schoolId))) {
    hashes.push(...SchoolSheet.parse(await contents.get(hash)).chunks.map((chunk) => chunk.hash));
  }
  await inFlight(rowsAtOnce, hashes, async (hash) => {
    const { channel, targets } = Chunk.parse(await contents.get(hash));
    for (const { targetId, name } of targets) names.set(classKey({ channel, targetId }), name);
  });
  return names;
}
