import type { DeclarationAnswer, Preview } from '../../functions/api/contract/declarations.ts';
import type { ProposalAnswer } from '../../functions/api/contract/proposals.ts';
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
  needsApproval: false,
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
