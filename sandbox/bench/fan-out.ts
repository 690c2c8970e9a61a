import * as z from 'zod';
import { startBenched } from './benched-sandbox.ts';
import { startWorkers } from './processes.ts';

/*
 * One declaration to a whole district, in a process of its own so that its memory is the product's: `fan-out.ts FOLDER JSON`, with the
 * vendors in the environment. `processes`: this one and as many more of workers alone. Prints what the parent needs to reckon.
 */
const Options = z.object({
  schools: z.int(),
  coursesPerSchool: z.int(),
  teamsPerSchool: z.int(),
  channelsPerTeam: z.int(),
  processes: z.int(),
  quotasLifted: z.boolean(),
});

const [folder = '', json = ''] = process.argv.slice(2);
const { quotasLifted, processes, ...size } = Options.parse(JSON.parse(json));

const bench = await startBenched(folder, { ...size, holdSeconds: 0 }, quotasLifted);
const others = await Promise.all(Array.from({ length: processes - 1 }, () => startWorkers(folder)));
const { powers } = bench.sandbox;
const before = new Map(powers.counts());
const spent = process.cpuUsage();
const { declarationId, askedAtMs } = await bench.declare('all');
const progress = await bench.settled(declarationId);
const requests = Object.fromEntries(
  [...powers.counts()].map(([what, count]) => [what, count - (before.get(what) ?? 0)]),
);
const { user, system } = process.cpuUsage(spent);
const residentMb = process.resourceUsage().maxRSS / 1024;
await Promise.all(others.map((other) => other.end()));
await bench.close();
console.log(JSON.stringify({ askedAtMs, progress, requests, residentMb, cpuMs: (user + system) / 1_000 }));
process.exit(0);
