import { hookRoutes } from '../../names.ts';
import type { Operation } from '../operation.ts';
import type { BreakGlassServices, ChangeServices, DecisionServices, OperationServices } from '../services.ts';
import { breakGlassRoutes } from './break-glass.ts';
import { changeRoutes } from './changes.ts';
import { decisionRoutes } from './decisions.ts';
import { declarationRoutes } from './declarations.ts';
import { documentAddress } from './document.ts';
import { evidenceRoutes, type EvidenceServices } from './evidence.ts';
import { dismissRoutes, proposalRoutes } from './proposals.ts';
import { readinessRoutes } from './readiness.ts';
import { rosterRoutes } from './roster.ts';
import { schoolYearRoutes } from './school-years.ts';
import { serviceRoutes } from './service.ts';
import { signalRoutes } from './signals.ts';

/** What `decision-api` serves. */
export const decisions: readonly Operation<DecisionServices & ChangeServices>[] = [
  ...decisionRoutes,
  ...changeRoutes,
  ...dismissRoutes,
];

/** What `break-glass` serves. */
export const breakGlass: readonly Operation<BreakGlassServices>[] = breakGlassRoutes;

/** What `record-api` serves, besides `openapi.json`. */
export const reports: readonly Operation<EvidenceServices>[] = evidenceRoutes;

/** What `operations-api` serves. */
export const operations: readonly Operation<OperationServices>[] = [
  ...signalRoutes,
  ...proposalRoutes,
  ...declarationRoutes,
  ...readinessRoutes,
  ...rosterRoutes,
  ...schoolYearRoutes,
  ...serviceRoutes,
];

/** Every address of the API, whichever function serves it. */
export const addresses: readonly Pick<Operation<never>, 'method' | 'path'>[] = [
  ...decisions,
  ...breakGlass,
  ...reports,
  ...operations,
  ...hookRoutes,
  documentAddress,
];
