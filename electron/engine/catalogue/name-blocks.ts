import type { Connection } from './open-catalogue.ts';

/** Entries whose names are kept together, by id: a power of two, as the schema's triggers have it. */
export const idsInBlock = 4096;

/** The names of `idsInBlock` entries with neighbouring ids, as search reads them. */
export interface NameBlock {
  /** The plan of all of them; null where there are several. */
  readonly planKey: number | null;
  /** In lower case, in the order of their ids, a zero byte before each and after the last; empty where an id is free. */
  readonly names: Buffer;
}

/** Gives a block by its number (`id / idsInBlock`), if it is kept. */
export function createBlockReader(db: Connection): (block: number) => NameBlock | undefined {
  const read = db.prepare<[number], NameBlock>('SELECT plan_key AS planKey, names FROM name_block WHERE block = ?');
  return (block) => read.get(block);
}

/**
 * Keeps the names of entries that came since, block by block, each in a transaction of its own (a millisecond or two).
 * A block that new ids can still join is left out: its entries are searched one by one, as are those of one that lost an
 * entry, until this is called again.
 */
export function packNames(db: Connection): void {
  const highest = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM entry').pluck().get() ?? 0;
  const kept = new Set(db.prepare<[], number>('SELECT block FROM name_block').pluck().all());
  const pack = createPacker(db);
  for (let block = 0; (block + 1) * idsInBlock - 1 <= highest; block++) {
    if (!kept.has(block)) pack(block);
  }
}

function createPacker(db: Connection): (block: number) => void {
  const read = db.prepare<[number, number], { id: number; planKey: number; name: string }>(
    `SELECT id, plan_key AS planKey, coalesce(folded, lower(name)) AS name FROM entry
     WHERE id BETWEEN ? AND ? AND parent_id <> 0`,
  );
  const write = db.prepare('INSERT OR REPLACE INTO name_block (block, plan_key, names) VALUES (?, ?, ?)');
  const closed = db.prepare<[number], number>('SELECT 1 FROM entry WHERE id >= ? LIMIT 1').pluck();
  const pack = (block: number): void => {
    const first = block * idsInBlock;
    // Another process may have removed what came after it.
    if (closed.get(first + idsInBlock - 1) === undefined) return;
    const entries = read.all(first, first + idsInBlock - 1);
    const names: string[] = Array.from({ length: idsInBlock }, () => '');
    for (const { id, name } of entries) names[id - first] = name;
    const owners = new Set(entries.map(({ planKey }) => planKey));
    const [owner = null] = owners;
    write.run(block, owners.size === 1 ? owner : null, Buffer.from(`\0${names.join('\0')}\0`));
  };
  return db.transaction(pack).immediate;
}
