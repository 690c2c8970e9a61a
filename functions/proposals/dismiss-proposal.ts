import type { Clocks } from '../core/clock.ts';
import { Conflict } from '../core/errors.ts';
import { formatInstant } from '../core/time.ts';
import type { SituationStore } from './ports.ts';
import type { Proposal } from './proposal.ts';

export type DismissDeps = {
  readonly situations: SituationStore;
  readonly clocks: Pick<Clocks, 'calendar'>;
  readonly timeZone: string;
};

/** How often it is tried again when somebody else wrote the situation in between. */
const attempts = 5;

/** Marks an open proposal dismissed; the situation opens it again when its evidence grows. One that is settled already stays as it is. */
export async function dismissProposal(deps: DismissDeps, schoolYear: string, proposalId: string): Promise<Proposal> {
  for (let attempt = 1; ; attempt++) {
    const situation = await deps.situations.get(schoolYear);
    const known = situation?.proposals.find((one) => one.proposalId === proposalId);
    if (situation === undefined || known === undefined)
      throw new Conflict(`The proposal ${proposalId} is gone: look again.`);
    if (known.status !== 'open') return known;
    const changedAt = formatInstant(deps.clocks.calendar.now(), deps.timeZone);
    const dismissed: Proposal = {
      ...known,
      status: 'dismissed',
      change: 'Dismissed',
      changedAt,
      revision: known.revision + 1,
    };
    const proposals = situation.proposals.map((one) => (one.proposalId === proposalId ? dismissed : one));
    try {
      await deps.situations.put({ ...situation, proposals, revision: situation.revision + 1 });
      return dismissed;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error;
    }
  }
}
