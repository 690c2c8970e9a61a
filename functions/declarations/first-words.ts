import { schoolIdOf } from '../calendar/units.ts';
import type { Content } from './entry.ts';
import type { Addressee } from './live.ts';
import type { DraftNotice } from './rendering.ts';

type Posted = DraftNotice['renderings'][number];

/**
 * To whom some entries speak, as `speaksTo` says it of one: worked out once, because a large district asks it of thousands. A topic is for all
 * units.
 */
export function heardBy(posted: readonly { readonly content: Pick<Content, 'notices'> }[]): (to: Addressee) => boolean {
  const keys = new Set<string>();
  for (const { audience, renderings } of posted.flatMap(({ content }) => content.notices)) {
    for (const { channel, units } of renderings) {
      // Those of a divided school without a division are spoken to as soon as one division is.
      for (const unit of channel === 'sns' ? ['*'] : units.flatMap((one) => [one, schoolIdOf(one)])) {
        keys.add(keyOf({ audience, channel, unit }));
      }
    }
  }
  return (to) => keys.has(keyOf(to.channel === 'sns' ? { ...to, unit: '*' } : to));
}

function keyOf({ audience, channel, unit }: Addressee): string {
  return `${audience} ${channel} ${unit}`;
}

/**
 * A change's drafts, in which those who have read nothing of the declaration yet read it as declared: `UPDATE` and "replaces what was posted"
 * would send them looking for a notice that was never there. `asDeclared` renders the same days so, and is only asked for where somebody is new.
 */
export function withFirstWords(
  drafts: readonly DraftNotice[],
  asDeclared: () => readonly DraftNotice[],
  heard: (to: Addressee) => boolean,
): DraftNotice[] {
  const fresh: { drafts?: readonly DraftNotice[] } = {};
  return drafts.map((draft) => {
    const { audience } = draft;
    const renderings = draft.renderings.flatMap((posted): Posted[] => {
      const { channel, language } = posted.rendering;
      const isNew = (unit: string): boolean => !heard({ audience, channel, unit });
      // A topic is for all schools at once.
      const newcomers = (channel === 'sns' ? ['*'] : posted.units).filter(isNew);
      if (newcomers.length === 0) return [posted];
      const first = (fresh.drafts ??= asDeclared())
        .filter((one) => one.audience === audience)
        .flatMap((one) => one.renderings)
        .filter(({ rendering }) => rendering.channel === channel && rendering.language === language);
      if (channel === 'sns') return first;
      const others = posted.units.filter((unit) => !isNew(unit));
      return [
        ...(others.length === 0 ? [] : [{ ...posted, units: others }]),
        ...first.flatMap(({ units, rendering }) => {
          const mine = units.filter((unit) => newcomers.includes(unit));
          return mine.length === 0 ? [] : [{ units: mine, rendering }];
        }),
      ];
    });
    return { ...draft, renderings };
  });
}
