import { schoolIdOf } from '../../calendar/units.ts';
import { sumCounts, countPlaces } from '../count-places.ts';
import { placeName } from './plain.ts';
import type { EvidenceRecord } from './record.ts';
import type { Block, Words } from './report.ts';
import { forAll } from './words.ts';

/** What the record cannot answer, each in a sentence: a report that left it out would claim too much. */
export function whatIsNotKnown(record: EvidenceRecord): Block[] {
  const items = [
    forAll('Who has read what was posted, and whether parents have: a class post is read by students, when they look.'),
    ...doubts(record),
    ...unsealed(record),
    ...unticked(record),
    ...withoutClasses(record),
    ...unverified(record),
    ...(record.state.ended === undefined
      ? [forAll('How it ends: the declaration is not closed, and its figures may still change.')]
      : []),
  ];
  return [{ kind: 'list', items }];
}

function doubts({ sealings }: EvidenceRecord): Words[] {
  return [...sealings].flatMap(([version, { receipts }]) => {
    const { inDoubt, failed } = sumCounts(countPlaces(receipts));
    const rewritten = receipts.filter(({ edit }) => edit?.status === 'in-doubt').length;
    return [
      ...(rewritten === 0 ? [] : [forAll(`Whether ${rewritten} posts of entry ${version} show their newest words.`)]),
      ...(inDoubt === 0 ? [] : [forAll(`Whether ${inDoubt} classes show the notice of entry ${version}.`)]),
      ...(failed === 0
        ? []
        : [forAll(`How ${failed} classes heard of entry ${version}: they could not be posted to.`)]),
    ];
  });
}

function unsealed({ state, sealings }: EvidenceRecord): Words[] {
  return state.speaking.flatMap(({ version, kind, approval, content }) => {
    const posts = kind !== 'Corrected' && content.notices.length > 0 && !content.declaration.recordOnly;
    const stood = approval === 'given' || approval === 'not-needed';
    if (!posts || !stood || sealings.has(version)) return [];
    return [forAll(`What became of the posts of entry ${version}: no receipts are sealed for it.`)];
  });
}

function unticked({ state, district }: EvidenceRecord): Words[] {
  const last = state.speaking.findLast(({ kind, approval }) => kind !== 'Corrected' && approval !== 'refused');
  const isTicked = (id: string): boolean =>
    state.entries.findLast(({ told }) => told?.channelId === id && told.ofVersion === last?.version)?.told?.done ===
    true;
  const open = district.outsideChannels.filter(({ id }) => !isTicked(id));
  return open.map(({ name }) => forAll(`Whether this was used, for the words that stand: ${name}.`));
}

function withoutClasses({ state, district, sealings }: EvidenceRecord): Words[] {
  if (sealings.size === 0) return [];
  const posted = new Set([...sealings.values()].flatMap(({ receipts }) => receipts.map(({ schoolId }) => schoolId)));
  const declared = new Set(
    state.speaking.flatMap(({ content }) => content.days.flatMap((day) => day.units.map(schoolIdOf))),
  );
  const names = [...declared].filter((id) => !posted.has(id)).map((id) => placeName(district, id));
  if (names.length === 0) return [];
  return [forAll(`How these schools heard of it, which have no class that is posted to: ${names.join('; ')}.`)];
}

function unverified({ state, confidence, law }: EvidenceRecord): Words[] {
  const cited = new Set(
    state.speaking.flatMap(({ content }) => content.findings.flatMap(({ citation }) => citation ?? [])),
  );
  const open = [...cited].filter((citation) => confidence.get(citation) === 'unverified');
  return [
    ...open.map((citation) => forAll(`Whether this is read rightly, which nobody has verified: ${citation}.`)),
    ...(law.draft === true ? [forAll(`Whether the law is as the draft “${law.title}” has it.`)] : []),
  ];
}
