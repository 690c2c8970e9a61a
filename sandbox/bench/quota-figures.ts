import type { Figure } from './figure.ts';
import { measureFanOut } from './measure-fan-out.ts';

const schools = 12;

/** What is measured: how many classes, in one process of workers or two. */
const runs = [
  { of: 'courses', coursesPerSchool: 550, teamsPerSchool: 0, processes: 1 },
  { of: 'courses', coursesPerSchool: 550, teamsPerSchool: 0, processes: 2 },
  { of: 'channels, three a team', coursesPerSchool: 0, teamsPerSchool: 50, processes: 1 },
  { of: 'channels, three a team', coursesPerSchool: 0, teamsPerSchool: 50, processes: 2 },
] as const;

/** Teams' documented posts a second (facts: microsoft-graph.md, 3). */
const teamsPerSecond = 50;

/**
 * Fan-outs in real time against vendors with their true limits: 3,000 requests a sliding minute, or 50 posts a second, four a team and one a
 * channel. How long they take, how much of the limit is used, and how much is refused. `told` hears what is being measured.
 */
export async function* quotaFigures(latencyMs: number, told: (line: string) => void): AsyncGenerator<Figure> {
  for (const { of: what, ...size } of runs) {
    const by = size.processes === 1 ? 'one process' : 'two processes';
    told(`${what} at their quota, ${by}`);
    const fanned = await measureFanOut({ schools, channelsPerTeam: 3, ...size, quotasLifted: false, latencyMs });
    const of = `${fanned.posts} ${what}, ${by}`;
    const seconds = fanned.postingMs / 1000;
    if (size.teamsPerSchool === 0) {
      yield { figure: 'seconds-at-true-quota', value: seconds, unit: 's', aim: '<= 140', of };
    } else {
      const used = (100 * fanned.posts) / seconds / teamsPerSecond;
      yield { figure: 'quota-used', value: used, unit: '%', aim: '>= 88', of };
    }
    const refused = (100 * fanned.refused) / (fanned.posts + fanned.refused);
    yield { figure: 'quota-refused', value: refused, unit: '%', aim: '<= 0.5', of };
  }
}
