import type { Survey } from '../notice-facts.ts';
import type { Wording } from '../wording.ts';
import type { CopyWording } from './copy-wording.ts';

/** What a copy pack is made of: an entry's brief, worked out once, and one language. */
export type CopySubject = {
  readonly survey: Survey;
  readonly wording: Wording;
  readonly copy: CopyWording;
  /** The local date on which it is read. */
  readonly today: string;
  /** Address of the notice's page; absent before it is declared, and where an entry has none. */
  readonly page?: string | undefined;
};
