import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ContentAltered, ContentMissing, RecordDamaged } from '../../../functions/declarations/errors.ts';
import { classKey, evidenceCsv } from '../../../functions/receipts/evidence/evidence-csv.ts';
import { reportPolicy, reportStyle } from '../../../functions/receipts/evidence/page-style.ts';
import { lakes } from '../../support/district.ts';
import { recordedStorm, usualSecrets, type Recorded } from '../../support/evidence.ts';

let storm: Recorded;
let full: string;
let open: string;

beforeAll(async () => {
  storm = await recordedStorm();
  full = (await storm.evidence.page(storm.declarationId, 'full')) ?? '';
  open = (await storm.evidence.page(storm.declarationId, 'public')) ?? '';
});

/** The words of a page, a line for each element. */
const words = (html: string): string => html.replaceAll(/<style>.*?<\/style>/g, '').replaceAll(/<[^>]*>/g, '\n');

describe('the evidence of a declaration, from the ledger table alone', () => {
  it.each([
    ['what was known', 'No live weather warning covers 2023-02-24'],
    ['why it was right all the same', usualSecrets.reason],
    ['who decided', `${usualSecrets.decider}, superintendent, by phone`],
    ['what the law says, and where', 'Minn. Stat. 120A.414, subd. 1'],
    ['how surely it is known', 'Read in the law itself'],
    [
      'line 1 of the posts',
      'E-LEARNING Wed Feb 22, Fri Feb 24 · Pine High School · Lakes Public Schools, Tue 2:11 p.m.',
    ],
    ['what was said in Somali', 'Diirad: '],
    ['when the first class was posted to', 'Tue Feb 21, 2023, 2:11:33 p.m.'],
    ['by when it should have been', 'Wed Feb 22, 2023, 6:20:00 a.m.'],
    ['what stands in no class for sure', 'Whether 2 classes show the notice of entry 1.'],
    ['what nobody can know', 'Who has read what was posted'],
    ['that the call was made', usualSecrets.tickedBy],
    ['that it is over', 'Closed: its days are over and its deliveries have ended'],
  ])('given a storm that is closed, then it says %s', (_what, said) => {
    if (said !== 'Diirad: ') expect(words(full)).toContain(said);
    else expect(full).toMatch(/<blockquote lang="so">/);
  });

  it('then it never claims that anybody was told', () => {
    expect(words(full)).not.toMatch(/\b(?:told|notified|informed)\b/i);
  });

  it('then no address of a teacher is in it', async () => {
    const table = await storm.evidence.table(storm.declarationId, { edition: 'full' });
    expect(full + table).not.toMatch(/teacher\S*@|@pine/);
    expect(table).toContain('the owner (address) is suspended');
  });

  it('then its style is the one that its policy lets in', () => {
    const hash = createHash('sha256').update(reportStyle).digest('base64');
    expect(reportPolicy).toContain(`style-src 'sha256-${hash}'`);
    expect(full).not.toMatch(/<script|<link|<img|style="|https?:/);
  });

  it('given a declaration that nobody knows, then there is nothing', async () => {
    expect(await storm.evidence.page('d-unknown', 'full')).toBeUndefined();
    expect(await storm.evidence.table('d-unknown', { edition: 'full' })).toBeUndefined();
  });

  it('given a record of which something was changed, taken away or put in between, then there is no report', async () => {
    const { record, declarationId, evidence } = await recordedStorm();
    const page = (): Promise<unknown> => evidence.page(declarationId, 'full');
    const rows = [...record.contentRows].find(([, row]) => row.contentKind === 'receipts');
    const [hash = '', row] = rows ?? [];
    record.contentRows.delete(hash);
    await expect(page()).rejects.toThrow(ContentMissing);
    if (row !== undefined) record.contentRows.set(hash, row);
    await expect(page()).resolves.toContain('</html>');
    record.entryRows.delete(3);
    await expect(page()).rejects.toThrow(RecordDamaged);
    expect(new ContentAltered('x')).toBeInstanceOf(RecordDamaged);
  });
});

describe('the public edition', () => {
  it('says what was decided, posted and said, and what the law says', () => {
    for (const said of [
      'E-learning',
      'Minn. Stat. 120A.414, subd. 1',
      'Please charge devices tonight.',
      'Tue Feb 21, 2023, 2:11:33 p.m.',
      'Whether 2 classes show the notice of entry 1.',
      'Mass call',
      'Posts to be rewritten in place',
      'A person of the district',
    ])
      expect(words(open)).toContain(said);
  });

  it.each(Object.entries(usualSecrets))('leaves out %s', async (_what, secret) => {
    expect(words(full)).toContain(secret.replace(/\S+@\S+/, '(address)'));
    expect(open).not.toContain(secret);
    expect(await storm.evidence.table(storm.declarationId, { edition: 'public' })).not.toContain(secret);
  });

  it('leaves out findings of our own systems', () => {
    expect(open).not.toContain('No live weather warning covers');
    expect(open).not.toContain('(internal)');
  });
});

describe('the table', () => {
  const lines = async (query: Parameters<Recorded['evidence']['table']>[1]): Promise<string[]> =>
    ((await storm.evidence.table(storm.declarationId, query)) ?? '').trimEnd().split('\r\n');

  it('given six classes, then it has a line for each, with its name, state, time, reason and delivery', async () => {
    const [head, ...rows] = await lines({ edition: 'full' });
    expect(head).toBe(
      'entry,kind,schoolId,school,channel,state,postedAt,rewritten,rewrittenAt,class,targetId,reason,attempts,deliveryId,providerId',
    );
    expect(rows).toHaveLength(6);
    expect(rows[2]).toBe(
      '1,Declared,pine-hs,Pine High School,google-classroom,posted,2023-02-21T14:11:33-06:00,rewritten,2023-02-21T15:00:00-06:00,Course pine-hs-2,pine-hs-2,,1,delivery-of-pine-hs-2,post-of-pine-hs-2',
    );
  });

  it('given the public edition, then no class is named', async () => {
    const [head, ...rows] = await lines({ edition: 'public' });
    expect(head).toBe('entry,kind,schoolId,school,channel,state,postedAt,rewritten,rewrittenAt');
    expect(rows.join('')).not.toMatch(/Course|pine-hs-\d|delivery/);
  });

  it('given a class that is named as a formula, then a spreadsheet shows its name', () => {
    const receipt = {
      channel: 'teams',
      targetId: '-1+1',
      schoolId: 'pine-hs',
      deliveryId: 'd',
      attempts: 1,
      rendering: 'r',
    } as const;
    const receipts = [{ ...receipt, status: 'failed' as const, reason: '@SUM(A1)' }];
    const names = new Map([[classKey(receipt), '=HYPERLINK("https://x.example","A")']]);
    const table = evidenceCsv([{ entry: { version: 1, kind: 'Declared' }, receipts, names }], {
      district: lakes,
      edition: 'full',
    });
    expect(table.split('\r\n')[1]).toBe(
      `1,Declared,pine-hs,Pine High School,teams,failed,,,,"'=HYPERLINK(""https://x.example"",""A"")",'-1+1,'@SUM(A1),1,d,`,
    );
  });

  it('given one school or one entry, then its lines alone', async () => {
    expect(await lines({ edition: 'full', schoolId: 'pine-k8' })).toHaveLength(4);
    expect(await lines({ edition: 'full', version: 1 })).toHaveLength(7);
    expect(await lines({ edition: 'full', version: 3 })).toHaveLength(1);
  });
});
