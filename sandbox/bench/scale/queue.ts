import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { MachineClock } from '../../../functions/core/clock.ts';
import type { ParcelQueue } from '../../../functions/deliveries/ports.ts';

const Message = z.object({ id: z.int(), body: z.string(), visible: z.number() });

/** What SQS takes at most in one request. */
const batch = 10;

/** The channels' queues, outside the measured heap; requests are counted as SQS does: a send for ten, a receive and a delete for each. */
export class ScaleQueue implements ParcelQueue {
  readonly #clock: MachineClock;
  readonly #db = new DatabaseSync(':memory:');
  requests = 0;

  constructor(clock: MachineClock) {
    this.#clock = clock;
    this.#db.exec('CREATE TABLE messages (id INTEGER PRIMARY KEY, channel TEXT, body TEXT, visible REAL)');
  }

  send(...[channel, _lane, messages]: Parameters<ParcelQueue['send']>): Promise<void> {
    const insert = this.#db.prepare('INSERT INTO messages (channel, body, visible) VALUES (?, ?, ?)');
    for (const { message, delayMs = 0 } of messages)
      insert.run(channel, JSON.stringify(message), this.#clock.now() + delayMs);
    this.requests += Math.ceil(messages.length / batch);
    return Promise.resolve();
  }

  /** The next message that is visible, and gone with that; otherwise when there will be one, or undefined: there is none. */
  take(channel: string): { id: number; body: string } | { readonly visibleMs: number | undefined } {
    const next = 'SELECT id, body, visible FROM messages WHERE channel = ? ORDER BY max(visible, ?), id LIMIT 1';
    const found = this.#db.prepare(next).get(channel, this.#clock.now());
    if (found === undefined) return { visibleMs: undefined };
    const { id, body, visible } = Message.parse(found);
    if (visible > this.#clock.now()) return { visibleMs: visible };
    this.#db.prepare('DELETE FROM messages WHERE id = ?').run(id);
    this.requests += 2;
    return { id, body };
  }
}
