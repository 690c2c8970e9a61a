import { type Placed, schools } from './schools.ts';

const subjects = [
  'Algebra 1',
  'Biology',
  'English 10',
  'US History',
  'Spanish 2',
  'Chemistry',
  'Art',
  'Band',
  'Health',
  'Civics',
  'Geometry',
  'World Studies',
];

/** The roster of the stories as CSV: every class of a school in Classroom, half of them in Teams too, one staff team a school. */
export function storyRoster(): string {
  const rows = schools.flatMap((school, s) => [
    ...Array.from({ length: school.courses }, (_, i) => courseRow(school, s, i)),
    ...Array.from({ length: school.teams }, (_, i) => teamRow(school, s, i)),
  ]);
  return `${['schoolId,channel,targetId,name,postAs,parentId,audience,students,division', ...rows].join('\n')}\n`;
}

const className = (s: number, i: number): string => `${subjects[(s * 5 + i) % subjects.length]} – P${(i % 7) + 1}`;

function courseRow(school: Placed, s: number, i: number): string {
  const teachers = [`t${s}-${i % 24}@twin-lakes.example`, `t${s}-${(i + 1) % 24}@twin-lakes.example`].join(' ');
  const division = school.divisions === undefined ? '' : i % 2 === 0 ? 'k5' : 'm68';
  return `${school.id},google-classroom,${600000 + s * 1000 + i},${className(s, i)},${teachers},,class,${22 + (i % 9)},${division}`;
}

function teamRow(school: Placed, s: number, i: number): string {
  const [audience, name] = i === 0 ? ['staff', `${school.name} staff`] : ['class', className(s, i)];
  const team = `${String(s).padStart(4, '0')}${String(i).padStart(4, '0')}-0000-4000-8000-000000000000`;
  return `${school.id},teams,19:${team.slice(0, 8)}class@thread.tacv2,${name},notices-1,${team},${audience},${i === 0 ? 0 : 22 + (i % 9)},`;
}
