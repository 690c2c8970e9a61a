import { DatabaseSync, type StatementSync } from 'node:sqlite';
import * as z from 'zod';
import type { MachineClock } from '../../../functions/core/clock.ts';
import type { Key } from '../../../functions/store/keys.ts';
import type { HeapWatch } from './heap-watch.ts';

/** What a call of a table in the same region takes, in virtual milliseconds. */
const tableMs = 8;

export type Item = Key & { readonly kind: string; readonly revision: number; readonly body: string };

const Row = z.object({ pk: z.string(), sk: z.string(), kind: z.string(), revision: z.int(), body: z.string() });
const Busiest = z.object({ pk: z.string(), units: z.int() });
const Sum = z.object({ kind: z.string(), writes: z.int(), units: z.int() });

/** Name, type and length that an attribute takes besides its text: five attributes of some eight bytes. */
const attributeBytes = 40;

const sizeOf = ({ pk, sk, kind, body }: Item): number =>
  attributeBytes + pk.length + sk.length + kind.length + Buffer.byteLength(body);

/** Rows as a table keeps them, outside the measured heap; every call takes virtual time and is counted in DynamoDB's units. */
export class Engine {
  readonly #clock: MachineClock;
  readonly #heap: HeapWatch;
  readonly #db = new DatabaseSync(':memory:');
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #count: StatementSync;
  /** Units that consistent reads took. */
  readUnits = 0;

  constructor(clock: MachineClock, heap: HeapWatch) {
    this.#clock = clock;
    this.#heap = heap;
    this.#db
      .exec(`CREATE TABLE rows (pk TEXT, sk TEXT, kind TEXT, revision INT, body TEXT, PRIMARY KEY (pk, sk)) WITHOUT ROWID;
      CREATE TABLE writes (pk TEXT, at REAL, units INT, kind TEXT);`);
    this.#insert = this.#db.prepare('INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?)');
    this.#select = this.#db.prepare('SELECT * FROM rows WHERE pk = ? AND sk = ?');
    this.#count = this.#db.prepare('INSERT INTO writes VALUES (?, ?, ?, ?)');
  }

  /** Puts a row that was there before the bench began: not counted. */
  seed({ pk, sk, kind, revision, body }: Item): void {
    this.#insert.run(pk, sk, kind, revision, body);
  }

  /** Writes over the revision before, or where nothing is (revision 1); false: somebody else was first, which costs as much. */
  async put(item: Item): Promise<boolean> {
    await this.#call();
    const units = Math.ceil(sizeOf(item) / 1024);
    this.#count.run(item.pk, this.#clock.now(), units, item.kind);
    const there = this.#read(item);
    if ((there?.revision ?? 0) !== item.revision - 1) return there?.body === item.body;
    this.seed(item);
    return true;
  }

  /** Consistent; same order as the keys. */
  async get(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    await this.#call();
    const items = keys.map((key) => this.#read(key));
    for (const item of items) this.readUnits += Math.max(1, Math.ceil((item === undefined ? 0 : sizeOf(item)) / 4096));
    return items;
  }

  /** The rows of a partition whose sort key begins so, page after page as a query reads them. */
  async query(pk: string, prefix: string): Promise<Item[]> {
    const found: Item[] = [];
    let bytes = 0;
    await this.#call();
    for (const row of this.#db
      .prepare('SELECT * FROM rows WHERE pk = ? AND sk >= ? AND sk < ? ORDER BY sk')
      .iterate(pk, prefix, `${prefix}\uffff`)) {
      const item = Row.parse(row);
      found.push(item);
      bytes += sizeOf(item);
      if (bytes < pageBytes) continue;
      this.readUnits += Math.ceil(bytes / 4096);
      bytes = 0;
      await this.#call();
    }
    this.readUnits += Math.max(1, Math.ceil(bytes / 4096));
    return found;
  }

  /** Writes so far, and the units that they took, by kind of row. */
  writtenByKind(): Record<string, { writes: number; units: number }> {
    const sql = 'SELECT kind, count(*) AS writes, sum(units) AS units FROM writes GROUP BY kind';
    const sums = this.#db
      .prepare(sql)
      .all()
      .map((row) => Sum.parse(row));
    return Object.fromEntries(sums.map(({ kind, ...sum }) => [kind, sum]));
  }

  /** The most units that one partition was asked to write within any one second. */
  busiestPartition(): { pk: string; units: number } {
    const sql = `SELECT pk, sum(units) OVER (PARTITION BY pk ORDER BY at RANGE BETWEEN 999 PRECEDING AND CURRENT ROW) AS units
      FROM writes ORDER BY units DESC LIMIT 1`;
    return Busiest.parse(this.#db.prepare(sql).get());
  }

  #read({ pk, sk }: Key): Item | undefined {
    const row = this.#select.get(pk, sk);
    return row === undefined ? undefined : Row.parse(row);
  }

  async #call(): Promise<void> {
    this.#heap.called();
    await this.#clock.sleep(tableMs);
  }
}

/** What a query answers at most in one page. */
const pageBytes = 1_000_000;
