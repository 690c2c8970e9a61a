import * as z from 'zod';
import { type Start, MeasurementFailed, runProgram } from './processes.ts';
import { startBenchVendors } from './vendors.ts';

const Result = z.object({
  askedAtMs: z.number(),
  progress: z.object({ planned: z.int(), sent: z.int() }),
  requests: z.record(z.string(), z.int()),
  residentMb: z.number(),
  cpuMs: z.number(),
});

export type FanOut = {
  readonly schools: number;
  readonly coursesPerSchool: number;
  readonly teamsPerSchool: number;
  /** Absent: one. */
  readonly channelsPerTeam?: number;
  /** Processes of workers; absent: one. */
  readonly processes?: number;
  readonly quotasLifted: boolean;
  readonly latencyMs: number;
};

/** What one fan-out came to. */
export type FannedOut = {
  /** Classes posted to. */
  readonly posts: number;
  /** Deliveries that were sent, to topics too. */
  readonly sent: number;
  /** From asking for the declaration to the vendor's last post. */
  readonly tookMs: number;
  /** From the vendor's first to its last post. */
  readonly postingMs: number;
  /** Requests that a vendor refused for being too fast. */
  readonly refused: number;
  readonly residentMb: number;
  /** Processor time of the sandbox from the declaration to the sealed receipts. */
  readonly cpuMs: number;
  /** Rows that planner and workers wrote, failed writes included. */
  readonly writes: number;
};

/** Declares a day for a whole district against vendors in a second process. Throws where a class has no post, or two. */
export async function measureFanOut(fanOut: FanOut, nodeOptions: Start['nodeOptions'] = []): Promise<FannedOut> {
  const { latencyMs, channelsPerTeam = 1, processes = 1, ...sizes } = fanOut;
  const options = { ...sizes, channelsPerTeam, processes };
  const vendors = await startBenchVendors(latencyMs, options.quotasLifted);
  const start = { file: 'bench/fan-out.ts', args: [vendors.folder, JSON.stringify(options)] };
  const result = await runProgram({ ...start, environment: vendors.environment, nodeOptions }, Result);
  const { posts, visibleTwice, firstPostAt, lastPostAt, refused } = await vendors.posted();
  await vendors.end();
  const classes = options.schools * (options.coursesPerSchool + options.teamsPerSchool * channelsPerTeam);
  if (posts !== classes || visibleTwice !== 0) {
    throw new MeasurementFailed(
      `${posts} posts in ${classes} classes, ${visibleTwice} with two: it counts for nothing.`,
    );
  }
  return {
    posts,
    sent: result.progress.sent,
    tookMs: lastPostAt - result.askedAtMs,
    postingMs: lastPostAt - firstPostAt,
    refused,
    residentMb: result.residentMb,
    cpuMs: result.cpuMs,
    writes: writesOf(result.requests),
  };
}

function writesOf(requests: Readonly<Record<string, number>>): number {
  const isWrite = (what: string): boolean =>
    /dynamodb:(?:Put|Update|Delete)Item$/.test(what) && /^plan |-worker /.test(what);
  return Object.entries(requests).reduce((sum, [what, count]) => sum + (isWrite(what) ? count : 0), 0);
}
