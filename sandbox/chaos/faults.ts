import type { Settings } from '../../functions/platform/settings.ts';
import { type EngineFault, eventual } from '../engines/engine-faults.ts';
import type { Fault, FaultRule } from '../simulators/faults.ts';

/** Waiting times of a chaos run, as short as the order of looks, late posts and closing looks allows. */
export const chaosTimes: Partial<Settings['times']> = {
  httpTimeoutMs: 2_000,
  leaseMs: 5_000,
  looksMs: [1_000, 2_000],
  closingLookMs: 5_000,
  refusalWaitMs: 1_000,
};

/** After two looks and before the closing look of a repeat, which is the last that anybody takes. */
export const lateMs = 3_500;
/** A late post that the lists show this much later still is there for the closing look. */
const lagMs = 1_500;

/** What goes wrong with a request that posts. */
const posting: readonly Fault[] = [
  { kind: 'done-then-hang' },
  { kind: 'done-then-reset' },
  { kind: 'done-then-truncated' },
  { kind: 'done-then-status', status: 503 },
  { kind: 'done-then-status', status: 504 },
  { kind: 'done-then-status', status: 502, body: 'html' },
  { kind: 'done-late', afterMs: lateMs, status: 504 },
  { kind: 'refused', status: 503 },
  { kind: 'refused', status: 500, body: 'html' },
  { kind: 'refused', status: 401 },
  { kind: 'hang' },
  { kind: 'reset' },
  { kind: 'happens-before', what: 'archived' },
  { kind: 'happens-before', what: 'removed' },
  { kind: 'happens-before', what: 'other-post' },
  { kind: 'done-then-happens', what: 'barred', status: 503 },
  { kind: 'done-then-happens', what: 'copied', status: 503 },
  { kind: 'done-then-happens', what: 'copied' },
  { kind: 'done-then-happens', what: 'edited', status: 503 },
  { kind: 'done-then-happens', what: 'deleted' },
];

/** What goes wrong with a look. */
const looking: readonly Fault[] = [
  { kind: 'list-lag', ms: lagMs },
  { kind: 'refused', status: 503 },
  { kind: 'refused', status: 502, body: 'html' },
  { kind: 'done-then-truncated' },
  { kind: 'done-then-hang' },
];

/** What goes wrong with a proof of whose post it is, the publishing of a draft, a removal. */
const changing: readonly Fault[] = [
  { kind: 'done-then-status', status: 503 },
  { kind: 'done-then-reset' },
  { kind: 'refused', status: 503 },
];

/** Each is the fate of two to five of a hundred requests of its kind. */
const share = 0.02;

/** Every fault of a vendor. `patient`: also a Retry-After of a day, which is obeyed for two minutes each time. */
export function vendorFaults({ patient }: { readonly patient: boolean }): FaultRule[] {
  const each = (operation: readonly string[], faults: readonly Fault[], part = share): FaultRule[] =>
    faults.map((fault) => ({ fault, operation, share: part }));
  const throttled = (retryAfter: number | undefined, times: number): FaultRule => ({
    fault: { kind: 'throttled', ...(retryAfter !== undefined && { retryAfter }) },
    operation: ['create', 'post'],
    share,
    times,
  });
  return [
    ...each(['create', 'post'], posting),
    throttled(undefined, 20),
    throttled(1, 20),
    ...(patient ? [throttled(86_400, 1)] : []),
    ...each(['list'], looking, 0.04),
    ...each(['patch', 'delete', 'soft-delete'], changing, 0.03),
    { fault: { kind: 'happens-before', what: 'tokens-ended' }, operation: ['create', 'post'], share: 0.005, times: 2 },
    { fault: { kind: 'refused', status: 503 }, operation: 'token', share: 0.04 },
    { fault: { kind: 'hang' }, operation: 'token', share: 0.01 },
    // Down altogether for a while.
    { fault: { kind: 'refused', status: 503, body: 'html' }, operation: 'token', times: 3 },
  ];
}

const reads = ['GetItem', 'Query', 'BatchGetItem'];
const writes = ['PutItem', 'DeleteItem'];
const sends = ['SendMessageBatch', 'Publish'];

/** Every fault of the engines. */
export function engineFaults(): FaultRule<EngineFault>[] {
  return [
    { fault: { kind: 'half-done' }, operation: ['BatchGetItem', 'SendMessageBatch'], share: 0.05 },
    { fault: { kind: 'lost-answer' }, operation: [...writes, ...sends], share: 0.03 },
    { fault: { kind: 'lost-answer' }, operation: ['ReceiveMessage', 'DeleteMessage'], share: 0.02 },
    { fault: { kind: 'duplicated', afterSeconds: 1 }, operation: 'SendMessageBatch', share: 0.05 },
    { fault: { kind: 'overtaken', afterSeconds: 2 }, operation: 'SendMessageBatch', share: 0.05 },
    { fault: { kind: 'stale' }, operation: reads, share: 0.05, when: ({ method }) => method === eventual },
    { fault: { kind: 'throttled' }, operation: [...reads, ...writes, ...sends], share: 0.02 },
    { fault: { kind: 'unavailable' }, operation: [...reads, ...writes, ...sends], share: 0.02 },
    // Longer than a client's retries: the function fails.
    { fault: { kind: 'throttled', forMs: 1_500 }, operation: 'PutItem', share: 0.001, times: 2 },
    { fault: { kind: 'throttled', forMs: 1_500 }, operation: 'Query', share: 0.001, times: 2 },
  ];
}

/** The share of an entry's deliveries by the ledger's stream that are made once more. */
export const replayShare = 0.3;
