import { runScale } from './run-scale.ts';

// One size in a process of its own: what it prints is a line of JSON.
process.stdout.write(`${JSON.stringify(await runScale(Number(process.argv[2])))}\n`);
