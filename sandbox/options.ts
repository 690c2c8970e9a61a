import { parseArgs } from 'node:util';
import { Temporal } from '../functions/core/time.ts';

/** How `npm start` was called (CONTRACT 1). */
export type StartOptions = {
  /** Undefined: none is played. */
  readonly story: string | undefined;
  readonly exit: boolean;
  readonly port: number;
  readonly data: string;
  readonly fresh: boolean;
  readonly district: string | undefined;
  readonly roster: string | undefined;
  readonly drillRoster: string | undefined;
  readonly clock: Temporal.Instant | undefined;
  readonly acceptPartialRoster: boolean;
};

/** What was wrong with the command line, and how it is meant. */
export class WrongOption extends Error {
  constructor(message: string) {
    super(`${message}\n\n${usage}`);
    this.name = 'WrongOption';
  }
}

const usage = `npm start -- [--story NAME|none] [--exit] [--port N] [--data DIR] [--fresh] [--district FILE] [--roster FILE] [--drill-roster FILE]
             [--clock ISO] [--accept-partial-roster]`;

/** The options of `npm start`; `storyNames` are the stories there are. */
export function startOptions(args: readonly string[], storyNames: readonly string[]): StartOptions {
  const values = parse(args);
  const story = values.story ?? (values.district === undefined ? 'feb-2023' : 'none');
  if (story !== 'none' && !storyNames.includes(story)) {
    throw new WrongOption(`--story ${story}: there is no such story; choose one of ${storyNames.join(', ')} or none.`);
  }
  if (story !== 'none' && values.district !== undefined) {
    throw new WrongOption('--district and --story go together only as --story none: a story brings its own district.');
  }
  for (const option of ['roster', 'drill-roster'] as const) {
    if (values[option] !== undefined && values.district === undefined)
      throw new WrongOption(`--${option} needs --district: the made-up district brings its own roster.`);
  }
  return {
    story: story === 'none' ? undefined : story,
    exit: values.exit,
    port: portOf(values.port),
    data: values.data,
    fresh: values.fresh,
    district: values.district,
    roster: values.roster,
    drillRoster: values['drill-roster'],
    clock: clockOf(values.clock),
    acceptPartialRoster: values['accept-partial-roster'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        story: { type: 'string' },
        exit: { type: 'boolean', default: false },
        port: { type: 'string', default: '8400' },
        data: { type: 'string', default: '.bellwether' },
        fresh: { type: 'boolean', default: false },
        district: { type: 'string' },
        roster: { type: 'string' },
        'drill-roster': { type: 'string' },
        clock: { type: 'string' },
        'accept-partial-roster': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new WrongOption(error instanceof Error ? error.message : String(error));
  }
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (port <= 65535) return port;
  throw new WrongOption(`--port ${text}: give a number from 0 to 65535; 0 picks a free one.`);
}

function clockOf(text: string | undefined): Temporal.Instant | undefined {
  if (text === undefined) return undefined;
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new WrongOption(`--clock ${text}: give a time with its offset, such as 2023-02-21T14:00:00-06:00.`);
  }
}
