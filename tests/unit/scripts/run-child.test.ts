import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { runChild } from '../../../scripts/run-child.mjs';

const piped = { stdio: 'pipe' } as const;
const node = (source: string) => ['--input-type=module', '--eval', source];

/** A program that runs another by `runChild`; the inner one says "up", and "down" when it is asked to end. */
const inner =
  "setInterval(() => {}, 1000); process.on('SIGTERM', () => { console.log('down'); process.exit(7); }); console.log('up');";
const outer = `import { runChild } from '${new URL('../../../scripts/run-child.mjs', import.meta.url).href}';
process.exitCode = (await runChild(process.execPath, ['--eval', ${JSON.stringify(inner)}])).code;`;

/** What npm puts between itself and a script: a parent that a signal ends at once, without a word to its child. */
const shell = `import { spawn } from 'node:child_process';
spawn(process.execPath, ${JSON.stringify(node(outer))}, { stdio: 'inherit' });`;

/** Runs a program, sends it SIGTERM when "up" is printed, and waits until everything that prints has ended. */
async function endWhenUp(source: string, env: NodeJS.ProcessEnv) {
  const running = spawn(process.execPath, node(source), { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  for await (const chunk of running.stdout) {
    printed += String(chunk);
    if (printed === 'up\n') running.kill('SIGTERM');
  }
  if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
  return { printed, exitCode: running.exitCode };
}

describe('running another program as if it were this one', () => {
  test('given an exit code, then it is passed on, with all that was printed', async () => {
    const source = "console.log('out'); console.error('err'); process.exitCode = 3;";
    const { code, output } = await runChild(process.execPath, node(source), piped);
    expect(code).toBe(3);
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  test('given a program that a signal ends, then the code is what a shell reports', async () => {
    const { code } = await runChild(process.execPath, node("process.kill(process.pid, 'SIGKILL')"), piped);
    expect(code).toBe(128 + 9);
  });

  test('given a program that is not there, then it rejects', async () => {
    await expect(runChild('bellwether-has-no-such-program', [], piped)).rejects.toThrow('ENOENT');
  });

  test('given a polite signal to the outer program, then the inner one gets it, ends its way, and its code is passed on', async () => {
    expect(await endWhenUp(outer, process.env)).toEqual({ printed: 'up\ndown\n', exitCode: 7 });
  });

  test('given npm, whose shell dies of the signal by itself, then the inner program is ended all the same', async () => {
    const { printed } = await endWhenUp(shell, { ...process.env, npm_lifecycle_event: 'start' });
    expect(printed).toBe('up\ndown\n');
  });
});
