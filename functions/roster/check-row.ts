import * as z from 'zod';
import type { District, School } from '../calendar/district.ts';
import { didYouMean } from '../calendar/nearest-id.ts';
import type { Audience } from '../core/audience.ts';
import { rosterChannels, type RosterCells, type RosterChannel, type RosterRow } from './roster-row.ts';

/** What rows are checked against, looked up once for a file. */
export type RosterRules = {
  readonly schools: ReadonlyMap<string, School>;
  readonly channels: readonly RosterChannel[];
  readonly programs: ReadonlySet<string>;
  readonly serviceUsers: ReadonlySet<string>;
  readonly identityDomains: readonly string[];
};

/** The rules of a district for its roster. */
export function rosterRules(district: District): RosterRules {
  const { 'google-classroom': classroom, teams } = district.channels;
  return {
    schools: new Map(district.schools.map((school) => [school.id, school])),
    channels: rosterChannels.filter((channel) => district.channels[channel] !== undefined),
    programs: new Set(district.programs.map((program) => program.id)),
    serviceUsers: new Set(teams?.serviceUsers.map((user) => user.id)),
    identityDomains: classroom?.identityDomains ?? [],
  };
}

/** The good row of a line, or every reason why it is none. */
export function checkRow(cells: RosterCells, rules: RosterRules): RosterRow | { readonly reasons: string[] } {
  const reasons: string[] = [];
  const take = <T>(value: T | Wrong): T | undefined => {
    if (!(value instanceof Wrong)) return value;
    reasons.push(value.reason);
    return undefined;
  };
  const schoolId = take(schoolOf(cells, rules));
  const division = take(divisionOf(cells, rules));
  const channel = take(channelOf(cells, rules));
  const audience = take(audienceOf(cells, rules));
  const targetId = take(idOf(cells, 'targetId'));
  const name = take(nameOf(cells));
  const postAs = channel && take(postersOf(cells, channel, rules));
  const parentId = channel && take(parentOf(cells, channel));
  const students = take(studentsOf(cells));
  const classId = take(cells.of('classId') === '' ? '' : idOf(cells, 'classId'));
  if (reasons.length > 0 || !schoolId || !channel || !audience || !targetId || !name || !postAs) return { reasons };
  return {
    line: cells.line,
    schoolId,
    channel,
    audience,
    targetId,
    name,
    postAs,
    ...(division ? { division } : {}),
    ...(parentId ? { parentId } : {}),
    ...(students === undefined || students === 'unknown' ? {} : { students }),
    ...(classId ? { classId } : {}),
  };
}

/** Why a cell is refused. */
class Wrong {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

function schoolOf(cells: RosterCells, { schools }: RosterRules): string | Wrong {
  const id = cells.of('schoolId');
  return schools.has(id) ? id : new Wrong(`unknown school '${id}'${didYouMean(id, schools.keys())}`);
}

function divisionOf(cells: RosterCells, { schools }: RosterRules): string | Wrong {
  const id = cells.of('division');
  const divisions = schools.get(cells.of('schoolId'))?.divisions.map((division) => division.id) ?? [];
  if (id === '' || divisions.includes(id)) return id;
  return new Wrong(`unknown division '${id}' of this school${didYouMean(id, divisions)}`);
}

function channelOf(cells: RosterCells, { channels }: RosterRules): RosterChannel | Wrong {
  const name = cells.of('channel');
  const channel = rosterChannels.find((candidate) => candidate === name);
  if (channel === undefined) return new Wrong(`unknown channel '${name}', it is one of ${rosterChannels.join(', ')}`);
  return channels.includes(channel) ? channel : new Wrong(`the district file has no channel ${channel}`);
}

function audienceOf(cells: RosterCells, { programs }: RosterRules): Audience | Wrong {
  const audience = cells.of('audience') || 'class';
  if (audience === 'class' || audience === 'staff') return audience;
  const program = audience.startsWith('program:') ? audience.slice('program:'.length) : undefined;
  if (program === undefined) return new Wrong(`unknown audience '${audience}', it is class, staff or program:<id>`);
  return programs.has(program)
    ? `program:${program}`
    : new Wrong(`unknown program '${program}'${didYouMean(program, programs)}`);
}

/** Vendors' ids go into URLs and keys: nothing that could change a path, a query or a key is let in. */
const vendorId = /^[A-Za-z0-9][A-Za-z0-9:@._=~+-]{0,199}$/;

function idOf(cells: RosterCells, column: 'targetId' | 'parentId' | 'classId'): string | Wrong {
  const id = cells.of(column);
  if (id === '') return new Wrong(`${column} is empty`);
  return vendorId.test(id) && !id.includes('..') ? id : new Wrong(`${column} has characters that no id has`);
}

function nameOf(cells: RosterCells): string | Wrong {
  const name = cells.of('name');
  if (name === '' || name.length > 200) return new Wrong('name must have 1 to 200 characters');
  // U+FFFD is what a decoder leaves of bytes that are not UTF-8, such as an export in Windows-1252.
  if (name.includes('\uFFFD')) return new Wrong('name is not UTF-8, export the file as UTF-8');
  return /\p{Cc}/u.test(name) ? new Wrong('name has line breaks or control characters') : name;
}

const EmailAddress = z.email();
const maxPosters = 20;

function postersOf(cells: RosterCells, channel: RosterChannel, rules: RosterRules): string[] | Wrong {
  const names = cells.of('postAs').split(/\s+/).filter(Boolean);
  if (channel === 'teams') {
    const [user] = names;
    if (user !== undefined && names.length === 1 && rules.serviceUsers.has(user)) return names;
    return new Wrong(`postAs must be one of the district's service users (${[...rules.serviceUsers].join(', ')})`);
  }
  if (names.length === 0) return new Wrong('postAs names nobody, give the owner of the course');
  if (names.length > maxPosters) return new Wrong(`postAs names more than ${maxPosters} accounts`);
  const wrong = names.find((name) => !EmailAddress.safeParse(name).success);
  if (wrong !== undefined) return new Wrong(`postAs '${wrong}' is not an e-mail address`);
  const { identityDomains } = rules;
  const foreign = names.find((name) => identityDomains.length > 0 && !identityDomains.includes(domainOf(name)));
  return foreign === undefined ? names : new Wrong(`postAs '${foreign}' is outside ${identityDomains.join(', ')}`);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function parentOf(cells: RosterCells, channel: RosterChannel): string | Wrong {
  if (channel === 'teams') return idOf(cells, 'parentId');
  return cells.of('parentId') === '' ? '' : new Wrong('parentId must be empty for a course');
}

function studentsOf(cells: RosterCells): number | 'unknown' | Wrong {
  const text = cells.of('students');
  if (text === '') return 'unknown';
  return /^\d{1,4}$/.test(text) ? Number(text) : new Wrong(`students '${text}' is not a number of students`);
}
