import { join } from 'node:path';
import type { FarEnd } from './settings.ts';
import { startGoogleClassroom, type GoogleClassroomSimulator } from './simulators/google-classroom.ts';
import { startMicrosoftGraph, type MicrosoftGraphSimulator } from './simulators/microsoft-graph.ts';
import { startToolStatus, type ToolStatusSimulator } from './simulators/tool-status.ts';
import { startWeatherService, type WeatherServiceSimulator } from './simulators/weather-service.ts';

/** The simulated vendors that run in this sandbox; a vendor that the environment points elsewhere is not among them. */
export type Vendors = {
  readonly endpoints: Readonly<Partial<Record<FarEnd, string>>>;
  readonly weather?: WeatherServiceSimulator;
  readonly classroom?: GoogleClassroomSimulator;
  readonly graph?: MicrosoftGraphSimulator;
  /** Status pages are never asked for elsewhere: no variable points them away. */
  readonly toolStatus: ToolStatusSimulator;
  close(): Promise<void>;
};

export type VendorSeeds = {
  /** Where posts are kept: what a class was shown survives a kill. Absent: in memory. */
  readonly folder?: string;
  readonly given: Readonly<Partial<Record<FarEnd, string>>>;
  readonly serviceAccount: string;
  /** PEM of the key that the district's assertions are signed with. */
  readonly publicKey: string;
  readonly users: readonly { readonly id: string; readonly refreshToken: string }[];
  /** The story's calendar: what the weather service stamps its answers with. */
  readonly calendarMs: () => number;
  readonly latencyMs?: number;
  readonly liftQuotas?: boolean;
};

/** Starts a simulated vendor for every far end that is not given: real HTTP servers on loopback that behave as the vendors do. */
export async function startVendors(seeds: VendorSeeds): Promise<Vendors> {
  const { given } = seeds;
  const file = (name: string): { dataFile?: string } =>
    seeds.folder === undefined ? {} : { dataFile: join(seeds.folder, name) };
  const conduct = { latencyMs: seeds.latencyMs ?? 0, liftQuotas: seeds.liftQuotas ?? false };
  const weather = given.nws === undefined ? await startWeatherService({ clock: { now: seeds.calendarMs } }) : undefined;
  const toolStatus = await startToolStatus({ clock: { now: seeds.calendarMs } });
  const classroom =
    given.classroom === undefined || given.googleToken === undefined
      ? await startGoogleClassroom({
          ...conduct,
          ...file('google-classroom.jsonl'),
          acceptAnyCourse: true,
          serviceAccounts: [{ email: seeds.serviceAccount, publicKey: seeds.publicKey }],
        })
      : undefined;
  const graph =
    given.graph === undefined || given.microsoftLogin === undefined
      ? await startMicrosoftGraph({
          ...conduct,
          ...file('microsoft-graph.jsonl'),
          acceptAnyTeam: true,
          users: seeds.users,
        })
      : undefined;
  return {
    endpoints: {
      ...(weather && { nws: weather.url }),
      ...(classroom && { classroom: classroom.url, googleToken: classroom.tokenUrl }),
      ...(graph && { graph: graph.url, microsoftLogin: graph.loginUrl }),
    },
    ...(weather && { weather }),
    ...(classroom && { classroom }),
    ...(graph && { graph }),
    toolStatus,
    close: async () => {
      await Promise.all([weather?.close(), classroom?.close(), graph?.close(), toolStatus.close()]);
    },
  };
}
