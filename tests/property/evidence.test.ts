import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../functions/declarations/fold.ts';
import { publicEdition } from '../../functions/receipts/evidence/public-edition.ts';
import type { EvidenceRecord } from '../../functions/receipts/evidence/record.ts';
import { renderReport } from '../../functions/receipts/evidence/render-report.ts';
import { PublicReport } from '../../functions/receipts/evidence/report.ts';
import { writeReport } from '../../functions/receipts/evidence/write-report.ts';
import { lakes } from '../support/district.ts';
import { content, entry, maria } from '../support/entries.ts';

/** Everything that is nobody's outside: each field a word of its own, so that wherever it turns up it is known. */
const secret = (field: string) => fc.stringMatching(/^[a-z0-9 .'&<>"]{0,30}$/).map((rest) => `secret-${field}${rest}`);
const secrets = fc.record({
  author: secret('author'),
  reason: secret('reason'),
  summary: secret('summary'),
  finding: secret('finding'),
  written: secret('written'),
  decider: secret('decider'),
  role: secret('role'),
  because: secret('because'),
  note: secret('note'),
  staff: secret('staff'),
  failure: secret('failure'),
  ticked: secret('ticked'),
});

type Secrets = typeof secrets extends fc.Arbitrary<infer S> ? S : never;

function recordOf(s: Secrets): EvidenceRecord {
  const { declaration } = content();
  const words = content({
    declaration: {
      ...declaration,
      causes: [{ kind: 'it', summary: s.summary, qualifying: false, signalIds: [] }],
      reasons: { 'coverage/2023-02-22/district': s.written, 'cap/-/district': s.written },
      decidedBy: { name: s.decider, role: s.role, how: s.note },
      staff: [{ group: s.staff, instruction: 'remote', note: s.staff }],
    },
    findings: [
      { findingId: 'coverage/2023-02-22/district', weight: 'needs-reason', message: s.finding },
      { findingId: 'cap/-/district', weight: 'info', message: 'One of five.', citation: 'Stat. 1' },
    ],
    approvalBecause: [s.because],
    needsApproval: true,
  });
  const by = { ...maria, name: s.author };
  const told = {
    ofVersion: 1,
    channelId: 'mass-call',
    done: true,
    at: '2023-02-21T15:00:00-06:00',
    by: s.ticked,
    note: s.note,
  };
  const reached = entry(4, 'Reached', { sealed: { ofVersion: 1, receipts: [], counts: {} } });
  const declared = entry(1, 'Declared', { by, reason: s.reason, content: words });
  const entries = [declared, entry(2, 'Approved', { by }), entry(3, 'Told', { by, told }), reached];
  const state = fold(entries).get('d-one');
  if (state === undefined) throw new Error('there is no declaration');
  const place = {
    deliveryId: 'd',
    channel: 'teams' as const,
    targetId: 't',
    schoolId: 'pine-hs',
    attempts: 1,
    rendering: 'r',
  };
  const receipts = [{ ...place, status: 'failed' as const, reason: s.failure }];
  return {
    state,
    head: reached,
    district: lakes,
    law: { title: 'Law', checkedOn: '2026-11-22' },
    confidence: new Map([['Stat. 1', 'unverified']]),
    sealings: new Map([[1, { reached, receipts, deadlines: [] }]]),
    said: new Map(),
    madeAt: '2023-05-02T09:00:00-05:00',
  };
}

test('given any words where people type what is internal, then the full edition has them and the public one none', () => {
  fc.assert(
    fc.property(secrets, (s) => {
      const report = writeReport(recordOf(s));
      const inFull = JSON.stringify(report);
      for (const field of Object.keys(s)) expect(inFull).toContain(`secret-${field}`);
      const open = publicEdition(report);
      expect(JSON.stringify(open) + renderReport(open)).not.toContain('secret-');
      expect(renderReport(open)).toContain('Unverified');
    }),
    { numRuns: 40 },
  );
});

test('given a report with an internal word left in, then it is no public report', () => {
  const report = writeReport(recordOf(fc.sample(secrets, 1)[0] ?? expect.fail('no sample')));
  expect(PublicReport.safeParse({ ...report, edition: 'public' }).success).toBe(false);
});

test('given markup in what people typed, then the page shows it as text', () => {
  const sample = fc.sample(secrets, 1)[0] ?? expect.fail('no sample');
  const page = renderReport(writeReport(recordOf({ ...sample, reason: '<img src=x onerror=alert(1)>"' })));
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;');
  expect(page).not.toContain('<img');
});
