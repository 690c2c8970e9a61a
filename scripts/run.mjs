// node scripts/run.mjs [NODE-OPTION …] FILE [ARGUMENT …]: installs what is missing, then runs FILE on the project's own Node 24.
import { ensureInstalled, reportAndFail } from './installation.mjs';
import { runOnProjectNode } from './project-node.mjs';

async function main(words) {
  await ensureInstalled();
  const at = words.findIndex((word) => !word.startsWith('-'));
  const { code } = await runOnProjectNode(words[at], words.slice(at + 1), { nodeOptions: words.slice(0, at) });
  process.exitCode = code;
}

await main(process.argv.slice(2)).catch(reportAndFail);
