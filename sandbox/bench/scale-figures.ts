import { entries } from '../../functions/names.ts';
import type { Figure } from './figure.ts';
import { runProgram } from './processes.ts';
import { costOf } from './scale/cost.ts';
import { ScaleResult } from './scale/scale-result.ts';

const [small, middle, large] = [1_000, 10_000, 100_000] as const;
const kinds = ['plan', 'worker', 'tick', 'seal'] as const;

/** Rows of planner and workers: what a delivery is charged with. */
const deliveryRows = ['delivery', 'parcel', 'plan', 'quota', 'parent-lease'];

/**
 * One declaration with 1,000, 10,000 and 100,000 targets, planned, posted and sealed by the product's own handlers in simulated time, each size in
 * a process of its own. `told` hears what is being measured.
 */
export async function* scaleFigures(told: (line: string) => void): AsyncGenerator<Figure> {
  const results: ScaleResult[] = [];
  for (const targets of [small, middle, large]) {
    told(`${targets} targets in simulated time`);
    const start = { file: 'bench/scale/program.ts', args: [String(targets)] };
    // Heap limits as they are; SQLite says that it is new.
    const nodeOptions = ['--expose-gc', '--disable-warning=ExperimentalWarning'];
    const result = await runProgram({ ...start, nodeOptions }, ScaleResult);
    results.push(result);
    yield* figuresOf(result);
  }
  const [first, last] = [results[0], results.at(-1)];
  if (first === undefined || last === undefined) return;
  for (const kind of kinds) {
    // A district whose notice is out within a minute has no tick meanwhile: it is compared with its workers.
    const before = first.peaks[kind] ?? first.peaks.worker ?? NaN;
    const of = `${kind}: ${large} targets against ${small}`;
    yield { figure: 'scale-memory-ratio', value: (last.peaks[kind] ?? NaN) / before, unit: 'x', aim: '<= 1.2', of };
  }
}

function* figuresOf(result: ScaleResult): Generator<Figure> {
  const of = `${result.targets} targets`;
  yield { figure: 'scale-heap', value: result.startMb, unit: 'MB', of: `${of}: before anything is planned` };
  for (const kind of kinds) {
    const peak = result.peaks[kind];
    if (peak !== undefined) yield { figure: 'scale-heap', value: peak, unit: 'MB', of: `${of}: most during ${kind}` };
    const { count, longestMs } = result.took[kind];
    if (count === 0) continue;
    const share = longestMs / (entries.tick.timeoutSeconds * 1_000);
    const longest = `${of}: longest ${kind} of ${count}`;
    yield { figure: 'scale-share-of-timeout', value: share, unit: 'x', aim: '<= 0.5', of: longest };
  }
  const { pk, units } = result.busiest;
  const partition = `${of}: units in a second, ${pk}`;
  yield { figure: 'scale-partition', value: units, unit: '1/s', aim: '<= 1000', of: partition };
  const writes = deliveryRows.reduce((sum, kind) => sum + (result.written[kind]?.writes ?? 0), 0);
  const rows = `${of}: rows of planner and workers, permits among them`;
  yield {
    figure: 'scale-writes-per-delivery',
    value: writes / result.targets,
    unit: 'writes',
    aim: '<= 2.2',
    of: rows,
  };
  for (const [channel, pace] of Object.entries(result.paces))
    yield { figure: 'scale-pace', value: pace, unit: '1/s', of: `${of}: ${channel}` };
  const cost = costOf(result);
  const dollars = Object.values(cost).reduce((sum, one) => sum + one, 0);
  const items = Object.entries(cost).map(([item, value]) => `${item} ${value.toFixed(3)}`);
  yield { figure: 'scale-cost', value: dollars, unit: 'USD', aim: '<= 1', of: `${of}: ${items.join(', ')}` };
}
