import type { MachineClock } from '../core/clock.ts';

/** Made once: an abort without a reason makes an error with its stack, twice for every call that went well. */
const over = new DOMException('The call is over.', 'AbortError');

/**
 * One call that is given up after `ms`: its signal is aborted and `late` answers, whether or not the call heeds the signal. A call that
 * throws answers `late` too: what throws after a request began has told us nothing about it.
 */
export async function within<T>(
  clock: MachineClock,
  ms: number,
  call: { readonly run: (signal: AbortSignal) => Promise<T>; readonly late: (why: string) => T },
): Promise<T> {
  const request = new AbortController();
  const timer = new AbortController();
  const timeout = clock.sleep(ms, timer.signal).then(() => call.late(`no answer within ${ms / 1000} s`));
  try {
    return await Promise.race([call.run(request.signal), timeout]);
  } catch (error) {
    return call.late(`the channel failed (${error instanceof Error ? error.name : 'unknown'})`);
  } finally {
    timer.abort(over);
    request.abort(over);
  }
}
