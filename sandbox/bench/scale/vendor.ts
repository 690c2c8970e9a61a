import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { MachineClock } from '../../../functions/core/clock.ts';
import type { DeliveryChannel } from '../../../functions/deliveries/ports.ts';
import type { ChannelName } from '../../../functions/names.ts';

const Seen = z.object({ classes: z.int(), posts: z.int(), first: z.number(), last: z.number() });

/** A vendor that answers at once; what it was asked to post stands outside the measured heap. */
export class ScaleVendor {
  readonly #db = new DatabaseSync(':memory:');
  readonly channel: DeliveryChannel;

  constructor(name: ChannelName, clock: MachineClock) {
    this.#db.exec('CREATE TABLE posts (target TEXT, at REAL)');
    const insert = this.#db.prepare('INSERT INTO posts VALUES (?, ?)');
    this.channel = {
      name,
      post({ targetId }) {
        insert.run(targetId, clock.now());
        return Promise.resolve({ kind: 'sent', providerId: `post-of-${targetId}`, postedAs: 'teacher' });
      },
    };
  }

  /** Classes that have a post, posts in all, and when the first and the last were made. */
  seen(): z.infer<typeof Seen> {
    const sql = `SELECT count(DISTINCT target) AS classes, count(*) AS posts, coalesce(min(at), 0) AS first,
      coalesce(max(at), 0) AS last FROM posts`;
    return Seen.parse(this.#db.prepare(sql).get());
  }
}
