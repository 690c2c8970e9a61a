import type { Audience } from '../core/audience.ts';

/** The channels that have a roster; SNS has topics instead. */
export const rosterChannels = ['google-classroom', 'teams'] as const;
export type RosterChannel = (typeof rosterChannels)[number];

/** The columns of a roster file (CONTRACT 4). */
export const requiredColumns = ['schoolId', 'channel', 'targetId', 'name', 'postAs', 'parentId'] as const;
export const optionalColumns = ['audience', 'students', 'division', 'classId'] as const;
export type RosterColumn = (typeof requiredColumns)[number] | (typeof optionalColumns)[number];

/** The cells of one line by column, trimmed; a column that the file does not have reads as empty. */
export type RosterCells = { readonly line: number; readonly of: (column: RosterColumn) => string };

/** One good line of a roster file: a class, a staff room or a program's group on one channel. */
export type RosterRow = {
  /** The line of the file, counted from 1 with the header; of a row over several lines the last. */
  readonly line: number;
  readonly schoolId: string;
  readonly division?: string;
  readonly channel: RosterChannel;
  readonly audience: Audience;
  readonly targetId: string;
  readonly name: string;
  /** Classroom: teachers' addresses, the preferred one first. Teams: one service user's id. */
  readonly postAs: readonly string[];
  /** The team of a Teams channel. */
  readonly parentId?: string;
  readonly students?: number;
  readonly classId?: string;
};

/** A line that was not taken, and why. */
export type RefusedRow = { readonly line: number; readonly reason: string };
