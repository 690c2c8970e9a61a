// Runs another program as if it were this one: same terminal, signals passed on, its exit code returned. Plain JavaScript for Node 20.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** What ends a program politely. A terminal sends SIGINT to the whole group itself; passed on as well, it would look like a second Ctrl-C. */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const arrivesByItself = (signal) => signal === 'SIGINT' && process.stdin.isTTY === true;

/**
 * Calls `act` once when the process that started this one has gone. npm passes SIGTERM on to the shell between it and us alone, which
 * dies without a word: only our new parent tells. Not outside npm, where a script may well leave a sandbox running behind it.
 */
function whenOrphaned(act, startedBy = process.ppid) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const timer = setInterval(() => {
    if (process.ppid === startedBy) return;
    clearInterval(timer);
    act();
  }, 100);
  return timer;
}

/** The exit code that a shell would report: 128 + the signal's number for a program that a signal ended. */
const exitCode = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0);

/**
 * Resolves to the child's exit code and, when `stdio` captures it, all that it printed; rejects only when it cannot be started.
 * This process stays alive until the child has ended, so that nobody takes a half-stopped sandbox for a stopped one.
 */
export function runChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const handlers = passedOn.map((signal) => [signal, () => arrivesByItself(signal) || child.kill(signal)]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    const watch = whenOrphaned(() => child.kill('SIGTERM'));
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
    const done = (settle, value) => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
      clearInterval(watch);
      settle(value);
    };
    child.on('error', (error) => done(reject, error));
    child.on('close', (code, signal) =>
      done(resolve, { code: exitCode(code, signal), output: Buffer.concat(printed).toString('utf8') }),
    );
  });
}
