import { plainTime } from './plain.ts';
import type { EvidenceRecord } from './record.ts';
import type { Section } from './report.ts';
import { facts, forAll, internal } from './words.ts';

/** How anybody can check what the report says. */
export function aboutTheRecord({ state, head, district, law }: EvidenceRecord): Section {
  const versions = state.entries.map(({ version }) => version).join(', ');
  const last = state.entries.at(-1);
  const blocks = facts([
    { label: 'Entries', words: [forAll(`${versions} of school year ${state.schoolYear}`)] },
    {
      label: 'Newest entry of the year',
      words: [forAll(`${head.version}, ${plainTime(head.at, district.timeZone)}`), forAll(`SHA-256 ${head.hash}`)],
    },
    { label: 'Law', words: [forAll(`${law.title}, read on ${law.checkedOn}`)] },
    {
      label: 'Rules in force at the last entry',
      words: Object.entries(last?.rules ?? {}).map(([name, value]) => internal(`${name}: ${String(value)}`)),
    },
    {
      label: 'How to check it',
      words: [
        forAll(
          'Each entry holds the hash of the one before it and a signature. The report was made from the record alone, and every entry and text in it was what its hash says. The command “npm run verify” checks the signatures and the sealed receipts too.',
        ),
      ],
    },
  ]);
  return { heading: 'The record', level: 2, blocks };
}
