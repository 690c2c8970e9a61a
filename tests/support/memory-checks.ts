import type { ChannelCheck, CheckRequest } from '../../functions/readiness/channel-check.ts';
import type { CheckStore } from '../../functions/readiness/ports.ts';

/** Self-checks and requests in memory, the newest of each channel. */
export function memoryChecks(): CheckStore {
  const checks = new Map<string, ChannelCheck>();
  const requests = new Map<string, CheckRequest>();
  return {
    all: async () => ({ checks: [...checks.values()], requests: [...requests.values()] }),
    check: async (channel) => checks.get(channel),
    putCheck: async (check) => void checks.set(check.channel, check),
    putRequest: async (request) => void requests.set(request.channel, request),
  };
}
