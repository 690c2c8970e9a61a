// node scripts/run.mjs scripts/publish-law.ts: writes docs/law.md, what Bellwether knows of each state's law, from the law packs.
import { writeFileSync } from 'node:fs';
import type { FindingWeight } from '../functions/law/finding.ts';
import type { LawPack, Statement } from '../functions/law/pack.ts';
import { lawPacks } from '../functions/law/packs.ts';
import { weigh } from '../functions/law/weigh.ts';

/** Where the page is published. */
export const lawPageUrl = new URL('../docs/law.md', import.meta.url);

type Row = Statement & {
  readonly about: string;
  /** What a finding would weigh were the law certain; absent: there is none. */
  readonly weight?: FindingWeight;
  readonly does: string;
};

/** Every statement of a pack, with what Bellwether makes of it. */
function rowsOf(pack: LawPack): Row[] {
  const { cap, qualifyingCauses, minConsecutiveDays, notice, plan, planTerm, annualNotice } = pack;
  const { telephone, otherStaffPaid, minDayLength, instruction, further } = pack;
  const row = <S extends Statement>(
    about: string,
    of: S | undefined,
    does: (of: S) => string,
    weight?: FindingWeight,
  ) => (of === undefined ? [] : [{ ...of, about, does: does(of), ...(weight === undefined ? {} : { weight }) }]);
  return [
    ...row('cause', qualifyingCauses, ({ kinds }) => `another cause than ${kinds.join(', ')}`, 'blocks'),
    ...row(
      'cap',
      cap,
      ({ amount, unit, scope, overCap }) =>
        `beyond ${amount} ${unit} of a school${scope === 'calendar' ? ', whatever its own calendar says' : ''}, days used before included. ${overCap.says}`,
      cap?.overCap.effect === 'does-not-count' ? 'blocks' : 'needs-reason',
    ),
    ...row(
      'days in a row',
      minConsecutiveDays,
      ({ days }) => `a closure of fewer than ${days} school days in a row`,
      'blocks',
    ),
    ...row(
      'notice',
      notice,
      ({ minutesBeforeStart, audiences }) =>
        `later than ${minutesBeforeStart} minutes before the normal start, for ${audiences.join(' and ')}`,
      'needs-reason',
    ),
    ...row('plan', plan, () => 'no plan, approval or renewal on file in `eLearningPlan`', 'needs-reason'),
    ...row('plan', planTerm, ({ years }) => `a plan older than ${years} years`, 'needs-reason'),
    ...row('yearly notice', annualNotice, () => 'no notice of this school year on file in `eLearningPlan`', 'info'),
    ...row('telephone', telephone, () => 'district phones are down', 'info'),
    ...row('pay', otherStaffPaid, () => 'some staff are told not to report', 'info'),
    ...row('length of a day', minDayLength, () => 'a shorter day', 'needs-reason'),
    ...row('hours of a year', instruction, () => 'hours to spare, in the account of the school year'),
    ...further.flatMap((of) =>
      of.onTheDay
        ? row(of.topic, of, () => 'every e-learning day: to be seen to by the district', 'info')
        : row(of.topic, of, () => 'this page alone'),
    ),
  ];
}

function tableOf(pack: LawPack): string[] {
  return [
    '| about | the law says | finding | known from | not sure |',
    '|---|---|---|---|---|',
    ...rowsOf(pack).map(({ about, says, weight, does, citation, confidence, doubt, checkedOn }) => {
      const weighs = weight === undefined ? '–' : `**${pack.draft ? 'info' : weigh(confidence, weight)}**`;
      const read = checkedOn === undefined ? '' : `, read ${checkedOn}`;
      return `| ${about} | ${says} | ${weighs}: ${does} | ${citation} (${confidence}${read}) | ${doubt ?? ''} |`;
    }),
  ];
}

function sectionOf(pack: LawPack): string[] {
  const { title, id, checkedOn, draft } = pack;
  const use = draft ? 'A draft: its findings inform, say that they are a draft, and hold nobody up.' : 'In use.';
  return [`## ${title}`, '', `Pack \`${id}\`, read ${checkedOn}. ${use}`, '', ...tableOf(pack), ''];
}

/** Everything that is unverified or doubtful, in one list that somebody can work off. */
function unverified(): string[] {
  return lawPacks.flatMap((pack) =>
    rowsOf(pack)
      .filter(({ confidence, doubt }) => confidence === 'unverified' || doubt !== undefined)
      .map(({ about, doubt, confidence }) => `- ${pack.state}, ${about} (${confidence}): ${doubt ?? 'not verified.'}`),
  );
}

/** The page as it should stand. */
export function lawPageText(): string {
  return `${[
    '# What Bellwether knows of the law on e-learning days',
    '',
    'Made from `functions/law/packs/` by `scripts/publish-law.ts`; change those, not this page.',
    '',
    '**This is not legal advice.** It is what was read on the dates given, by people who are no lawyers. Laws change, and some copies were cut',
    'off. Have your own counsel check the rows of your state, and correct the pack, before you rely on it. A state without a pack gets one',
    'finding that says so.',
    '',
    'How surely a statement is law decides how much it may weigh:',
    '',
    '| known from | means | weighs at most |',
    '|---|---|---|',
    '| primary | the statute, rule or official page was read, at least in part | blocks |',
    "| secondary | news, a law firm, a school's page; or a primary text of which much is missing | needs-reason |",
    '| unverified | from memory, cut off, or no source was found | info |',
    '',
    'Caps are counted per school, or per division of a divided school: days used before Bellwether (`daysUsedBefore` in the district file), days',
    "put on record alone, and days that stand in the ledger, each date once. Hours are a school's `instructionMinutes`, or those between its bells.",
    'A decision that is only put on record passes the same findings.',
    '',
    ...lawPacks.flatMap(sectionOf),
    '## Not verified, state by state',
    '',
    ...unverified(),
  ].join('\n')}\n`;
}

if (import.meta.main) writeFileSync(lawPageUrl, lawPageText());
