import { randomIds } from '../functions/core/ids.ts';
import type { Platform } from '../functions/platform/platform.ts';
import { Settings } from '../functions/platform/settings.ts';
import { followedClocks } from './calendar.ts';
import { FolderRefused, type DataFolder } from './data-folder.ts';
import { fileLog } from './file-log.ts';
import { fileSecrets, localAssertions, localSigner, newLedgerKey, newRsaKey } from './keys.ts';
import { filePages } from './pages.ts';
import { serviceAccount } from './sandbox.ts';

/** The platform of a sandbox that runs in another process: its settings, secrets, keys and calendar, from its folder. */
export async function attachedPlatform(folder: DataFolder): Promise<Platform> {
  const settings = folder.read('settings.json', Settings);
  if (settings === undefined)
    throw new FolderRefused(folder.path, 'its sandbox has not come up yet; try again in a moment');
  const secrets = fileSecrets(folder);
  return {
    settings,
    clocks: followedClocks(folder),
    ids: randomIds,
    secrets,
    signer: localSigner(await secrets.ensure('ledger-key', newLedgerKey)),
    signAssertion: localAssertions(await secrets.ensure('google-key', newRsaKey), serviceAccount),
    pages: filePages(folder),
    log: fileLog(folder.file(`log-${process.pid}.ndjson`)),
  };
}
