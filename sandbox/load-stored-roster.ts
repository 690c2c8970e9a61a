import { documentClient } from '../functions/platform/services/clients.ts';
import { recordOf } from '../functions/platform/services/record.ts';
import { always, rostersOf } from '../functions/platform/services/roster.ts';
import { currentRosterStore } from '../functions/store/current-roster.ts';
import type { Sandbox } from './sandbox.ts';
import { say } from './terminal.ts';

/** Puts the roster of this start in force, unless it is already: the same file always has the same hash. */
export async function loadStoredRoster(sandbox: Sandbox, csv: string, acceptPartial: boolean): Promise<void> {
  if (csv.trim() === '') return say('no roster: nobody can be posted to; name one with --roster FILE');
  const { platform, district } = sandbox;
  const documents = documentClient(platform);
  const rosters = rostersOf({
    district,
    clocks: platform.clocks,
    contents: recordOf(platform, documents).contents,
    current: currentRosterStore(documents, platform.settings.tables.operations),
  });
  const before = (await rosters.inForce()).roster.hash;
  const outcome = await rosters.load(csv, { confirm: always, acceptPartial });
  documents.destroy();
  for (const { line, reason } of outcome.refused) say(`  roster line ${line} refused: ${reason}`);
  if (outcome.hash !== before) say(`roster: ${outcome.targets} targets`);
}
