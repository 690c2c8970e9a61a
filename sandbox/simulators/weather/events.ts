/** How the National Weather Service labels a kind of event while it is coming. */
export type EventWords = {
  readonly name: string;
  readonly severity: 'Extreme' | 'Severe' | 'Moderate' | 'Minor';
  readonly certainty: 'Observed' | 'Likely' | 'Possible';
  readonly urgency: 'Immediate' | 'Expected' | 'Future';
  readonly response: string;
  readonly sameCode: string;
};

const WARNING = { severity: 'Severe', certainty: 'Likely', urgency: 'Expected', response: 'Prepare' } as const;
const WATCH = { severity: 'Severe', certainty: 'Possible', urgency: 'Future', response: 'Prepare' } as const;
const ADVISORY = { severity: 'Moderate', certainty: 'Likely', urgency: 'Expected', response: 'Execute' } as const;

/** The kinds that the product meets, by VTEC phenomenon and significance; the old names where the code is old. */
export const EVENTS = {
  'WS.W': { name: 'Winter Storm Warning', ...WARNING, sameCode: 'WSW' },
  'WS.A': { name: 'Winter Storm Watch', ...WATCH, sameCode: 'WSA' },
  'BZ.W': { name: 'Blizzard Warning', ...WARNING, sameCode: 'BZW' },
  'BZ.A': { name: 'Blizzard Watch', ...WATCH, sameCode: 'WSA' },
  'IS.W': { name: 'Ice Storm Warning', ...WARNING, sameCode: 'WSW' },
  'WW.Y': { name: 'Winter Weather Advisory', ...ADVISORY, sameCode: 'WSW' },
  'WC.W': { name: 'Wind Chill Warning', ...WARNING, sameCode: 'WSW' },
  'WC.A': { name: 'Wind Chill Watch', ...WATCH, sameCode: 'WSA' },
  'EC.W': { name: 'Extreme Cold Warning', ...WARNING, sameCode: 'WSW' },
  'EC.A': { name: 'Extreme Cold Watch', ...WATCH, sameCode: 'WSA' },
  'CW.Y': { name: 'Cold Weather Advisory', ...ADVISORY, sameCode: 'WSW' },
  'EH.W': { name: 'Excessive Heat Warning', ...WARNING, sameCode: 'NPW' },
  'XH.W': { name: 'Extreme Heat Warning', ...WARNING, sameCode: 'NPW' },
} as const satisfies Record<string, EventWords>;

/** Phenomenon and significance, such as `WS.W`. */
export type EventKind = keyof typeof EVENTS;
