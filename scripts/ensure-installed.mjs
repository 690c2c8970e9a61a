// node scripts/ensure-installed.mjs: installs what the lockfile names, when it is not there already.
import { ensureInstalled, reportAndFail } from './installation.mjs';

await ensureInstalled().catch(reportAndFail);
