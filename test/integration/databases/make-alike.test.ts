import { expect, it } from 'vitest';
import { makeAlike } from '../../../electron/engine/databases/proof/make-alike.ts';
import { startPostgres } from '../../helpers/postgres.ts';

it('a database is made as it was; where its locale is not known, with another, which is remarked', async () => {
  const server = await startPostgres();
  try {
    let made = 0;
    const place = {
      name: 'this machine',
      make: async (options: string) => {
        made += 1;
        await server.sql('postgres', `CREATE DATABASE made_${made} WITH TEMPLATE = template0 ${options}`);
        return `made_${made}`;
      },
    };
    const latin = "ENCODING = 'LATIN1' LOCALE_PROVIDER = libc LOCALE = 'C'";
    expect(await makeAlike(place, { databaseOptions: latin })).toEqual({ database: 'made_1', remarks: [] });
    const elsewhere = await makeAlike(place, { databaseOptions: "ENCODING = 'UTF8' LOCALE = 'xx_YY.UTF-8'" });
    expect(elsewhere).toMatchObject({ database: 'made_3' });
    expect(elsewhere.remarks[0]).toMatch(
      /^The database was made with the locale C, as this machine lacks its own: .*xx_YY/,
    );
    expect(await makeAlike(place, { databaseOptions: '' })).toMatchObject({ database: 'made_4' });
    const known = await server.sql(
      'postgres',
      `SELECT pg_encoding_to_char(encoding) AS encoding, datcollate AS locale FROM pg_database
       WHERE datname IN ('made_1', 'made_3') ORDER BY datname`,
    );
    expect(known).toEqual([
      { encoding: 'LATIN1', locale: 'C' },
      { encoding: 'UTF8', locale: 'C' },
    ]);
  } finally {
    await server.close();
  }
});
