/** One measured figure: what, how much, what was aimed at, and of what it was measured. */
export type Figure = {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** What the figure should be, such as `>= 100`; absent where it is there for comparison. */
  readonly aim?: string;
  /** What was measured, in a few words. */
  readonly of: string;
};

/** Prints a figure as one line of JSON. */
export function print(figure: Figure): void {
  process.stdout.write(`${JSON.stringify({ ...figure, value: rounded(figure.value) })}\n`);
}

/** Says on stderr what is being measured. */
export function progress(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}

/** The middle one, of an even number the mean of both; `NaN` of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Three digits that matter, and whole numbers from 100. */
function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
