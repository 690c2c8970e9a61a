import type { Content, Entry } from '../../declarations/entry.ts';
import type { Finding } from '../../law/finding.ts';
import { aboutWords } from './about-words.ts';
import { channelName, dayTypeNames, entryNames, placeNames, plainDate, plainTime } from './plain.ts';
import type { EvidenceRecord } from './record.ts';
import type { Block, Section, Words } from './report.ts';
import { facts, forAll, internal, table } from './words.ts';

/** What was decided, by whom and why, entry by entry; each that speaks with what was known then and what was said. */
export function aboutDecisions(record: EvidenceRecord): Section[] {
  const { state, district } = record;
  const rows = state.entries.map((entry) => [
    plainTime(entry.at, district.timeZone),
    entryNames[entry.kind],
    byWhom(entry),
    entry.by.name,
    entry.reason ?? '',
    String(entry.version),
  ]);
  const columns = [...['Time', 'What', 'By'].map(forAll), internal('Name'), internal('Reason'), forAll('Entry')];
  const speaking = state.entries.flatMap((entry) =>
    entry.content === undefined ? [] : [aboutEntry(record, entry, entry.content)],
  );
  return [
    { heading: 'What was decided, in order', level: 2, blocks: table('Entries of the record', columns, rows) },
    ...speaking,
  ];
}

/** Who acted, without a name. */
function byWhom({ by, alone }: Entry): string {
  if (by.kind === 'system') return 'Bellwether itself';
  if (by.kind === 'machine') return 'A machine of the district';
  return alone === true ? 'A person of the district, alone' : 'A person of the district';
}

function aboutEntry(record: EvidenceRecord, entry: Entry, content: Content): Section {
  const { declaration, days, said = days } = content;
  const { district } = record;
  const heading = `Entry ${entry.version}: ${entryNames[entry.kind]}, ${plainTime(entry.at, district.timeZone)}`;
  const rows = said.map(({ date, dayType, units, startsAt, endsAt, from }) => [
    plainDate(date),
    dayTypeNames[dayType],
    placeNames(district, units),
    startsAt ?? from ?? '',
    endsAt ?? '',
  ]);
  const columns = ['Date', 'Day', 'Schools', 'From', 'Until'].map(forAll);
  const blocks = [
    ...facts([
      { label: 'Causes', words: causes(declaration.causes) },
      { label: 'Decided by', words: decidedBy(declaration.decidedBy, district.timeZone) },
      { label: 'Approval', words: approval(content) },
      { label: 'To be posted to', words: reach(content) },
      { label: 'Instructions to staff', words: declaration.staff.map(instruction) },
      { label: 'Digest of what was seen', words: [internal(content.digest)] },
    ]),
    ...table('Days that it speaks of', columns, rows),
    ...findings(record, content),
    ...aboutWords(record, content.notices),
  ];
  return { heading, level: 3, blocks };
}

function causes(given: Content['declaration']['causes']): Words[] {
  return given.flatMap(({ kind, qualifying, summary }) => [
    forAll(qualifying ? `${kind}, the one that qualifies` : kind),
    ...(summary === undefined ? [] : [internal(`${kind}: ${summary}`)]),
  ]);
}

function decidedBy(given: Content['declaration']['decidedBy'], timeZone: string): Words[] {
  if (given === undefined) return [];
  const { name, role, how, at } = given;
  return [internal([name, role, how, at && plainTime(at, timeZone)].filter(Boolean).join(', '))];
}

function approval({ needsApproval, approvalBecause = [] }: Content): Words[] {
  if (!needsApproval) return [forAll('None was needed')];
  return [forAll('A second person had to approve it'), ...approvalBecause.map(internal)];
}

function reach({ reach: counted }: Content): Words[] {
  return Object.entries(counted).map(([channel, { targets, schools }]) =>
    forAll(`${channelName(channel)}: ${targets} ${schools === 0 ? 'topics' : `places of ${schools} schools`}`),
  );
}

function instruction({ group, instruction: what, at, note }: Content['declaration']['staff'][number]): Words {
  return { for: 'staff', text: [group, what, at, note].filter(Boolean).join(', ') };
}

/**
 * What law, weather, tools and roster had to say. Only what cites a law is public: the rest tells of our own systems. A written reason
 * stands beside the finding that asked for it, and is internal.
 */
function findings({ confidence, law, district }: EvidenceRecord, { findings: all, declaration }: Content): Block[] {
  const sure = ({ citation }: Finding): string => {
    const known = citation === undefined ? undefined : confidence.get(citation);
    if (known === undefined) return '';
    return law.draft === true ? `${sureness[known]}, of a draft` : sureness[known];
  };
  const row = (finding: Finding): string[] => [
    finding.message,
    finding.date === undefined ? '' : plainDate(finding.date),
    finding.schools === undefined ? '' : placeNames(district, finding.schools),
    finding.citation ?? '',
    sure(finding),
    declaration.reasons[finding.findingId] ?? '',
  ];
  const columns = ['Finding', 'Date', 'Schools', 'Source', 'How sure'].map(forAll);
  const ofLaw = all.filter(({ citation }) => citation !== undefined);
  const others = all.filter(({ citation }) => citation === undefined);
  const caption = 'What else was found';
  return [
    ...table(`What the law says: ${law.title}`, [...columns, internal('Written reason')], ofLaw.map(row)),
    ...table(
      caption,
      [...columns.slice(0, 3).map(({ text }) => internal(text)), internal('Written reason')],
      others.map((one) => {
        const [message = '', date = '', schools = '', , , reason = ''] = row(one);
        return [message, date, schools, reason];
      }),
    ),
  ];
}

const sureness = {
  primary: 'Read in the law itself',
  secondary: 'Read in a second source',
  unverified: 'Unverified',
} as const;
