/** Words that mean the same people as a law's audience. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  parents: ['parent', 'parents', 'family', 'families', 'guardian', 'guardians', 'caregivers', 'households'],
  students: ['student', 'students', 'pupils'],
  staff: ['staff', 'employees', 'teachers'],
};

/**
 * Whether an outside channel's audience, written in the district's words, names an audience of the law: `families and students` names both.
 * `public` names neither: a list of closings on television is no evidence that parents had notice.
 */
export function namesAudience(channelAudience: string, audience: string): boolean {
  const words = channelAudience.toLowerCase().split(/[^a-z]+/);
  return (synonyms[audience] ?? [audience]).some((word) => words.includes(word));
}
