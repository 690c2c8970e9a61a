import { parseArgs } from 'node:util';
import { cleanUp } from '../bench/processes.ts';
import { WrongOption } from '../options.ts';
import { disarmEnvironment } from '../settings.ts';
import { exitWith, say } from '../terminal.ts';
import { bearInProcess } from './lives.ts';
import { runNaive } from './naive.ts';
import { runChaos } from './run-chaos.ts';
import type { ChaosOptions } from './world.ts';

/*
 * `npm run chaos -- --targets N --kills K --seed S`: a district's fan-out while everything fails, and the naive loop under the same faults
 * beside it. Ends with its figures as one line of JSON; exits 1 when a class shows a notice twice, was lost, or is told wrongly of.
 */
try {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  process.once('exit', cleanUp);
  disarmEnvironment(process.env);
  const options = chaosOptions(process.argv.slice(2));
  const { targets, kills, seed } = options;
  say(`chaos with seed ${seed}: ${targets} classes, ${kills} kills`);
  say(`to play it again: npm run chaos -- --targets ${targets} --kills ${kills} --seed ${seed}`);
  const bellwether = await runChaos(options, say);
  const naive = {
    withRetries: await runNaive(options, { retries: 3 }, say),
    withoutRetries: await runNaive(options, { retries: 0 }, say),
  };
  process.stdout.write(`${JSON.stringify({ targets, kills, seed, bellwether, naive })}\n`);
  const bad = [bellwether.visibleTwice, bellwether.lost, bellwether.wrong, bellwether.unexplained].flat();
  process.exit(bad.length > 0 || !bellwether.recordVerified ? 1 : 0);
} catch (error) {
  exitWith(error);
}

function chaosOptions(args: readonly string[]): ChaosOptions {
  const number = (name: string, text: string, least: number): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= least) return value;
    throw new WrongOption(`--${name} ${text}: give a whole number from ${least}.`);
  };
  const { values } = parseArgs({
    args: [...args],
    options: {
      targets: { type: 'string', default: '600' },
      kills: { type: 'string', default: '3' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  return {
    targets: number('targets', values.targets, 10),
    kills: number('kills', values.kills, 0),
    seed: number('seed', values.seed, 0),
    paced: true,
    bear: bearInProcess,
  };
}
