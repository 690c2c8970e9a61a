import type { District } from '../calendar/district.ts';
import { aboutUnits } from '../law/about-units.ts';
import type { Word } from '../proposals/word.ts';
import { isBreakGlass } from './break-glass/principal-of.ts';
import type { Entry, EntryKind } from './entry.ts';

type Say = (entry: Entry, district: District) => string;

/** What was done, and what that means, for those who were not there. Nothing of signals, reasons or own words: they are internal. */
const said: Readonly<Record<EntryKind, Say | undefined>> = {
  Declared: (entry, district) => `declared ${daysOf(entry, district)}. ${outcomeOf(entry)}`,
  Amended: (entry, district) => `amended it to ${daysOf(entry, district)}. ${outcomeOf(entry)}`,
  Corrected: (entry) => `corrected its words; no day has changed. ${outcomeOf(entry)}`,
  Retracted: (entry, district) => `took it back: ${daysOf(entry, district)}. ${outcomeOf(entry)}`,
  Resumed: (entry, district) => `announced the way back: ${daysOf(entry, district)}. ${outcomeOf(entry)}`,
  Approved: ({ alone }) =>
    `${alone === true ? 'went on alone, for nobody else answered in time' : 'approved it'}. It is being posted.`,
  Rejected: () => 'rejected it. Nothing of it is posted.',
  Lapsed: () => 'let it lapse: nobody approved it in time. NOTHING OF IT IS POSTED. Declare anew if it is still right.',
  Withdrawn: ({ withdraws }) =>
    withdraws === undefined
      ? 'stopped it before anything was posted.'
      : 'took back a change that awaited approval. Nothing of it is posted, and what was declared before stands.',
  Held: () => 'stopped what is not posted yet. It goes on by itself after ten minutes unless it is retracted.',
  Reviewed: () => 'looked at what has changed since, and keeps it as declared.',
  Told: ({ told }, { outsideChannels }) => {
    const name = outsideChannels.find(({ id }) => id === told?.channelId)?.name ?? told?.channelId ?? 'a channel';
    return told?.done === true ? `noted that ${name} was used.` : `noted that ${name} was not used after all.`;
  },
  Dismissed: () => 'dismissed a proposal. It opens again when its evidence grows.',
  Reached: undefined,
  DayClosed: undefined,
  Unknown: undefined,
};

/**
 * What administrators hear of an entry, whoever made it, so that no decision is taken unseen (S-03); undefined for what is no decision. No link,
 * at most 1,000 characters.
 */
export function wordOfEntry(entry: Entry, district: District): Word | undefined {
  const words = said[entry.kind]?.(entry, district);
  if (words === undefined) return undefined;
  const { schoolYear, version, declarationId, by, content } = entry;
  const drill = content?.declaration.drill === true ? 'DRILL - ' : '';
  const wordId = `entry/${schoolYear}/${version}`;
  if (isBreakGlass(by)) {
    const subject = `${drill}BREAK-GLASS: ${district.name}: ${entry.kind}`;
    return {
      wordId,
      about: 'break-glass',
      subject,
      text: clipped(`${drill}${declarationId}: ${by.name} ${words} ${glassClosing(entry)}`),
    };
  }
  return {
    wordId,
    subject: `${drill}${district.name}: ${entry.kind} by ${by.name}`,
    text: clipped(`${drill}${declarationId}: ${by.name} ${words} ${closing}`),
  };
}

/** Nobody signed in for it: whoever hears of it has the hold to make sure. What is taken back cannot be stopped, only declared again. */
function glassClosing({ kind }: Entry): string {
  const undo = kind === 'Retracted' ? 'declare it again' : 'stop it';
  return (
    'It was done with the two printed halves, without a sign-in, and is held for 90 seconds. Call both people now. ' +
    `If you did not expect this, ${undo} on the saved page. The set is spent: have a new one deployed.`
  );
}

/** The saved page: a link would look like a phisher's. */
const closing = 'If you did not expect this, stop it on the saved page.';

function daysOf({ content }: Entry, district: District): string {
  const days = content?.said ?? content?.days ?? [];
  const parts = [...Map.groupBy(days, ({ date, dayType }) => `${dayType} ${date}`)].map(([what, of]) => {
    const { words } = aboutUnits(
      district,
      of.flatMap((day) => day.units),
    );
    return `${what} for ${words}`;
  });
  return parts.slice(0, 6).join('; ') + (parts.length > 6 ? `; and ${parts.length - 6} more` : '');
}

function outcomeOf({ content }: Entry): string {
  if (content?.needsApproval === true) return 'Nothing is posted until somebody else approves it.';
  if (content?.declaration.recordOnly === true) return 'It is on record only: nothing is posted.';
  return content?.notices.length === 0 ? 'Nothing is posted for it.' : 'It is being posted.';
}

function clipped(text: string): string {
  return text.length <= 1_000 ? text : `${text.slice(0, 997)}...`;
}
