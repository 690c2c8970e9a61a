import { InvalidInput } from '../core/errors.ts';
import type { Declaration } from './declaration.ts';
import type { Facts } from './facts.ts';

/** A drill is for the places of the drill roster alone, and everything else for classes (S-19). Throws `InvalidInput` where there are none. */
export function refuseOtherRoster({ drill }: Pick<Declaration, 'drill'>, { roster }: Pick<Facts, 'roster'>): void {
  const isForDrills = roster.manifest.drill === true;
  if (isForDrills === drill) return;
  if (isForDrills) throw new TypeError('facts.roster is that of drills, and the declaration is in earnest');
  const message = 'no places for drills are known: load them with PUT /v1/roster?drill=1, or --drill-roster FILE';
  throw new InvalidInput('The declaration', [{ path: 'drill', message }]);
}
