import { InvalidInput } from '../../core/errors.ts';
import type { Preview } from '../compose-preview.ts';
import type { DeclaredDay } from '../declaration.ts';
import { NotOpen } from '../errors.ts';
import type { Facts } from '../facts.ts';
import { findDeclaration } from '../find-declaration.ts';
import { fold } from '../fold.ts';
import { previewRetraction } from '../preview-retraction.ts';
import { openDays } from '../resulting-days.ts';
import { selectorOf } from '../selector-of.ts';
import type { DeclarationState } from '../state.ts';
import type { GlassRetraction } from './act.ts';
import { withinReach } from './within-reach.ts';

/** A retraction as it would be posted, and which declaration it takes back. */
export type GlassRetracted = { readonly declarationId: string; readonly previewed: Preview };

/**
 * Takes back the declaration that is named, or the only one that is posted for the next 48 hours. It is taken back whole: of what lies further
 * ahead there is time to declare it anew. A change that awaits approval is no obstacle and is void from then on. Throws
 * `UnknownDeclaration`, `NotOpen` or `InvalidInput`.
 */
export function retractBehindGlass(act: GlassRetraction, holdSeconds: number, facts: Facts): GlassRetracted {
  const state = stateToRetract(act, facts);
  const days = act.result === 'closed' ? { days: closedDays(state, facts) } : {};
  return { declarationId: state.declarationId, previewed: previewRetraction(days, state, facts, holdSeconds) };
}

function stateToRetract({ declarationId }: GlassRetraction, facts: Facts): DeclarationState {
  const posted = [...fold(facts.entries).values()].filter((state) => isPostedForNow(state, facts));
  if (declarationId !== undefined) {
    const named = findDeclaration(declarationId, facts);
    const found = posted.find((one) => one.declarationId === named.declarationId);
    if (found !== undefined) return found;
    const message = `${declarationId} is not posted for the next 48 hours: it has ended, is a drill or on record only, or still held.`;
    throw new NotOpen(message, { declarationId });
  }
  const [only, ...others] = posted;
  if (only === undefined) throw new NotOpen('Nothing is posted for the next 48 hours: there is nothing to take back.');
  if (others.length === 0) return only;
  const message = `there are ${posted.length}, name one: ${posted.map(said).join('; ')}`;
  throw new InvalidInput('The retraction', [{ path: 'declarationId', message }]);
}

function isPostedForNow(state: DeclarationState, facts: Facts): boolean {
  const { ended, standing, content } = state;
  const { recordOnly, drill } = content.declaration;
  if (ended !== undefined || standing === undefined || recordOnly || drill) return false;
  // A stop that somebody pressed later is no reason to wait for its end.
  if ((standing.releasesAtMs ?? 0) > facts.clocks.machine.now()) return false;
  const { last } = withinReach(facts);
  return openDays(state, facts).some(({ date }) => date <= last);
}

function said({ declarationId, content, author }: DeclarationState): string {
  const dates = [...new Set(content.days.map(({ date }) => date))];
  return `${declarationId} (${dates.join(', ')}, by ${author.name})`;
}

/** School days of the declaration that break-glass reaches; where only programs changed, school was never open. */
function closedDays(state: DeclarationState, facts: Facts): DeclaredDay[] {
  const { last } = withinReach(facts);
  return openDays(state, facts)
    .filter(({ date, dayType }) => date <= last && dayType !== 'programs-only')
    .map(({ date, units }) => ({ date, dayType: 'closed', schools: units.map(selectorOf) }));
}
