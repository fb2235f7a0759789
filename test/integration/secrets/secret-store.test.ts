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

test('what is kept is found again by another process, and lies encrypted where only its owner reads', () => {
  const store = createSecretStore(home);
  expect(store.get('database/a')).toBeNull();
  store.set('database/a', 'first ünseen');
  store.set('database/b', 'second unseen');
  store.set('database/a', 'third ünseen');
  expect(createSecretStore(home).get('database/a')).toBe('third ünseen');
  expect(createSecretStore(home).get('database/b')).toBe('second unseen');
  expect(readAll().join('\n')).not.toMatch(/unseen|nseen/);
  for (const name of ['secrets.json', 'secrets.key']) expect(modeOf(name)).toBe(0o600);
  store.remove('database/a', 'database/c');
  expect(store.get('database/a')).toBeNull();
  expect(store.get('database/b')).toBe('second unseen');
});

test('the same password looks different each time', () => {
  const store = createSecretStore(home);
  store.set('a', 'same');
  const before = fs.readFileSync(at('secrets.json'), 'utf8');
  store.set('a', 'same');
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

test.each(['nonce', 'tag', 'data'] as const)('a changed %s is found', (part) => {
  const store = createSecretStore(home);
  store.set('a', 'unseen');
  change((secrets) => {
    const sealed = secrets.a;
    if (sealed) sealed[part] = flip(sealed[part]);
  });
  expect(() => store.get('a')).toThrow(expect.objectContaining({ code: 'secret-unreadable' }));
});

test('a value under another’s name, or with a shortened tag, is found', () => {
  const store = createSecretStore(home);
  store.set('a', 'unseen');
  store.set('b', 'other');
  change((secrets) => {
    if (secrets.a) secrets.b = secrets.a;
    secrets.c = { nonce: '', tag: '', data: '' };
  });
  for (const name of ['b', 'c'])
    expect(() => store.get(name)).toThrow(expect.objectContaining({ code: 'secret-unreadable' }));
  expect(store.get('a')).toBe('unseen');
});

test('a lost key is told with what to do, and what is given again counts', () => {
  const store = createSecretStore(home);
  store.set(databaseSecret('1'), 'lost');
  fs.rmSync(at('secrets.key'));
  expect(() => store.get(databaseSecret('1'))).toThrow(
    /secrets\.key.*is gone.*Give them again with “holdfast plan edit/,
  );
  store.set(databaseSecret('2'), 'new');
  expect(store.get(databaseSecret('2'))).toBe('new');
  expect(store.get(databaseSecret('1'))).toBeNull();
});

test('a file or a key that makes no sense is told', () => {
  const store = createSecretStore(home);
  store.set('a', 'unseen');
  fs.writeFileSync(at('secrets.key'), 'short');
  expect(() => store.get('a')).toThrow(expect.objectContaining({ code: 'secret-unreadable' }));
  fs.writeFileSync(at('secrets.json'), '{');
  expect(() => store.get('a')).toThrow(/makes no sense/);
});
