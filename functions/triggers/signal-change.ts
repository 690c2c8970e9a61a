import * as z from 'zod';
import { Timestamp } from '../core/time.ts';

/** What can happen to a weather event between two readings. */
export const ChangeKind = z.enum([
  'seen',
  'extended',
  'shortened',
  'begins-earlier',
  'begins-later',
  'area-grown',
  'area-shrunk',
  /** A watch became a warning; on the watch and on the warning alike. */
  'upgraded',
  'ended',
  'reopened',
  /** A newer product that says the same of times and places. */
  'reworded',
]);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** One change of a signal, with what was read when it was noticed. Internal, as all of a signal is. */
export const SignalChange = z.strictObject({
  at: Timestamp,
  kind: ChangeKind,
  /** In a few words, times in the district's own zone: `Ends 2023-02-24 06:00, was 2023-02-23 18:00, in MNZ060.` */
  what: z.string(),
  /** The alerts that showed it, newest last; empty where it showed by their absence. */
  alertIds: z.array(z.string()),
  /** What was: a time, codes, or the id of the watch's signal. */
  from: z.string().optional(),
  /** What is: a time, codes, or the id of the warning's signal. */
  to: z.string().optional(),
});
export type SignalChange = z.infer<typeof SignalChange>;

/** The other end of an upgrade, named so that nobody must look it up: its row may be gone. */
export const UpgradedSignal = z.strictObject({ signalId: z.string(), event: z.string() });
export type UpgradedSignal = z.infer<typeof UpgradedSignal>;

/** How much of its history a signal keeps; what is older is counted. */
export const keptChanges = 50;

/** How many alerts a change names. */
export const keptAlertIds = 10;
