import { fillSlots } from '../../core/slots.ts';
import type { NoticeRef } from '../../declarations/entry.ts';
import { channelName, placeNames } from './plain.ts';
import type { EvidenceRecord, Said } from './record.ts';
import type { Block } from './report.ts';
import { forAll, table } from './words.ts';

/** What notices said: line 1 of the posts of each school, and the whole in each language as their pages have it. */
export function aboutWords({ district, said }: EvidenceRecord, notices: readonly NoticeRef[]): Block[] {
  const firstLines = notices
    .filter(({ audience }) => audience === 'class')
    .flatMap(({ issued, renderings }) =>
      renderings.flatMap(({ channel, language, units, hash }) => {
        const line = said.get(hash)?.[0]?.lines[0];
        if (line === undefined) return [];
        const filled = fillSlots(line, { issued: issued[language] ?? '', deliveryId: '' });
        return [[placeNames(district, units), channelName(channel), filled]];
      }),
    );
  const pages = notices.flatMap(({ page, issued }) =>
    (page === undefined ? [] : (said.get(page) ?? [])).map((one) => quote('public', one, issued)),
  );
  const staff = notices
    .filter(({ audience }) => audience === 'staff')
    .flatMap(({ issued, renderings }) =>
      renderings.flatMap(({ hash }) => (said.get(hash) ?? []).map((one) => quote('staff', one, issued))),
    );
  return [
    ...table('Line 1 of the posts in classes', ['Schools', 'Channel', 'Line 1'].map(forAll), firstLines),
    ...once(pages),
    ...once(staff),
  ];
}

type Quote = Extract<Block, { kind: 'quote' }>;

function quote(audience: Quote['for'], { language, lines }: Said, issued: NoticeRef['issued']): Quote {
  const when = issued[language] ?? '';
  const filled = lines.map((line) =>
    fillSlots(line, { issued: when, deliveryId: '…' }).replaceAll(`{{issued:${language}}}`, when),
  );
  const source = `${audience === 'staff' ? 'A post to staff' : 'The notice’s page'}, in ${languageNames[language] ?? language}`;
  return { kind: 'quote', for: audience, source, language, lines: filled };
}

/** What languages are called in English; one that is not here by its code. */
const languageNames: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Spanish',
  so: 'Somali',
  hmn: 'Hmong',
};

/** Classes and the public read the same page. */
function once(quotes: readonly Quote[]): Quote[] {
  const bySaid = new Map(quotes.map((one) => [`${one.language}\n${one.lines.join('\n')}`, one]));
  return [...bySaid.values()];
}
