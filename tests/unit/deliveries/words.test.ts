import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../functions/core/time.ts';
import { publishWords } from '../../../functions/deliveries/publish-words.ts';
import { fitWord } from '../../../functions/proposals/fit-word.ts';
import { stillClocks } from '../../support/clocks.ts';
import { fakeTopic, memoryWords } from '../../support/memory-words.ts';

const word = { wordId: 'decided/7', subject: 'Declared', text: 'E-learning on 2023-02-22 was declared.' };

function setUp() {
  const clocks = stillClocks(parseInstant('2023-02-21T04:00:00-06:00'));
  const words = memoryWords(clocks);
  const topic = fakeTopic();
  const reports: string[] = [];
  const deps = {
    words,
    publishWord: topic.publishWord.bind(topic),
    clocks,
    report: (what: string) => void reports.push(what),
  };
  return { clocks, words, topic, reports, publish: () => publishWords(deps), deps };
}

describe('words to administrators', () => {
  it('given one is put twice, when it is published by two at once and again later, then it was sent once', async () => {
    const { words, topic, publish, clocks } = setUp();
    await words.put(word);
    await words.put({ ...word, text: 'Something else.' });
    await Promise.all([publish(), publish()]);
    clocks.forward(120);
    expect(await publish()).toBe(0);
    expect(topic.published).toMatchObject([word]);
  });

  it('given whoever published it was cut off before noting it, then a minute later it is published again', async () => {
    const { words, topic, publish, clocks } = setUp();
    await words.put(word);
    const [kept] = await words.all();
    if (kept === undefined) throw new Error('nothing was kept');
    await words.revise({ ...kept, triedAtMs: clocks.machine.now(), revision: 2 });
    expect(await publish()).toBe(0);
    clocks.forward(1);
    expect(await publish()).toBe(1);
    expect(topic.published).toHaveLength(1);
  });

  it('given SNS refuses, then it is reported and tried again each minute, for a day', async () => {
    const { words, topic, publish, clocks, reports } = setUp();
    topic.answer = { kind: 'refused', permanent: true, reason: 'SNS answered 403' };
    await words.put(word);
    await publish();
    await publish();
    expect(reports).toEqual(['word-not-published']);
    clocks.forward(1);
    await publish();
    expect(topic.published).toHaveLength(2);
    clocks.forward(24 * 60);
    await publish();
    expect(topic.published).toHaveLength(2);
  });

  it('given its time has passed, then it is never sent', async () => {
    const { words, topic, publish, clocks } = setUp();
    await words.put({ ...word, notAfter: '2023-02-21T04:58:00-06:00' });
    clocks.forward(58);
    await publish();
    expect(topic.published).toEqual([]);
  });

  it('given the table cannot be read, then that is reported and nothing is thrown', async () => {
    const { deps, reports } = setUp();
    const broken = { ...deps.words, all: () => Promise.reject(new Error('throttled')) };
    expect(await publishWords({ ...deps, words: broken })).toBe(0);
    expect(reports).toEqual(['word-not-published']);
  });
});

describe('a word within its limits', () => {
  it('has a subject of plain ASCII without breaks and a text of at most 1,000 characters', () => {
    const fitted = fitWord({
      wordId: 'w',
      subject: `Éole – “decided”…\nby José 🌨 ${'x'.repeat(200)}`,
      text: `${'a'.repeat(996)}🌨🌨🌨`,
    });
    expect(fitted.subject).toMatch(/^Eole - "decided"\.\.\. by Jose {1,2}x+\.\.\.$/);
    expect(fitted.subject.length).toBeLessThan(100);
    expect(fitted.text).toBe(`${'a'.repeat(996)}...`);
    expect(fitWord({ wordId: 'w', subject: '🌨', text: 't' }).subject).toBe('Bellwether');
  });
});
