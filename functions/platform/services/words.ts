import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { snsPublisher } from '../../channels/sns/publisher.ts';
import type { District } from '../../calendar/district.ts';
import type { PublishWord } from '../../deliveries/publish-words.ts';
import { fitWord } from '../../proposals/fit-word.ts';
import type { WordStore } from '../../proposals/ports.ts';
import { wordStore } from '../../store/words.ts';
import type { Platform } from '../platform.ts';

/** A district without topics has nobody to publish to: its words are not kept either, or they would be retried for ever. */
const nobody: WordStore = { put: async () => {}, all: async () => [], revise: async () => false };

/** Words to administrators over the operations table; each is cut to its limits before it is kept. */
export function wordsOf(
  { settings, clocks }: Platform,
  documents: DynamoDBDocumentClient,
  { timeZone }: Pick<District, 'timeZone'>,
): WordStore {
  if (settings.topics['administrators'] === undefined) return nobody;
  const store = wordStore(documents, settings.tables.operations, { clocks, timeZone });
  return { ...store, put: (word) => store.put(fitWord(word)) };
}

/** Publishes a word to the administrators' topic. */
export function wordPublisher({ settings, requestHandler }: Platform, { id }: Pick<District, 'id'>): PublishWord {
  const { region, endpoints, topics, times } = settings;
  const publish = snsPublisher({
    client: {
      region,
      ...(endpoints.sns !== undefined && { endpoint: endpoints.sns }),
      ...(requestHandler !== undefined && { requestHandler }),
    },
    topicArns: topics,
    httpTimeoutMs: times.httpTimeoutMs,
  });
  return ({ wordId, subject, text, to, about = 'word' }) => {
    // What a subscription's filter goes by: notices to administrators have the same attribute.
    const audience = to === undefined ? 'administrators' : `duty:${to}`;
    return publish({
      to: 'administrators',
      subject,
      text,
      attributes: { type: about, district: id, wordId, audience },
    });
  };
}
