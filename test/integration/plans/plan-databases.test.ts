import fs from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DatabaseDraft, databaseDraftSchema } from '#shared/domain/database.ts';
import { type PlanDraft, planDraftSchema } from '#shared/domain/plan.ts';
import { createPlanService } from '../../../electron/engine/plans/plan-service.ts';
import { createSecretStore, databaseSecret } from '../../../electron/engine/secrets/secret-store.ts';
import { createEngineParts, type EngineParts } from '../../helpers/engine-parts.ts';

let parts: EngineParts;
beforeEach(async () => {
  parts = createEngineParts();
  await parts.makeRepository();
});
afterEach(() => parts.close());

const service = () => createPlanService(parts);
const draft = (changes: Partial<PlanDraft>) =>
  planDraftSchema.parse({ name: 'Shop', repository: parts.at('repository'), ...changes });
const server = (changes: Partial<DatabaseDraft> = {}) =>
  databaseDraftSchema.parse({ label: 'main', connection: { host: 'db.example' }, ...changes });
const passwordOf = (id: string | undefined) => createSecretStore(parts.home).get(databaseSecret(id ?? ''));

test('a plan without folders is accepted if it has a database, and refused if it has neither', async () => {
  const { plan } = await service().create(draft({ databases: [server()] }));
  expect(plan).toMatchObject({
    folders: [],
    databases: [{ label: 'main', include: ['*'], globals: 'without-passwords' }],
  });
  await expect(service().create(draft({ name: 'Nothing' }))).rejects.toThrow('needs something to back up');
  await expect(service().edit({ plan: plan.id, changes: { databases: [] } })).rejects.toThrow(
    'needs something to back up',
  );
  expect((await service().get({ plan: 'Shop' })).plan).toEqual(plan);
});

test('passwords are kept by source, apart from the plan, and forgotten with it', async () => {
  const { plan } = await service().create(
    draft({ databases: [server({ password: 'unseen one' }), server({ label: 'other', password: 'unseen two' })] }),
  );
  const [main, other] = plan.databases;
  expect([await passwordOf(main?.id), await passwordOf(other?.id)]).toEqual(['unseen one', 'unseen two']);
  expect(JSON.stringify(await service().list(undefined))).not.toContain('unseen');

  const edit = (databases: DatabaseDraft[]) => service().edit({ plan: plan.id, changes: { databases } });
  const kept = await edit([{ ...server({ label: 'renamed' }), id: main?.id }]);
  expect(kept.plan.databases).toEqual([expect.objectContaining({ id: main?.id, label: 'renamed' })]);
  expect([await passwordOf(main?.id), await passwordOf(other?.id)]).toEqual(['unseen one', null]);
  await edit([{ ...server(), id: main?.id, password: 'unseen three' }]);
  expect(await passwordOf(main?.id)).toBe('unseen three');
  await edit([{ ...server(), id: main?.id, password: null }]);
  expect(await passwordOf(main?.id)).toBeNull();
  await edit([{ ...server(), id: main?.id, password: 'unseen four' }]);
  await service().edit({ plan: plan.id, changes: { name: 'Store' } });
  expect(await passwordOf(main?.id)).toBe('unseen four');
  await service().remove({ plan: plan.id });
  expect(await passwordOf(main?.id)).toBeNull();

  const trail = JSON.stringify(await parts.catalogue.read.audit.list({ order: 'oldest-first', limit: 100 }));
  expect(trail).not.toContain('unseen');
  expect(trail).toContain('password of main');
  for (const name of fs.readdirSync(parts.home)) {
    expect(fs.readFileSync(`${parts.home}/${name}`, 'latin1')).not.toContain('unseen');
  }
});

test('what could not work is refused', async () => {
  const refused = async (...databases: DatabaseDraft[]) =>
    service()
      .create(draft({ databases }))
      .catch((error: unknown) => String(error));
  expect(await refused(server(), server({ label: 'MAIN' }))).toContain('labelled “MAIN”');
  expect(await refused(server({ id: crypto.randomUUID() }))).toContain('no database server with the id');
  expect(await refused(server({ password: 'two\nlines' }))).toContain('must be one line');
  expect(await refused(server({ include: ['a\u0000b'] }))).toContain('without control characters');
  expect(await service().list(undefined)).toEqual([]);
});

test('plans that were stored before there were databases have none', async () => {
  fs.mkdirSync(parts.at('docs'));
  const { plan } = await service().create(draft({ folders: [parts.at('docs')] }));
  const { databases: _, ...older } = plan;
  await parts.catalogue.write.plans.put(older as typeof plan);
  expect((await service().get({ plan: 'Shop' })).plan.databases).toEqual([]);
});
