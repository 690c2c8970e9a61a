import { GraphRefusal } from './errors.ts';

/** A team to start with. An archived team can be read and not written to. */
export type TeamSeed = {
  readonly teamId: string;
  readonly channels: readonly string[];
  /** User ids. */
  readonly members: readonly string[];
  readonly archived?: boolean;
};

/** Who may do what where. */
export type Teams = {
  /** Adds or replaces a team. */
  put(team: TeamSeed): void;
  /** Throws NotFound for a team or channel that does not exist, Forbidden for who is not a member. */
  requireMember(teamId: string, channelId: string, userId: string): void;
  /** Throws Forbidden for an archived team. */
  requireWritable(teamId: string): void;
};

/** The teams of a tenant. With `acceptAny` each team and channel exists and everybody is a member, unless it was put here. */
export function teamBook(seeds: readonly TeamSeed[], acceptAny: boolean): Teams {
  const teams = new Map(seeds.map((team) => [team.teamId, team]));
  return {
    put: (team) => void teams.set(team.teamId, team),
    requireMember(teamId, channelId, userId) {
      const team = teams.get(teamId);
      if (!team) {
        if (acceptAny) return;
        throw new GraphRefusal(404, 'NotFound', `No team found with Group Id ${teamId}`);
      }
      if (!team.members.includes(userId)) {
        throw new GraphRefusal(403, 'Forbidden', `User ${userId} is not a member of the team.`);
      }
      if (!team.channels.includes(channelId)) throw new GraphRefusal(404, 'NotFound', 'Channel does not exist.');
    },
    requireWritable(teamId) {
      if (teams.get(teamId)?.archived) throw new GraphRefusal(403, 'Forbidden', 'The team is archived.');
    },
  };
}
