// One installation at a time: two commands on a fresh clone must not both rebuild node_modules. Plain JavaScript for Node 20.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** No installation takes this long; a lock of this age was left by a machine that went down. */
const abandonedAfterMs = 15 * 60_000;

const isMissing = (error) => error.code === 'ENOENT';

/** Whether the process that wrote the lock still runs. EPERM says that it does, as somebody else's. */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** True when nobody can be working behind this lock: its writer has ended, or it is implausibly old. */
export function isAbandoned(path, nowMs) {
  try {
    const ageMs = nowMs - statSync(path).mtimeMs;
    const pid = Number(readFileSync(path, 'utf8'));
    // An empty file is one whose writer is between creating and writing: give it a moment.
    if (!Number.isInteger(pid) || pid <= 0) return ageMs > 5_000;
    return ageMs > abandonedAfterMs || !isAlive(pid);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function tryTake(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Runs `work` while holding the lock file. Whoever has to wait is told once by `onWait`, then goes on when the lock is free;
 * `work` itself has to look whether there is still anything to do.
 */
export async function withLock(path, work, onWait = () => {}) {
  let hasWaited = false;
  while (!tryTake(path)) {
    if (isAbandoned(path, Date.now())) {
      rmSync(path, { force: true });
      continue;
    }
    if (!hasWaited) onWait();
    hasWaited = true;
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}
