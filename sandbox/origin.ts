import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { District } from '../functions/calendar/district.ts';
import { loadDistrict } from '../functions/calendar/load-district.ts';
import { InvalidInput } from '../functions/core/errors.ts';
import { loadRoster } from '../functions/roster/load-roster.ts';
import { placesOfChunks } from '../functions/roster/refuse-taken.ts';
import { FolderRefused, type DataFolder } from './data-folder.ts';
import type { StartOptions } from './options.ts';
import { storyDistrict } from './stories/district.ts';
import { storyRoster } from './stories/roster.ts';
import { storyDrillRoster } from './stories/drill-rooms.ts';
import { stories } from './stories/names.ts';
import type { Story } from './stories/story.ts';

/** What a data folder was first started with: it goes on with the same. */
const Origin = z.object({
  story: z.string().optional(),
  district: z.string(),
  roster: z.string(),
  drillRoster: z.string().default(''),
  /** Whether the roster was put in force: what was put by the API since is not undone by starting again. */
  rosterLoaded: z.boolean().default(false),
});
export type Origin = z.infer<typeof Origin>;

/** The district and roster of this start: the story's, the files' that were named, what the folder holds, or the made-up ones. */
export function originOf(options: StartOptions, folder: DataFolder): Origin {
  const kept = folder.read('origin.json', Origin);
  const wanted = wantedOrigin(options, kept);
  if (kept !== undefined && kept.story !== wanted.story) {
    const [holds, asked] = [kept.story, wanted.story].map((name) =>
      name === undefined ? 'a district of its own' : `the story ${name}`,
    );
    throw new FolderRefused(
      folder.path,
      `it holds ${holds}; start ${asked} in another folder with --data DIR, or empty this one with --fresh`,
    );
  }
  const district = loadDistrict(wanted.district);
  const isSame =
    kept?.district === wanted.district && kept.roster === wanted.roster && kept.drillRoster === wanted.drillRoster;
  const origin = { ...wanted, rosterLoaded: isSame && kept.rosterLoaded };
  // Refused here, a file leaves nothing behind.
  if (!origin.rosterLoaded) refuseRosters(wanted, district, options.acceptPartialRoster);
  keepOrigin(folder, origin);
  return origin;
}

/** Refuses what loading them one after the other would refuse. */
function refuseRosters({ roster, drillRoster }: Files, district: District, acceptPartial: boolean): void {
  const classes = roster.trim() === '' ? undefined : loadRoster(roster, district, { acceptPartial });
  if (drillRoster.trim() === '') return;
  const taken = placesOfChunks(classes?.chunks.values() ?? []);
  loadRoster(drillRoster, district, { acceptPartial, kind: 'drill', taken });
}

type Files = Omit<Origin, 'rosterLoaded'>;

function wantedOrigin(options: StartOptions, kept: Origin | undefined): Files {
  const story: Story | undefined = options.story === undefined ? undefined : stories.get(options.story);
  if (story !== undefined)
    return {
      story: story.name,
      district: JSON.stringify(story.district),
      roster: story.roster,
      drillRoster: story.drillRoster ?? '',
    };
  if (options.district !== undefined) {
    const roster = options.roster === undefined ? (kept?.roster ?? '') : readText(options.roster, '--roster');
    const { drillRoster: named } = options;
    const drillRoster = named === undefined ? (kept?.drillRoster ?? '') : readText(named, '--drill-roster');
    return { district: readText(options.district, '--district'), roster, drillRoster };
  }
  return kept ?? { district: JSON.stringify(storyDistrict()), roster: storyRoster(), drillRoster: storyDrillRoster() };
}

function readText(path: string, option: string): string {
  if (!existsSync(path)) throw new InvalidInput(option, [{ path, message: 'there is no such file' }]);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new InvalidInput(option, [{ path, message: `cannot be read (${code})` }]);
  }
}

/** Writes down what the folder was started with. */
export function keepOrigin(folder: DataFolder, origin: Origin): void {
  folder.write('origin.json', origin);
}
