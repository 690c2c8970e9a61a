// node scripts/run.mjs FILE [ARGUMENT …]: installs what is missing, then runs FILE on the project's own Node 24.
import { ensureInstalled, reportAndFail } from './installation.mjs';
import { runOnProjectNode } from './project-node.mjs';

async function main([file, ...args]) {
  await ensureInstalled();
  const { code } = await runOnProjectNode(file, args);
  process.exitCode = code;
}

await main(process.argv.slice(2)).catch(reportAndFail);
