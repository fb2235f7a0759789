import type pg from 'pg';
import { numberOf } from './build-count-query.ts';
import type { Counts, SumDigest } from './counts-file.ts';

/** So many large objects are summed, and of each its beginning. */
const sampledObjects = 200;
const sampledBytes = 1024 ** 2;

type LargeObjects = Counts['largeObjects'];

/** Whether the role may read all of them. */
export const mayReadLargeObjects = `SELECT NOT EXISTS (SELECT FROM pg_largeobject_metadata m
  WHERE current_setting('lo_compat_privileges') = 'off' AND NOT pg_has_role(m.lomowner, 'USAGE')
    AND NOT EXISTS (SELECT FROM aclexplode(m.lomacl) a
      WHERE a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_has_role(a.grantee, 'USAGE')))) AS may`;

/** `modulus`: that of another count which this one is to be compared with. */
export async function countLargeObjects(
  client: pg.ClientBase,
  { digest, modulus }: { readonly digest: SumDigest; readonly modulus?: number | undefined },
): Promise<LargeObjects> {
  const [known] = (
    await client.query<{ count: string; bytes: string }>(
      `SELECT count(*)::text AS count, pg_total_relation_size('pg_largeobject')::text AS bytes FROM pg_largeobject_metadata`,
    )
  ).rows;
  const count = Number(known?.count ?? 0);
  const bytes = Number(known?.bytes ?? 0);
  const [right] = (await client.query<{ may: boolean }>(mayReadLargeObjects)).rows;
  if (count === 0 || right?.may !== true) return { count, bytes, sample: null };
  const taken = modulus ?? Math.max(1, Math.floor(count / sampledObjects));
  const text = `int8send(m.oid::bigint) || lo_get(m.oid, 0, ${sampledBytes})`;
  const [sample] = (
    await client.query<{ rows: string; sum: string }>(
      `SELECT count(*)::text AS rows, coalesce(sum(${numberOf(text, digest)}), 0)::text AS sum
       FROM pg_largeobject_metadata m WHERE m.oid::bigint % ${taken} = 0`,
    )
  ).rows;
  const by = { columns: ['oid'], hashed: false, modulus: taken };
  return { count, bytes, sample: sample ? { rows: Number(sample.rows), sum: sample.sum, by } : null };
}
