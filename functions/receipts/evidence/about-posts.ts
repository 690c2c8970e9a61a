import { compareInstants, parseInstant } from '../../core/time.ts';
import { countPlaces, spanOf, sumCounts } from '../count-places.ts';
import type { PlaceFigures, PostBy } from '../place-figures.ts';
import { edits } from './evidence-csv.ts';
import { channelName, entryNames, placeName, plainTime } from './plain.ts';
import type { EvidenceRecord, RecordedReceipt, Sealing } from './record.ts';
import type { Block, Section } from './report.ts';
import { forAll, internal, table } from './words.ts';

/** When each school's first and last class was posted to, against what it should have been; and why where it was not. */
export function aboutPosts(record: EvidenceRecord): Section[] {
  return record.state.speaking.flatMap(({ version, kind }) => {
    const sealing = record.sealings.get(version);
    if (sealing === undefined) return [];
    const heading = `What was posted for entry ${version}: ${entryNames[kind]}`;
    return [
      { heading, level: 2, blocks: [...schools(record, sealing), ...rewritten(record, sealing), ...reasons(sealing)] },
    ];
  });
}

const columns = [
  'School',
  'Channel',
  'Planned',
  'Posted',
  'Failed',
  'In doubt',
  'Replaced before posting',
  'Too late to post',
  'First posted',
  'Last posted',
  'Should be posted by',
  'In time',
].map(forAll);

function schools({ district }: EvidenceRecord, { receipts, deadlines }: Sealing): Block[] {
  const { timeZone } = district;
  const places = countPlaces(receipts);
  const by = new Map(deadlines.map((one) => [one.schoolId, one]));
  const time = (at: string | undefined): string => (at === undefined ? '' : plainTime(at, timeZone));
  const counts = (of: ReturnType<typeof sumCounts>): string[] =>
    [of.planned, of.sent, of.failed, of.inDoubt, of.superseded, of.expired].map(String);
  const rows = places.map((place) => {
    const deadline = deadlineOf(by.get(place.schoolId));
    const name = place.schoolId === '*' ? 'Subscribers' : placeName(district, place.schoolId);
    const times = [time(place.firstSentAt), time(place.lastSentAt), time(deadline)];
    return [name, channelName(place.channel), ...counts(place), ...times, inTime(place, deadline)];
  });
  const all = spanOf(places);
  const sum = ['All', '', ...counts(sumCounts(places)), time(all.firstSentAt), time(all.lastSentAt), '', ''];
  return table('Posts by school and channel', columns, rows.length === 0 ? [] : [...rows, sum]);
}

/** The law's deadline; the start of school where the law asks for nothing. */
function deadlineOf(by: PostBy | undefined): string | undefined {
  return by?.legalDeadline ?? by?.startsAt;
}

/** Of a school with classes that were not posted to only those that were can be called in time. */
function inTime({ lastSentAt, sent, planned }: PlaceFigures, deadline: string | undefined): string {
  if (lastSentAt === undefined || deadline === undefined) return '';
  if (compareInstants(parseInstant(lastSentAt), parseInstant(deadline)) > 0) return 'No';
  return sent === planned ? 'Yes' : 'Those that were posted to';
}

/** Posts whose words were changed in place: by a correction, or because a later entry says what the day is now. */
function rewritten({ district }: EvidenceRecord, { receipts }: Sealing): Block[] {
  const changed = receipts.flatMap(({ edit }) => edit ?? []);
  const rows = [...Map.groupBy(changed, ({ status }) => status)].map(([status, of]) => {
    const { firstSentAt, lastSentAt } = spanOf(
      of.map(({ editedAt }) => ({ firstSentAt: editedAt, lastSentAt: editedAt })),
    );
    const times = [firstSentAt, lastSentAt].map((at) => (at === undefined ? '' : plainTime(at, district.timeZone)));
    return [edits[status], String(of.length), ...times];
  });
  return table(
    'Posts to be rewritten in place, by their newest change',
    ['State', 'Posts', 'First', 'Last'].map(forAll),
    rows,
  );
}

/** Reasons are internal: they speak of accounts and of our own systems. */
function reasons({ receipts }: Sealing): Block[] {
  const open = receipts.filter(({ status }) => status === 'failed' || status === 'in-doubt' || status === 'expired');
  const key = ({ status, reason = 'no reason is recorded' }: RecordedReceipt): string => `${status}\n${reason}`;
  const rows = [...Map.groupBy(open, key)].map(([what, of]) => [...what.split('\n', 2), String(of.length)]);
  return table('Why classes were not posted to', ['State', 'Reason', 'Classes'].map(internal), rows);
}
