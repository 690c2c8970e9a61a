import type { NoticeRef, RulesInForce } from '../../functions/declarations/entry.ts';
import type { ContentStore } from '../../functions/declarations/ports.ts';
import type { ChannelName } from '../../functions/names.ts';
import type { Target } from '../../functions/roster/roster.ts';
import { lakes } from './district.ts';

type Size = { readonly channel: ChannelName; readonly targets: number; readonly perTeam: number };

/** The roster of one school as content rows: targets `t0` …, 25 a chunk, in teams of `perTeam` or each alone. */
export async function oneSchool(
  contents: ContentStore,
  { channel, targets, perTeam }: Size,
): Promise<{ roster: Target[]; rules: RulesInForce }> {
  const roster: Target[] = Array.from({ length: targets }, (_, i) => ({
    targetId: `t${i}`,
    name: `Class ${i}`,
    postAs: ['teacher'],
    ...(perTeam > 0 ? { parentId: `team${Math.floor(i / perTeam)}` } : {}),
  }));
  const chunks = Array.from({ length: Math.ceil(targets / 25) }, async (_, i) => {
    const some = roster.slice(i * 25, i * 25 + 25);
    const what = { channel, audience: 'class' as const };
    const hash = await contents.put('roster-chunk', { schoolId: 'pine-hs', ...what, targets: some });
    return { hash, ...what, targets: some.length, students: 0, sharedParent: false };
  });
  const sheet = await contents.put('roster-sheet', { schoolId: 'pine-hs', chunks: await Promise.all(chunks) });
  const manifest = { targets, sheets: [{ schoolId: 'pine-hs', hash: sheet, targets }] };
  const rules = {
    district: await contents.put('district', lakes),
    roster: await contents.put('roster-manifest', manifest),
    lawPack: 'none',
    code: 'test',
  };
  return { roster, rules };
}

/** The id of the notice that the entry of a version has. */
export const noticeIdFor = (version: number): string => `notice${version}`.padEnd(10, 'x');

type Wording = { readonly channel: ChannelName; readonly kind: string; readonly version: number };

/** A notice to every class of the school, its rendering and page as content rows; its text begins with the entry's kind and version. */
export async function noticeTo(contents: ContentStore, { channel, kind, version }: Wording): Promise<NoticeRef> {
  const hash = await contents.put('rendering', {
    channel,
    audience: 'class',
    language: 'en',
    text: `${kind} ${version} {{issued}}\nRef. {{deliveryId}}`,
    opening: `${kind} ${version}`,
    link: 'https://notices.example.org/n/{{deliveryId}}',
  });
  const page = await contents.put('page', { title: kind, html: '<p>{{issued:en}}</p>' });
  const renderings = [{ channel, language: 'en', units: ['pine-hs'], hash }];
  return { noticeId: noticeIdFor(version), audience: 'class', issued: { en: 'Tue 2:11 p.m.' }, renderings, page };
}
