import { describe, expect, it } from 'vitest';
import { plainText } from '../../../functions/channels/teams/plain-text.ts';
import { beginsWith, holdsMarker } from '../../../functions/core/marker.ts';

const OPENING = 'E-LEARNING Wed Feb 22 – Fri Feb 24 · Pine High School';

describe('recognising a post of ours', () => {
  it.each([
    `${OPENING} · Lakes`,
    `  ${OPENING}`,
    'E-LEARNING Wed\u00a0Feb 22 - Fri Feb 24 · Pine High School',
    'E‑LEARNING Wed Feb 22—Fri Feb 24 | Pine High School',
  ])('given %s, when it is compared, then it begins as ours does', (text) =>
    expect(beginsWith(text, OPENING)).toBe(true),
  );

  it.each([
    '',
    'look: E-LEARNING Wed Feb 22 – Fri Feb 24 · Pine High School',
    'E-LEARNING Wed Feb 23 – Fri Feb 24 · Pine High School',
  ])('given "%s", when it is compared, then it does not', (text) => expect(beginsWith(text, OPENING)).toBe(false));

  it('given an opening of nothing, when anything is compared, then nothing is ours', () => {
    expect(beginsWith('anything', '')).toBe(false);
    expect(beginsWith('anything', ' – ')).toBe(false);
  });

  it('given texts, when the marker stands in one of them, then it is held', () => {
    expect(holdsMarker(['x', '{"link":{"url":"https://n.example/n/k3.Zk_-9"}}'], 'k3.Zk_-9')).toBe(true);
    expect(holdsMarker(['x', 'k3.Zk_-8'], 'k3.Zk_-9')).toBe(false);
  });
});

describe('the text of a message in HTML', () => {
  it.each([
    ['<p><b>E-LEARNING</b> Wed</p><p>next</p>', 'E-LEARNING Wed next'],
    ['a &amp; b &lt;c&gt; &quot;d&quot; &#39;e&#39; &#x2013; &ndash;&nbsp;f', 'a & b <c> "d" \'e\' – – f'],
    ['&amp;lt;', '&lt;'],
    ['<!-- <p>hidden</p> -->shown', 'shown'],
    ['&unknown; &#1114112;', '&unknown; &#1114112;'],
  ])('given %s, when it is read, then it is %s', (html, text) => {
    expect(plainText(html).replace(/\s+/g, ' ').trim()).toBe(text);
  });
});
