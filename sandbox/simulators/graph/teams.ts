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
  /** The team can be read and takes no posts, whether it was put here or not; so with the next two. */
  archive(teamId: string): void;
  removeChannel(channelId: string): void;
  dropMember(teamId: string, userId: string): void;
  /** Throws NotFound for a team or channel that does not exist, Forbidden for who is not a member. */
  requireMember(teamId: string, channelId: string, userId: string): void;
  /** Throws Forbidden for an archived team. */
  requireWritable(teamId: string): void;
  /** A team as its members see it. Throws as `requireMember` does. */
  view(teamId: string, userId: string): { readonly isArchived: boolean };
};

/** The teams of a tenant. With `acceptAny` each team and channel exists and everybody is a member, unless it was put here. */
export function teamBook(seeds: readonly TeamSeed[], acceptAny: boolean): Teams {
  const teams = new Map(seeds.map((team) => [team.teamId, team]));
  const archived = new Set<string>();
  const removed = new Set<string>();
  const dropped = new Set<string>();
  const requireTeam = (teamId: string, userId: string): TeamSeed | undefined => {
    if (dropped.has(`${teamId} ${userId}`))
      throw new GraphRefusal(403, 'Forbidden', `User ${userId} is not a member of the team.`);
    const team = teams.get(teamId);
    if (!team && !acceptAny) throw new GraphRefusal(404, 'NotFound', `No team found with Group Id ${teamId}`);
    if (team && !team.members.includes(userId)) {
      throw new GraphRefusal(403, 'Forbidden', `User ${userId} is not a member of the team.`);
    }
    return team;
  };
  const isArchived = (teamId: string): boolean => archived.has(teamId) || teams.get(teamId)?.archived === true;
  return {
    put: (team) => void teams.set(team.teamId, team),
    archive: (teamId) => void archived.add(teamId),
    removeChannel: (channelId) => void removed.add(channelId),
    dropMember: (teamId, userId) => void dropped.add(`${teamId} ${userId}`),
    requireMember(teamId, channelId, userId) {
      if (removed.has(channelId)) throw new GraphRefusal(404, 'NotFound', 'Channel does not exist.');
      const team = requireTeam(teamId, userId);
      if (team && !team.channels.includes(channelId))
        throw new GraphRefusal(404, 'NotFound', 'Channel does not exist.');
    },
    view(teamId, userId) {
      requireTeam(teamId, userId);
      return { isArchived: isArchived(teamId) };
    },
    requireWritable(teamId) {
      if (isArchived(teamId)) throw new GraphRefusal(403, 'Forbidden', 'The team is archived.');
    },
  };
}
