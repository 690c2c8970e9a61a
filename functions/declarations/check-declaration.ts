import { didYouMean } from '../calendar/nearest-id.ts';
import type { District } from '../calendar/district.ts';
import type { Flaw } from '../core/errors.ts';
import { compareInstants, localDate, parseInstant, type Temporal } from '../core/time.ts';
import type { Declaration } from './declaration.ts';
import type { Facts } from './facts.ts';
import { foreignLinks, publicTexts } from './public-texts.ts';

/** What is wrong with a declaration besides its days' schools; each flaw says where and what. `own` are dates that it has already. */
export function flawsOfDeclaration(
  declaration: Declaration,
  facts: Facts,
  own: ReadonlySet<string> = new Set(),
): Flaw[] {
  const { district } = facts;
  const now = facts.clocks.calendar.now();
  return [
    ...flawsOfDates(declaration, localDate(now, district.timeZone), own),
    ...flawsOfRecord(declaration),
    ...flawsOfDrill(declaration, district),
    ...flawsOfCauses(declaration, facts.wording.stockSentences),
    ...flawsOfParts(declaration, district),
    ...flawsOfWords(declaration, district),
    ...flawsOfTimes(declaration, district, now),
  ];
}

function flawsOfDates({ days, recordOnly }: Declaration, today: string, own: ReadonlySet<string>): Flaw[] {
  return days.flatMap(({ date }, i) => {
    const path = `days[${i}].date`;
    if (recordOnly && date > today)
      return [{ path, message: `${date} is still to come: recordOnly is for what has happened` }];
    if (recordOnly || date >= today || own.has(date)) return [];
    return [{ path, message: `${date} is over: set recordOnly to put it on record without posting anything` }];
  });
}

/** Who puts a day on record has not decided it by that (USERS E20). */
function flawsOfRecord({ recordOnly, decidedBy }: Declaration): Flaw[] {
  if (!recordOnly || decidedBy !== undefined) return [];
  return [{ path: 'decidedBy', message: 'say who decided this, and when: it is only put on record here' }];
}

/** What a drill says on SNS has a topic of its own (S-19). */
function flawsOfDrill({ drill, recordOnly }: Declaration, { channels }: District): Flaw[] {
  if (!drill) return [];
  const { sns } = channels;
  return [
    ...(recordOnly
      ? [{ path: 'drill', message: 'a drill that is only put on record posts nothing: leave one of the two out' }]
      : []),
    ...(sns !== undefined && sns.topics.drill === undefined
      ? [{ path: 'drill', message: 'the district file has no topic for drills: add channels.sns.topics.drill' }]
      : []),
  ];
}

function flawsOfCauses({ causes }: Declaration, stockSentences: readonly string[]): Flaw[] {
  const unknown = causes.flatMap(({ publicText }, i) => {
    if (publicText === undefined || stockSentences.includes(publicText)) return [];
    const message = `unknown stock sentence ${publicText}${didYouMean(publicText, stockSentences)}`;
    return [{ path: `causes[${i}].publicText`, message }];
  });
  const qualifying = causes.filter((cause) => cause.qualifying).length;
  return qualifying < 2
    ? unknown
    : [...unknown, { path: 'causes', message: 'mark one cause as qualifying, not several' }];
}

function flawsOfParts({ programs, tools, audiences = [] }: Declaration, district: District): Flaw[] {
  const programIds = district.programs.map((program) => program.id);
  const toolIds = district.tools.map((tool) => tool.id);
  const known = (what: string, id: string, ids: readonly string[], path: string): Flaw[] =>
    ids.includes(id) ? [] : [{ path, message: `unknown ${what} ${id}${didYouMean(id, ids)}` }];
  const contradicted = tools.available.filter((id) => tools.unavailable.includes(id));
  return [
    ...programs.flatMap(({ id }, i) => known('program', id, programIds, `programs[${i}].id`)),
    ...programs.flatMap(({ opens, closes }, i) =>
      opens !== undefined && closes !== undefined && opens >= closes
        ? [{ path: `programs[${i}].closes`, message: `closes at ${closes}, which is not after it opens at ${opens}` }]
        : [],
    ),
    ...programs.flatMap(({ id }, i) =>
      programs.findIndex((other) => other.id === id) < i
        ? [{ path: `programs[${i}].id`, message: `${id} stands here twice` }]
        : [],
    ),
    ...tools.available.flatMap((id, i) => known('tool', id, toolIds, `tools.available[${i}]`)),
    ...tools.unavailable.flatMap((id, i) => known('tool', id, toolIds, `tools.unavailable[${i}]`)),
    ...contradicted.map((id) => ({ path: 'tools', message: `${id} cannot be both available and unavailable` })),
    ...audiences.flatMap((audience, i) =>
      audience.startsWith('program:')
        ? known('program', audience.slice('program:'.length), programIds, `audiences[${i}]`)
        : [],
    ),
  ];
}

function flawsOfWords(declaration: Declaration, district: District): Flaw[] {
  const written = [
    ...Object.keys(declaration.message).map((language) => ({ path: `message.${language}`, language })),
    ...Object.entries(declaration.sameDay ?? {}).flatMap(([slot, words]) =>
      Object.keys(words ?? {}).map((language) => ({ path: `sameDay.${slot}.${language}`, language })),
    ),
  ];
  const foreign = written.filter(({ language }) => !district.languages.includes(language));
  return [
    ...foreign.map(({ path }) => ({
      path,
      message: `not a language of the district: ${district.languages.join(', ')}`,
    })),
    ...foreignLinks(publicTexts(declaration), district.policy.linkHosts),
  ];
}

function flawsOfTimes(declaration: Declaration, district: District, now: Temporal.Instant): Flaw[] {
  const over = (text: string): boolean => compareInstants(parseInstant(text), now) <= 0;
  const { nextUpdateAt, release, recordOnly } = declaration;
  return [
    ...(nextUpdateAt !== undefined && !recordOnly && over(nextUpdateAt)
      ? [{ path: 'nextUpdateAt', message: 'this time is over: families would wait for an update that never comes' }]
      : []),
    ...Object.keys(release)
      .filter((channel) => !Object.hasOwn(district.channels, channel))
      .map((channel) => ({ path: `release.${channel}`, message: 'the district file has no channel of this name' })),
  ];
}
