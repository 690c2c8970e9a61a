import type { Program } from '../calendar/district.ts';
import type { Audience } from '../core/audience.ts';
import { InvalidInput } from '../core/errors.ts';
import type { DraftNotice } from '../declarations/rendering.ts';
import { classLines, pageLink } from './class-lines.ts';
import { type FactLine, factLine, isUpdate, writeDays } from './fact-line.ts';
import { fit, type Form } from './fit.ts';
import { eachPlace, groupUnits } from './group-units.ts';
import { wordingOf } from './known-wording.ts';
import type { PlaceGroup, Survey } from './notice-facts.ts';
import { unitsOfProgram } from './program-facts.ts';
import { classroomForm, classroomStaffForm } from './render-classroom.ts';
import { programFactLine, programLines } from './render-program.ts';
import { staffLines } from './render-staff.ts';
import { teamsForm, teamsOpening, teamsStaffForm } from './render-teams.ts';
import type { Wording } from './wording.ts';
import { writeWhere } from './write-where.ts';

/** Class renderings of an entry that may each name their school: more would swell the entry (docs/decisions/0002). */
const namedRenderings = 200;

/** Days on which nothing changes for a class. */
const schoolAsEver: ReadonlySet<string> = new Set(['programs-only', 'as-planned']);

type Posted = DraftNotice['renderings'][number];

/** A channel that posts to classes, with its forms and language. */
type PostChannel = {
  readonly channel: 'google-classroom' | 'teams';
  readonly form: Form;
  readonly staffForm: Form;
  readonly wording: Wording;
};

/** The posts for an audience on every channel of the district that posts to places; none for audiences that only have topics. */
export function renderPosts(brief: Survey, audience: Audience): Posted[] {
  if (audience === 'public' || audience === 'administrators') return [];
  const channels = postChannels(brief);
  if (audience === 'staff') return channels.flatMap((channel) => staffPosts(brief, channel));
  if (audience === 'class') return classPosts(brief, channels);
  const program = programOf(brief, audience);
  return channels.flatMap((channel) => programPosts(brief, audience, program, channel));
}

function postChannels({ district }: Survey): PostChannel[] {
  const [first = 'en'] = district.languages;
  const { 'google-classroom': classroom, teams } = district.channels;
  const channels: PostChannel[] = [];
  if (classroom) {
    const wording = wordingOf(classroom.language ?? first, 'channels.google-classroom.language');
    channels.push({ channel: 'google-classroom', form: classroomForm, staffForm: classroomStaffForm, wording });
  }
  if (teams) {
    const wording = wordingOf(teams.language ?? first, 'channels.teams.language');
    channels.push({ channel: 'teams', form: teamsForm, staffForm: teamsStaffForm, wording });
  }
  return channels;
}

/**
 * A post for each school, whose line 1 names it, or beyond `namedRenderings` one for all schools that share the same facts. Where only
 * programs change no class is posted to unless the declaration asks for it by name (USERS E5).
 */
function classPosts(brief: Survey, channels: readonly PostChannel[]): Posted[] {
  const asked = brief.declaration.audiences?.includes('class') ?? false;
  const places = brief.places.filter(
    (place) => asked || place.parts.some((part) => part.days.some((day) => !schoolAsEver.has(day.dayType))),
  );
  const groups = places.length * channels.length <= namedRenderings ? eachPlace(places) : groupUnits(places);
  return channels.flatMap((channel) => groups.map((group) => classPost(brief, group, channel)));
}

function classPost(brief: Survey, group: PlaceGroup, { channel, form, wording }: PostChannel): Posted {
  const where = writeWhere(group, brief.district, wording, wording.yourSchool, 1);
  const fact = factLine(writeDays(group.parts, wording), where, brief, wording);
  const text = fit((detail) => classLines(brief, group, fact, wording, detail), form);
  return posted(
    { channel, audience: 'class', text, ...begins(fact, brief, form, wording), link: pageLink(brief) },
    group.units,
    wording,
  );
}

/** Staff know their school: one post for all schools that share the same facts. */
function staffPosts(brief: Survey, { channel, staffForm, wording }: PostChannel): Posted[] {
  return groupUnits(brief.places).map((group) => {
    const where = writeWhere(group, brief.district, wording, wording.schools(group.places.length));
    const fact = factLine(writeDays(group.parts, wording), where, brief, wording);
    const text = fit((detail) => staffLines(brief, group, fact, wording, detail), staffForm);
    const opening = begins(fact, brief, staffForm, wording);
    return posted({ channel, audience: 'staff', text, ...opening, link: '' }, group.units, wording);
  });
}

/** One post for a program, wherever it runs. */
function programPosts(
  brief: Survey,
  audience: Audience,
  program: Program,
  { channel, form, wording }: PostChannel,
): Posted[] {
  const units = unitsOfProgram(brief.district, program);
  const facts = brief.programs.filter((fact) => fact.id === program.id);
  const opening = begins(programFactLine(brief, program, facts, wording), brief, form, wording);
  const text = fit((detail) => programLines(brief, program, facts, wording, detail), form);
  return [posted({ channel, audience, text, ...opening, link: pageLink(brief) }, units, wording)];
}

/** How a post begins, and what an update writes over the beginning of the post whose place it takes: the same line 1, and that it is older. */
function begins(
  { text, opening }: FactLine,
  brief: Survey,
  form: Form,
  wording: Wording,
): Pick<Posted['rendering'], 'opening' | 'mark'> {
  if (!isUpdate(brief)) return { opening };
  const mark = form.write([
    { kind: 'fact', text },
    { kind: 'text', text: wording.page.replaced },
  ]);
  return { opening, mark };
}

function posted(
  rendering: Omit<Posted['rendering'], 'language'>,
  units: readonly string[],
  { language }: Wording,
): Posted {
  const opening = rendering.channel === 'teams' ? teamsOpening(rendering.opening) : rendering.opening;
  return { units, rendering: { ...rendering, opening, language } };
}

function programOf({ district }: Survey, audience: Audience): Program {
  const id = audience.slice('program:'.length);
  const program = district.programs.find((candidate) => candidate.id === id);
  if (program) return program;
  throw new InvalidInput('The notice', [{ path: 'audiences', message: `the district has no program ${id}` }]);
}
