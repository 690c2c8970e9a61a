import { aboutDecisions } from './about-decisions.ts';
import { aboutPosts } from './about-posts.ts';
import { aboutTheRecord } from './about-the-record.ts';
import { dayTypeNames, placeNames, plainDate, plainTime } from './plain.ts';
import type { EvidenceRecord } from './record.ts';
import type { Block, Report, Section } from './report.ts';
import { whatIsNotKnown } from './what-is-not-known.ts';
import { forAll, internal, table } from './words.ts';

/**
 * The evidence of a declaration: what was known when, who decided, what was said in each language, when each school's first and last class was
 * posted to, what was changed, and what is not known. Pure, and of the record alone: the same record makes the same report.
 */
export function writeReport(record: EvidenceRecord): Report {
  const { state, district } = record;
  const drill = state.content.declaration.drill ? 'DRILL – ' : '';
  const dates = [...new Set(state.content.days.map(({ date }) => date))].toSorted().map(plainDate);
  const sections: Section[] = [
    { heading: 'In short', level: 2, blocks: inShort(record) },
    ...aboutDecisions(record),
    ...aboutPosts(record),
    outsideChannels(record),
    { heading: 'What is not known', level: 2, blocks: whatIsNotKnown(record) },
    aboutTheRecord(record),
  ];
  return {
    edition: 'full',
    title: `${drill}${dates.join(' · ')}`,
    district: district.name,
    sections: sections.filter(({ blocks }) => blocks.length > 0),
  };
}

const statuses = {
  withdrawn: 'Stopped before anything was posted',
  rejected: 'Rejected; nothing was posted',
  lapsed: 'Lapsed; nothing was posted',
  retracted: 'Taken back',
  closed: 'Closed: its days are over and its deliveries have ended',
} as const;

function inShort({ state, district, madeAt }: EvidenceRecord): Block[] {
  const { declarationId, schoolYear, content, ended } = state;
  const { drill, recordOnly } = content.declaration;
  const groups = Map.groupBy(content.days, ({ date, dayType }) => `${date} ${dayType}`);
  const days = [...groups.values()].flatMap((of) => {
    const [first] = of;
    if (first === undefined) return [];
    const units = of.flatMap((day) => day.units);
    return [[plainDate(first.date), dayTypeNames[first.dayType], placeNames(district, units)]];
  });
  return [
    {
      kind: 'facts',
      items: [
        { label: 'District', words: [forAll(district.name)] },
        { label: 'Declaration', words: [forAll(`${declarationId}, school year ${schoolYear}`)] },
        { label: 'State', words: [forAll(ended === undefined ? 'Not closed yet' : statuses[ended])] },
        { label: 'Made', words: [forAll(plainTime(madeAt, district.timeZone))] },
      ],
    },
    ...(drill ? [note('This was a drill: no school day was changed by it.')] : []),
    ...(recordOnly ? [note('This was put on record only: nothing was posted for it.')] : []),
    ...table('What stands for which day', ['Date', 'Day', 'Schools'].map(forAll), days),
    note(
      'Posted means that it stands in a class. It is not known who has read it, and a class post reaches students, not their parents.',
    ),
  ];
}

function outsideChannels({ state, district }: EvidenceRecord): Section {
  const last = state.speaking.findLast(({ kind, approval }) => kind !== 'Corrected' && approval !== 'refused');
  const rows = district.outsideChannels.map(({ id, name }) => {
    const told = state.entries.findLast(
      (one) => one.told?.channelId === id && one.told.ofVersion === last?.version,
    )?.told;
    const isDone = told?.done === true;
    return [
      name,
      isDone ? 'Used' : 'Not on record',
      isDone ? plainTime(told.at, district.timeZone) : '',
      told?.by ?? '',
      told?.note ?? '',
    ];
  });
  const columns = [...['Channel', 'State', 'At'].map(forAll), ...['By', 'Note'].map(internal)];
  const blocks = table('Channels that Bellwether does not post to, for the words that stand', columns, rows);
  return { heading: 'Outside channels', level: 2, blocks };
}

function note(text: string): Block {
  return { kind: 'paragraph', words: forAll(text) };
}
