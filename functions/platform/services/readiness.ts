import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { District } from '../../calendar/district.ts';
import { channelNames } from '../../names.ts';
import { armedOf } from '../../readiness/armed-of.ts';
import { assessReadiness } from '../../readiness/assess-readiness.ts';
import type { ChannelState } from '../../readiness/channel-check.ts';
import type { ToolState } from '../../readiness/tool-state.ts';
import { channelCheckStore } from '../../store/channel-checks.ts';
import { type ReadinessStore, readinessStore } from '../../store/readiness.ts';
import type { Signal } from '../../triggers/signal.ts';
import type { Platform } from '../platform.ts';

/** How tools and channels stand, by every voice that is kept. */
export type Readiness = {
  readonly store: ReadinessStore;
  /** `signals`: open incidents among them count. */
  tools(signals: readonly Signal[]): Promise<ToolState[]>;
  /** The channels of the district file. */
  channels(): Promise<ChannelState[]>;
};

export function readinessOf(
  { settings, clocks }: Pick<Platform, 'settings' | 'clocks'>,
  documents: DynamoDBDocumentClient,
  district: District,
): Readiness {
  const store = readinessStore(documents, settings.tables.operations);
  const checks = channelCheckStore(documents, settings.tables.operations);
  const channels = channelNames.filter((channel) => district.channels[channel] !== undefined);
  return {
    store,
    tools: async (signals) => {
      const [attestations, readings] = await Promise.all([store.all(), store.readings()]);
      return assessReadiness(district, { attestations, readings, signals });
    },
    channels: async () => {
      const known = (await checks.all()).checks;
      const now = clocks.calendar.now();
      return channels.map((name) =>
        armedOf(
          name,
          known.find(({ channel }) => channel === name),
          now,
        ),
      );
    },
  };
}
