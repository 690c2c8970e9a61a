import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { canonicalJson, sha256 } from '../core/hash.ts';
import { ContentAltered, ContentMissing, RecordDamaged } from '../declarations/errors.ts';
import type { ContentRow, ContentRows, ContentStore } from '../declarations/ports.ts';
import { contentKey } from './keys.ts';

const StoredRow = z.looseObject({ contentKind: z.string(), body: z.string() });

/** Characters of content kept in memory: a story's roster and words fit many times over. */
const defaultCacheChars = 8_000_000;

/**
 * Content rows over one DynamoDB table. A row never changes under its hash, so rows once read or written are kept in memory, the least
 * recently used ones given up first. Values handed out are shared: parse them, never change them.
 */
export function contentStore(
  documents: DynamoDBDocumentClient,
  table: string,
  cacheChars = defaultCacheChars,
): ContentStore & ContentRows {
  const cache = recentlyUsed(cacheChars);

  async function row(hash: string): Promise<ContentRow | undefined> {
    const key = contentKey(hash);
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    if (Item === undefined) return undefined;
    const parsed = StoredRow.safeParse(Item);
    if (!parsed.success) throw new RecordDamaged(`Content row ${hash} has no body: restore it.`, { hash });
    return { contentKind: parsed.data.contentKind, body: parsed.data.body };
  }

  return {
    async put(kind, value) {
      const body = canonicalJson(value);
      const hash = sha256(body);
      if (cache.get(hash) !== undefined) return hash;
      const item = { ...contentKey(hash), kind: 'content', contentKind: kind, body };
      const condition = 'attribute_not_exists(pk)';
      try {
        await documents.send(new PutCommand({ TableName: table, Item: item, ConditionExpression: condition }));
      } catch (error) {
        // Somebody wrote the same content before: under its own hash it can be no other.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
      cache.keep(hash, JSON.parse(body), body.length);
      return hash;
    },

    async get(hash) {
      const kept = cache.get(hash);
      if (kept !== undefined) return kept;
      const found = await row(hash);
      if (found === undefined) {
        throw new ContentMissing(`Content row ${hash} is missing from the ledger table: restore it.`, { hash });
      }
      if (sha256(found.body) !== hash) {
        throw new ContentAltered(`Content row ${hash} is not what its hash says: restore it.`, { hash });
      }
      const value: unknown = JSON.parse(found.body);
      cache.keep(hash, value, found.body.length);
      return value;
    },

    row,
  };
}

/** Values by key up to a number of characters; a map keeps insertion order, so the first key is the least recently used. */
function recentlyUsed(limit: number) {
  const kept = new Map<string, { value: unknown; chars: number }>();
  let total = 0;
  return {
    get(key: string): unknown {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    keep(key: string, value: unknown, chars: number): void {
      if (kept.has(key) || chars > limit) return;
      kept.set(key, { value, chars });
      total += chars;
      for (const [oldest, { chars: size }] of kept) {
        if (total <= limit) break;
        kept.delete(oldest);
        total -= size;
      }
    },
  };
}
