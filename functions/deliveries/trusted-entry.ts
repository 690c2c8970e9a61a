import type { Content, Entry } from '../declarations/entry.ts';
import { EntryNotGenuine, NotInTheRecord } from './errors.ts';
import type { VerifySignature } from './ports.ts';

/** A speaking entry whose signature holds, with its content. Throws `EntryNotGenuine` or `NotInTheRecord` (S-13, S-25). */
export async function trusted(entry: Entry, verify: VerifySignature): Promise<{ entry: Entry; content: Content }> {
  const { schoolYear, version, content } = entry;
  if (!(await verify(entry.hash, entry.signature))) {
    throw new EntryNotGenuine(
      `Entry ${version} of ${schoolYear} has no valid signature: nothing is posted. Run \`npm run verify\`.`,
      { schoolYear, version },
    );
  }
  if (content === undefined) {
    throw new NotInTheRecord(`Entry ${version} of ${schoolYear} posts nothing: drop the message.`, {
      schoolYear,
      version,
    });
  }
  return { entry, content };
}
