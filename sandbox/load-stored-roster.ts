import { documentClient } from '../functions/platform/services/clients.ts';
import { recordOf } from '../functions/platform/services/record.ts';
import { always, rostersOf } from '../functions/platform/services/roster.ts';
import { currentRosters } from '../functions/store/current-roster.ts';
import type { RosterKind } from '../functions/roster/roster.ts';
import type { Sandbox } from './sandbox.ts';
import { say } from './terminal.ts';

/** A roster file's text; `drill`: of the places that exist only for drills. */
export type RosterFile = { readonly csv: string; readonly kind: RosterKind; readonly acceptPartial: boolean };

/** Puts a roster of this start in force, unless it is already: the same file always has the same hash. */
export async function loadStoredRoster(sandbox: Sandbox, { csv, kind, acceptPartial }: RosterFile): Promise<void> {
  if (csv.trim() === '') {
    if (kind === 'classes') say('no roster: nobody can be posted to; name one with --roster FILE');
    return;
  }
  const name = kind === 'drill' ? 'drill roster' : 'roster';
  const { platform, district } = sandbox;
  const documents = documentClient(platform);
  const rosters = rostersOf({
    district,
    clocks: platform.clocks,
    contents: recordOf(platform, documents).contents,
    current: currentRosters(documents, platform.settings.tables.operations),
  });
  const before = (await rosters.inForce(kind)).roster.hash;
  const outcome = await rosters.load(csv, { kind, confirm: always, acceptPartial });
  documents.destroy();
  for (const { line, reason } of outcome.refused) say(`  ${name} line ${line} refused: ${reason}`);
  if (outcome.hash !== before) say(`${name}: ${outcome.targets} targets`);
}
