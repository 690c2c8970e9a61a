import { ops, viewers } from '../access.ts';
import { PageQuery, pageOf } from '../contract/page.ts';
import { PollAnswer, ReportSignalBody, SignalAccepted, SignalAnswer } from '../contract/signals.ts';
import { nothing, operation, type Operation } from '../operation.ts';
import { pageThrough } from '../page.ts';
import type { OperationServices } from '../services.ts';

type Services = Pick<OperationServices, 'reportSignal' | 'poll' | 'listSignals'>;

/** Signals: reported, looked for, listed. */
export const signalRoutes: readonly Operation<Services>[] = [
  operation({
    ...nothing,
    method: 'POST',
    path: '/v1/signals',
    summary: 'Report an incident, or weather as seen (which is never coverage)',
    access: ops,
    body: ReportSignalBody,
    answer: SignalAccepted,
    status: 202,
    repeats: { key: 'welcome', knownBy: 'kept answers' },
    handle: (services: Services, { command }) => services.reportSignal(command),
  }),
  operation({
    ...nothing,
    method: 'POST',
    path: '/v1/signals/poll',
    summary: 'Look at weather and tool feeds now',
    access: ops,
    answer: PollAnswer,
    status: 200,
    repeats: { key: 'welcome', knownBy: 'kept answers' },
    handle: (services: Services) => services.poll(),
  }),
  operation({
    ...nothing,
    method: 'GET',
    path: '/v1/signals',
    summary: 'List signals, the newest change first',
    access: viewers,
    query: PageQuery,
    answer: pageOf(SignalAnswer),
    status: 200,
    handle: async (services: Services, { query }) =>
      pageThrough(await services.listSignals(), query, (signal) => signal.signalId),
  }),
];
