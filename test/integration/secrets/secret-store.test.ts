import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { createSecretStore, databaseSecret } from '../../../electron/engine/secrets/secret-store.ts';

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
});

const at = (name: string) => path.join(home, name);
const readAll = () => fs.readdirSync(home).map((name) => fs.readFileSync(at(name), 'latin1'));
const modeOf = (name: string) => fs.statSync(at(name)).mode & 0o777;

test('what is kept is found again by another process, and lies encrypted where only its owner reads', async () => {
  const store = createSecretStore(home);
  expect(await store.get('database/a')).toBeNull();
  await store.set('database/a', 'first ünseen');
  await store.set('database/b', 'second unseen');
  await store.set('database/a', 'third ünseen');
  expect(await createSecretStore(home).get('database/a')).toBe('third ünseen');
  expect(await createSecretStore(home).get('database/b')).toBe('second unseen');
  expect(readAll().join('\n')).not.toMatch(/unseen|nseen/);
  for (const name of ['secrets.json', 'secrets.key']) expect(modeOf(name)).toBe(0o600);
  store.remove('database/a', 'database/c');
  expect(await store.get('database/a')).toBeNull();
  expect(await store.get('database/b')).toBe('second unseen');
});

test('the same password looks different each time', async () => {
  const store = createSecretStore(home);
  await store.set('a', 'same');
  const before = fs.readFileSync(at('secrets.json'), 'utf8');
  await store.set('a', 'same');
  expect(fs.readFileSync(at('secrets.json'), 'utf8')).not.toBe(before);
});

function change(act: (secrets: Record<string, { nonce: string; tag: string; data: string }>) => void): void {
  const content = JSON.parse(fs.readFileSync(at('secrets.json'), 'utf8'));
  act(content.secrets);
  fs.writeFileSync(at('secrets.json'), JSON.stringify(content));
}

const flip = (text: string) => {
  const bytes = Buffer.from(text, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
};

test.each(['nonce', 'tag', 'data'] as const)('a changed %s is found', async (part) => {
  const store = createSecretStore(home);
  await store.set('a', 'unseen');
  change((secrets) => {
    const sealed = secrets.a;
    if (sealed) sealed[part] = flip(sealed[part]);
  });
  await expect(store.get('a')).rejects.toThrow(expect.objectContaining({ code: 'secret-unreadable' }));
});

test('a value under another’s name, or with a shortened tag, is found', async () => {
  const store = createSecretStore(home);
  await store.set('a', 'unseen');
  await store.set('b', 'other');
  change((secrets) => {
    if (secrets.a) secrets.b = secrets.a;
    secrets.c = { nonce: '', tag: '', data: '' };
  });
  for (const name of ['b', 'c'])
    await expect(store.get(name)).rejects.toThrow(expect.objectContaining({ code: 'secret-unreadable' }));
  expect(await store.get('a')).toBe('unseen');
});

test('a lost key is told with what to do, and what is given again counts', async () => {
  const store = createSecretStore(home);
  await store.set(databaseSecret('1'), 'lost');
  fs.rmSync(at('secrets.key'));
  await expect(store.get(databaseSecret('1'))).rejects.toThrow(
    /secrets\.key.*is gone.*Give them again with “holdfast plan edit/,
  );
  await store.set(databaseSecret('2'), 'new');
  expect(await store.get(databaseSecret('2'))).toBe('new');
  expect(await store.get(databaseSecret('1'))).toBeNull();
});

test('a file or a key that makes no sense is told', async () => {
  const store = createSecretStore(home);
  await store.set('a', 'unseen');
  fs.writeFileSync(at('secrets.key'), 'short');
  await expect(store.get('a')).rejects.toThrow(expect.objectContaining({ code: 'secret-unreadable' }));
  fs.writeFileSync(at('secrets.json'), '{');
  await expect(store.get('a')).rejects.toThrow(/makes no sense/);
});
