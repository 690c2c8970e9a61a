import type { z } from 'zod';
import type { District } from '../../functions/calendar/district.ts';
import type { SandboxClient } from '../issuer.ts';
import type { Vendors } from '../vendors.ts';
import type { Answer } from './client.ts';

/** A story did not come out as told: the step and what was seen instead. */
export class StoryFailed extends Error {
  constructor(what: string, seen?: unknown) {
    super(seen === undefined ? what : `${what}\n  seen instead: ${JSON.stringify(seen)?.slice(0, 2000)}`);
    this.name = 'StoryFailed';
  }
}

/** What the steps of a story work with. Everything they do goes through the API or the simulated vendors. */
export type Scene = {
  /** Calls the API as somebody; anything but `expected` fails the story. A key makes a repeated step the same command. */
  call(
    who: SandboxClient,
    method: string,
    path: string,
    body?: unknown,
    options?: { key?: string; expected?: number },
  ): Promise<Answer>;
  /** The answer's body through a schema. */
  ask<T extends z.ZodType>(
    schema: T,
    who: SandboxClient,
    method: string,
    path: string,
    body?: unknown,
    options?: { key?: string; expected?: number },
  ): Promise<z.output<T>>;
  /** Prints a line of the timeline. */
  say(line: string): void;
  /** Fails the story unless it holds. */
  check(holds: boolean, what: string, seen?: unknown): asserts holds;
  /** Waits until nothing of a declaration is open, showing progress; fails after `seconds`. */
  settled(declarationId: string, seconds?: number): Promise<void>;
  readonly vendors: Vendors;
  /** What was reported to whoever runs the product, by the alarms' names, in order. */
  alarms(): readonly string[];
  /** A value that an earlier step, or this one before a kill, has remembered. */
  recall(name: string): string | undefined;
  /** Keeps a value for later; it is on disk at once. */
  remember(name: string, value: string): void;
};

export type Step = {
  /** The calendar's time of the step, RFC 3339 with offset. */
  readonly at: string;
  readonly title: string;
  /** May run again after a kill: commands carry keys, so that a repeat changes nothing. */
  run(scene: Scene): Promise<void>;
};

export type Story = {
  readonly name: string;
  readonly title: string;
  readonly district: z.input<typeof District>;
  readonly roster: string;
  /** Absent: nobody can hold a drill there. */
  readonly drillRoster?: string;
  readonly steps: readonly Step[];
};
