import * as z from 'zod';
import { spawnedUpMs } from './start-up.ts';
import { bundleFigures } from './bundle-figures.ts';
import { median, print, progress } from './figure.ts';
import { measureFanOut } from './measure-fan-out.ts';
import { naiveLoop } from './naive-loop.ts';
import { cleanUp, runProgram } from './processes.ts';
import { quotaFigures } from './quota-figures.ts';
import { scaleFigures } from './scale-figures.ts';
import { startBenchVendors } from './vendors.ts';

/*
 * `npm run bench`: each figure is one line of JSON on stdout; what is being measured is said on stderr. Vendors run in a second process and
 * answer after 60 ms; quotas are lifted in them and in the product by an argument of the sandbox. `npm run bench -- quotas`: fan-outs at the
 * vendors' true quotas alone, some seven minutes. `npm run bench -- scale`: one declaration with up to 100,000 targets in simulated time, some
 * ten minutes and more.
 */
const latencyMs = 60;
const FirstPost = z.object({ waits: z.array(z.number()), upMs: z.number() });

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.once('exit', cleanUp);

if (process.argv.includes('quotas')) {
  for await (const figure of quotaFigures(latencyMs, progress)) print(figure);
  process.exit(0);
}

if (process.argv.includes('scale')) {
  for await (const figure of scaleFigures(progress)) print(figure);
  process.exit(0);
}

progress('bundles');
for (const figure of await bundleFigures()) print(figure);

progress('start of the sandbox');
const ups = [await spawnedUpMs(), await spawnedUpMs(), await spawnedUpMs()];
print({
  figure: 'sandbox-up',
  value: median(ups) / 1000,
  unit: 's',
  aim: '<= 3',
  of: 'a second start of the story’s district, median of 3',
});

progress('20 declarations, one school each: release to first post');
const vendors = await startBenchVendors(latencyMs, true);
const args = [vendors.folder, vendors.inspectionUrl, '20'];
const { waits } = await runProgram({ file: 'bench/first-post.ts', args, environment: vendors.environment }, FirstPost);
await vendors.end();
print({
  figure: 'release-to-first-post',
  value: median(waits) / 1000,
  unit: 's',
  aim: '<= 1',
  of: `median of ${waits.length}`,
});

progress('1,200 courses through the whole pipeline');
const fanned = await measureFanOut({
  schools: 12,
  coursesPerSchool: 100,
  teamsPerSchool: 0,
  quotasLifted: true,
  latencyMs,
});
const rate = (fanned.posts / fanned.tookMs) * 1000;
print({
  figure: 'deliveries-per-second',
  value: rate,
  unit: '1/s',
  aim: '>= 100',
  of: `${fanned.posts} courses, declaration to last post`,
});
// Five workers of the normal lane keep eight requests each in flight: 40 is the fair comparison.
for (const concurrency of [16, 40]) {
  progress(`the naive loop, ${concurrency} at once`);
  const naive = await naiveLoop(1_200, concurrency, latencyMs);
  print({
    figure: 'naive-loop-per-second',
    value: naive,
    unit: '1/s',
    of: `p-queue and the vendor's client, ${concurrency} at once`,
  });
  print({
    figure: 'ratio-to-naive-loop',
    value: rate / naive,
    unit: 'x',
    of: `${concurrency} at once; the pipeline has up to 40`,
  });
}

progress("the story's number of classes at the vendors' quotas");
const paced = await measureFanOut({
  schools: 12,
  coursesPerSchool: 25,
  teamsPerSchool: 12,
  quotasLifted: false,
  latencyMs,
});
print({
  figure: 'seconds-at-quota',
  value: paced.tookMs / 1000,
  unit: 's',
  of: '300 courses at 49/s and 144 channels at 45/s, quotas as they are',
});
progress('600 courses at the quota: rows written');
const counted = await measureFanOut({
  schools: 12,
  coursesPerSchool: 50,
  teamsPerSchool: 0,
  quotasLifted: false,
  latencyMs,
});
// Permits are rows too, so rows are counted where permits are bought.
print({
  figure: 'writes-per-delivery',
  value: counted.writes / counted.sent,
  unit: 'writes',
  aim: '<= 2.2',
  of: `${counted.posts} courses at their quota, topics too: every row of planner and workers, permits among them`,
});

progress('3,300 courses and channels: memory');
const large = await measureFanOut({
  schools: 12,
  coursesPerSchool: 200,
  teamsPerSchool: 75,
  quotasLifted: true,
  latencyMs,
});
print({
  figure: 'resident-memory',
  value: large.residentMb,
  unit: 'MB',
  aim: '<= 500',
  of: `the whole sandbox, ${large.posts} targets`,
});
process.exit(0);
