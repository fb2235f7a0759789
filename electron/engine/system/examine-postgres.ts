import type { DatabaseSource } from '#shared/domain/database.ts';
import type { Plan } from '#shared/domain/plan.ts';
import type { Doctor, Program } from '#shared/domain/system.ts';
import { asHoldfastError } from '#shared/errors.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import { nameServer } from '../databases/name-server.ts';
import { testConnection } from '../databases/test-connection.ts';
import { createSecretStore, databaseSecret } from '../secrets/secret-store.ts';
import { installCommand } from '../tools/install-command.ts';
import { listPostgres } from '../tools/postgres/find-postgres.ts';

type Check = Doctor['checks'][number];

/** PostgreSQL's programs by version: a server needs a pg_dump that is at least as new. */
export async function findPostgresPrograms(): Promise<Program[]> {
  const clients = await listPostgres('pg_dump');
  const servers = await listPostgres('initdb');
  return [
    ...clients.map(({ path, version, major }) => ({
      ...{ name: 'pg_dump', version, path, ok: true, problem: null },
      purpose: `dumps databases of PostgreSQL ${major} and older`,
    })),
    ...servers.map(({ path, version, major }) => ({
      ...{ name: 'initdb', version, path, ok: true, problem: null },
      purpose: `makes scratch servers in which dumps of PostgreSQL ${major} and older are proven`,
    })),
    ...(clients.length > 0 ? [] : [await missingClient()]),
  ];
}

async function missingClient(): Promise<Program> {
  const install = await installCommand('pg_dump', (manager) =>
    manager === 'apt-get' ? 'postgresql-client' : 'postgresql',
  );
  return {
    ...{ name: 'pg_dump', version: null, path: null, ok: false, purpose: 'dumps databases of PostgreSQL' },
    problem: `pg_dump is not installed. Plans with databases need it. Install it with: ${install}`,
  };
}

/** Each database server of the plans, asked as a backup would ask it. */
export async function examineServers(home: string, plans: readonly Plan[]): Promise<Check[]> {
  const asked = plans.flatMap((plan) => plan.databases.map((source) => examineServer(home, plan, source)));
  return Promise.all(asked);
}

async function examineServer(home: string, plan: Plan, source: DatabaseSource): Promise<Check> {
  const name = `databases “${source.label}” of “${plan.name}”`;
  try {
    const password = await createSecretStore(home).get(databaseSecret(source.id));
    const { serverVersion, databases, bytes, problems, client } = await testConnection({ source, password });
    const chosen = databases.filter((database) => database.chosen).length;
    const holds = `PostgreSQL ${serverVersion}, ${chosen} of ${databases.length} databases, ${formatBytes(bytes)}.`;
    const message = [holds, ...problems].join(' ');
    return { name, ok: client.pgDump !== null && chosen > 0, note: problems.length > 0, message };
  } catch (error) {
    return { name, ok: false, message: nameServer(asHoldfastError(error), source.label).message };
  }
}
