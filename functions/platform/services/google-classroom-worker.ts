import { classroomApi } from '../../channels/google-classroom/api.ts';
import { classroomChannel } from '../../channels/google-classroom/channel.ts';
import { classroomProbe } from '../../channels/google-classroom/probe.ts';
import { teacherTokens } from '../../channels/google-classroom/tokens.ts';
import { classroomLimits } from '../../deliveries/provider-limits.ts';
import { documentedLimits } from '../../calendar/channels.ts';
import type { Compose } from '../entry.ts';
import type { BatchAnswer, ChannelProbe } from '../../deliveries/ports.ts';
import { googleSignJwt } from '../google-sign-jwt.ts';
import { composeWorker } from './worker.ts';

/** The only function that can speak as a teacher. */
export const composeGoogleClassroomWorker: Compose<unknown, BatchAnswer> = (platform) =>
  composeWorker('google-classroom-worker', platform, ({ home }) => {
    const { settings, clocks } = platform;
    const { httpTimeoutMs } = settings.times;
    const signAssertion =
      platform.signAssertion ??
      googleSignJwt(
        { provider: settings.far.googleProvider, serviceAccount: settings.far.googleServiceAccount },
        clocks.machine.now,
      );
    const api = classroomApi({ rootUrl: settings.endpoints.classroom, httpTimeoutMs, now: clocks.machine.now });
    const { googleToken: tokenUrl } = settings.endpoints;
    const tokenDeps = { tokenUrl, signAssertion, clock: clocks.machine, httpTimeoutMs };
    const channel = classroomChannel({ api, tokens: teacherTokens(tokenDeps) });
    const quota = home.channels['google-classroom']?.quotaPerMinute ?? documentedLimits.classroomPerMinute;
    const probe = (): ChannelProbe => classroomProbe({ api, tokens: teacherTokens(tokenDeps) });
    return { channel: { ...channel, probe }, limits: classroomLimits(quota) };
  });
