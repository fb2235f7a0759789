import { onServer, type RestoreWork } from './restore-work.ts';

const everyMs = 1000;

/** Tells how a database grows until the function it gives is called; what it can't see is not told. */
export function watchGrowth(work: RestoreWork, database: string): () => Promise<void> {
  const { context } = work;
  let known = 0;
  let asking: Promise<void> = Promise.resolve();
  let isAsking = false;
  const ask = async (): Promise<void> => {
    isAsking = true;
    const bytes = await onServer(work, async (client) => {
      const { rows } = await client.query<{ bytes: string }>('SELECT pg_catalog.pg_database_size($1) AS bytes', [
        database,
      ]);
      return Number(rows[0]?.bytes ?? 0);
    }).catch(() => known);
    context.progress.advance({ bytes: Math.max(0, bytes - known) }, work.order.target);
    known = Math.max(known, bytes);
    isAsking = false;
  };
  const timer = setInterval(() => {
    if (!isAsking) asking = ask();
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await asking;
  };
}
