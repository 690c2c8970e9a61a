import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { startBenched } from './benched-sandbox.ts';

/*
 * How soon after its release a declaration is first seen in a class: `first-post.ts FOLDER INSPECTION-URL RUNS`, with the vendors in the
 * environment. One school a declaration, held for a second. Prints milliseconds.
 */
const Posts = z.record(z.string(), z.array(z.object({ createdAt: z.number() })));

const [folder = '', inspectionUrl = '', runs = '20'] = process.argv.slice(2);
const count = Number(runs);
const startedMs = performance.now();
const courses = 2;
const size = { schools: count, coursesPerSchool: courses, teamsPerSchool: 0, holdSeconds: 1 };
const bench = await startBenched(folder, size, true);
const upMs = performance.now() - startedMs;
const schools = bench.sandbox.district.schools.map((school) => school.id).slice(0, count);

const waits: number[] = [];
for (const school of schools) {
  const before = (await postTimes()).length;
  const { declarationId } = await bench.declare([school]);
  const releasedMs = await bench.releasedAtMs(declarationId);
  waits.push(Math.min(...(await newPosts(before))) - releasedMs);
}
await bench.close();
console.log(JSON.stringify({ waits, upMs }));
process.exit(0);

async function postTimes(): Promise<number[]> {
  const all = Posts.parse(await (await fetch(`${inspectionUrl}/posts`)).json());
  return Object.values(all).flatMap((posts) => posts.map((post) => post.createdAt));
}

async function newPosts(before: number): Promise<number[]> {
  for (;;) {
    const times = (await postTimes()).toSorted((a, b) => a - b);
    // All of a school, so that no declaration meets the one before it.
    if (times.length >= before + courses) return times.slice(before);
    await pause(20);
  }
}
