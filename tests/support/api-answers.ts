import type { DeclarationAnswer, Preview } from '../../functions/api/contract/declarations.ts';
import type { ProposalAnswer } from '../../functions/api/contract/proposals.ts';
import type { TextsAnswer } from '../../functions/api/contract/texts.ts';
import type { SchoolYearAnswer } from '../../functions/api/contract/school-years.ts';
import { content, entry, maria } from './entries.ts';

const one = content();

/** A declaration as the API answers it. */
export const declaration: DeclarationAnswer = {
  declarationId: 'd-abcdefghjk',
  schoolYear: '2022-23',
  version: 1,
  status: 'declared',
  digest: one.digest,
  by: maria,
  declaredAt: '2023-02-21T14:11:00-06:00',
  days: one.declaration.days,
  declaration: one.declaration,
  findings: [],
  reach: { teams: { targets: 7, schools: 1 } },
  notAfter: one.notAfter,
  outside: [],
};

/** Its copy pack, in one language. */
export const texts: TextsAnswer = {
  declarationId: declaration.declarationId,
  version: 1,
  stands: true,
  texts: [
    {
      language: 'en',
      reviewed: true,
      sms: 'All schools: E-LEARNING Wed Feb 22',
      voice: 'All schools: e-learning Wednesday, February twenty-second.',
      email: { subject: 'E-LEARNING', body: 'All schools: E-LEARNING Wed Feb 22' },
      banner: 'E-LEARNING',
      social: 'E-LEARNING',
      closings: 'E-LEARNING',
      hotline: 'E-LEARNING',
      seesaw: 'E-LEARNING',
      press: 'E-LEARNING',
    },
  ],
};

export const entries = [1, 2, 3].map((version) =>
  entry(version, version === 1 ? 'Declared' : 'Reviewed', { declarationId: declaration.declarationId }),
);

export const preview: Preview = {
  digest: 'd'.repeat(64),
  findings: [],
  notices: [],
  firstLine: 'E-LEARNING Wed Feb 22',
  reach: { teams: { targets: 7, schools: 1 } },
  notReached: [],
  decideBySchool: [],
  needsApproval: false,
  approvalBecause: [],
};

export const proposal: ProposalAnswer = {
  proposalId: '0123456789abcdef',
  status: 'open',
  digest: 'd'.repeat(64),
  days: [{ date: '2023-02-22', dayType: 'e-learning', schools: 'all', coverage: 'covered' }],
  evidence: [],
  findings: [],
  readiness: {},
  declaration: {},
  changedAt: '2023-02-21T03:27:00-06:00',
};

export const deliveryId = `abcdefghjk.${'A'.repeat(22)}`;

/** A body that can be declared. */
export const declareBody = {
  days: [{ date: '2023-02-22', dayType: 'e-learning', schools: 'all' }],
  causes: [{ kind: 'weather', qualifying: true }],
  seen: 'd'.repeat(64),
};

/** One high school with two days used, one of them before Bellwether. */
export const schoolYear: SchoolYearAnswer = {
  schoolYear: '2022-23',
  first: '2022-09-06',
  last: '2023-06-09',
  law: {
    state: 'MN',
    title: 'Minnesota, e-learning days',
    checkedOn: '2026-11-22',
    draft: false,
    cap: { amount: 5, unit: 'days', says: 'Up to five.', citation: 'Minn. Stat. 120A.414', confidence: 'primary' },
  },
  schools: [
    {
      unitId: 'pine-hs',
      schoolId: 'pine-hs',
      name: 'Pine High School',
      level: 'high',
      used: 2,
      left: 3,
      days: [
        { date: '2022-12-14', used: 1, evidence: [{ source: 'days-used-before' }] },
        {
          date: '2023-02-22',
          used: 1,
          evidence: [
            {
              source: 'declaration',
              declarationId: declaration.declarationId,
              version: 1,
              status: 'declared',
              recordOnly: false,
            },
          ],
        },
      ],
    },
  ],
};
