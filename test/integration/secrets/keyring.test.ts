import { type ExecFileException, execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MoveStep } from '../../../electron/engine/secrets/move-key.ts';
import { openSession, type SecretService } from '../../helpers/secret-service.ts';

const fixture = fileURLToPath(new URL('../../fixtures/secret.ts', import.meta.url));
const secret = 'Unseen-5f1c ünseen';

let session: SecretService;
let home: string;
beforeAll(async () => {
  session = await openSession();
  await session.start('unlocked');
});
afterAll(() => session.close());
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyring-'));
});

const at = (name: string, folder = home) => path.join(folder, name);
const hasFile = (folder = home) => fs.existsSync(at('secrets.key', folder));

type Environment = Readonly<Record<string, string | undefined>>;

/** In the session, unless told otherwise. Each is a process that remembers nothing. */
function run(words: readonly string[], env: Environment = {}, folder = home): Promise<Record<string, unknown>> {
  const all = { ...process.env, ...session.env, HOLDFAST_KEYRING: undefined, VALUE: secret, ...env };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [fixture, folder, ...words], { env: all }, (error: ExecFileException | null, out) => {
      if (error?.signal) resolve({ killed: error.signal });
      else if (error) reject(error);
      else resolve(JSON.parse(out));
    });
  });
}

const get = async (name = 'a', env: Environment = {}, folder = home) => run(['get', name], env, folder);
const status = async (env: Environment = {}, folder = home) => (await run(['status'], env, folder)).done;
const inKeyring = { NEW_KEY: 'keyring' };

describe('a home whose key is in the keyring', () => {
  test('its first password makes the key there, other processes read it, and nothing of it lies in the home', async () => {
    await run(['set', 'a'], inKeyring);
    expect(hasFile()).toBe(false);
    expect(await get()).toEqual({ done: secret });
    await run(['set', 'b'], { VALUE: 'other' });
    expect(await get('b')).toEqual({ done: 'other' });
    expect(await get()).toEqual({ done: secret });
    expect(await status()).toMatchObject({ place: 'keyring', kept: 2, readable: true, keyring: 'ready', both: false });
    expect(fs.statSync(at('secrets.json')).mode & 0o777).toBe(0o600);
    expect(await run(['can-read'])).toEqual({ done: { readable: true, place: 'keyring', problem: null } });
  });

  test('a command that was started outside of the session finds it, where it always lies', async () => {
    await run(['set', 'a'], inKeyring);
    const runtime = fs.mkdtempSync(path.join(os.tmpdir(), 'runtime-'));
    fs.symlinkSync(path.join(session.folder, 'bus'), path.join(runtime, 'bus'));
    expect(await get('a', { DBUS_SESSION_BUS_ADDRESS: undefined, XDG_RUNTIME_DIR: runtime })).toEqual({ done: secret });
  });

  test('it goes with its folder, and each of two homes has its own', async () => {
    await run(['set', 'a'], inKeyring);
    const other = fs.mkdtempSync(path.join(os.tmpdir(), 'keyring-'));
    await run(['set', 'a'], { ...inKeyring, VALUE: 'of the other' }, other);
    const moved = `${home}-moved`;
    fs.renameSync(home, moved);
    expect(await get('a', {}, moved)).toEqual({ done: secret });
    expect(await get('a', {}, other)).toEqual({ done: 'of the other' });
  });

  test('switched off, or where there is none, the first password makes the key’s file', async () => {
    await run(['set', 'a'], { ...inKeyring, HOLDFAST_KEYRING: 'off' });
    expect(hasFile()).toBe(true);
    expect(await status({ HOLDFAST_KEYRING: 'off' })).toMatchObject({ place: 'file', readable: true, keyring: 'off' });
    expect(await get()).toEqual({ done: secret });
  });

  test('processes that make the first key at once agree on one', async () => {
    const names = ['a', 'b', 'c'];
    const places = ['keyring', 'file', 'keyring'];
    const kept = names.map((name, number) => run(['set', name], { NEW_KEY: places[number] }));
    expect(await Promise.all(kept)).toEqual(names.map(() => ({ done: null })));
    for (const name of names) expect(await get(name)).toEqual({ done: secret });
  });
});

describe('a keyring that can’t be used', () => {
  const noBus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

  test('no message bus: what is kept is told as unreadable for now, stays, and nothing new is made', async () => {
    await run(['set', 'a'], inKeyring);
    const before = fs.readFileSync(at('secrets.json'), 'utf8');
    expect(await get('a', noBus)).toEqual({ code: 'keyring-unavailable' });
    expect(await run(['set', 'b'], noBus)).toEqual({ code: 'keyring-unavailable' });
    expect(await status(noBus)).toMatchObject({
      place: 'keyring',
      readable: false,
      trouble: 'keyring',
      keyring: 'no-session',
    });
    expect(await run(['can-read'], noBus)).toMatchObject({ done: { readable: false, problem: 'keyring-unavailable' } });
    expect(fs.readFileSync(at('secrets.json'), 'utf8')).toBe(before);
    expect(await get()).toEqual({ done: secret });
  });

  test('a key in its file is not moved where there is none, and stays', async () => {
    await run(['set', 'a']);
    expect(await run(['move', 'keyring'], noBus)).toEqual({ code: 'keyring-unavailable' });
    expect(await get()).toEqual({ done: secret });
  });

  test('locked, as before a login, and a bus without a keyring: told apart, and none is started for us', async () => {
    await run(['set', 'a'], inKeyring);
    await session.lock();
    expect(await get()).toEqual({ code: 'keyring-unavailable' });
    expect(await status()).toMatchObject({ trouble: 'keyring', keyring: 'locked' });
    await session.start('locked');
    expect(await status()).toMatchObject({ trouble: 'keyring', keyring: 'locked' });
    await run(['set', 'a'], inKeyring, fs.mkdtempSync(path.join(os.tmpdir(), 'keyring-')));
    await session.end();
    expect(await status()).toMatchObject({ trouble: 'keyring', keyring: 'no-service' });
    expect(await session.isOwned()).toBe(false);
    await session.start('unlocked');
    expect(await get()).toEqual({ done: secret });
  });

  test('a bus that says nothing is waited for a few seconds and no longer', async () => {
    await run(['set', 'a'], inKeyring);
    const socket = path.join(home, 'silent');
    const server = net.createServer(() => {});
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    expect(await status({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` })).toMatchObject({ keyring: 'no-answer' });
    server.close();
  });

  test.runIf(process.getuid?.() === 0)('the session is somebody else’s: its bus lets nobody else in', async () => {
    await run(['set', 'a'], inKeyring);
    const program = fileURLToPath(
      new URL('../../../electron/engine/secrets/keyring/keyring.program.ts', import.meta.url),
    );
    fs.chmodSync(session.folder, 0o755);
    const child = spawn('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, program], {
      env: { ...process.env, ...session.env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(JSON.stringify({ verb: 'look', account: '' }));
    const said: Buffer[] = [];
    for await (const chunk of child.stdout) said.push(chunk);
    fs.chmodSync(session.folder, 0o700);
    expect(JSON.parse(Buffer.concat(said).toString())).toMatchObject({ state: 'no-session', value: null });
  });

  test('an entry that was removed is told as lost; what is kept is not overwritten', async () => {
    await run(['set', 'a'], inKeyring);
    const kept = JSON.parse(fs.readFileSync(at('secrets.json'), 'utf8'));
    const strange = { ...kept, key: { ...kept.key, account: crypto.randomUUID() } };
    fs.writeFileSync(at('secrets.json'), JSON.stringify(strange));
    expect(await get()).toEqual({ code: 'keyring-entry-lost' });
    expect(await run(['set', 'b'])).toEqual({ code: 'keyring-entry-lost' });
    expect(await run(['move', 'file'])).toEqual({ code: 'keyring-entry-lost' });
    expect(await status()).toMatchObject({ place: 'keyring', readable: false, trouble: 'key-lost', keyring: 'ready' });
    expect(JSON.parse(fs.readFileSync(at('secrets.json'), 'utf8'))).toEqual(strange);
    expect(hasFile()).toBe(false);
  });

  test('an entry that holds another home’s key opens nothing, and is told as lost', async () => {
    await run(['set', 'a'], inKeyring);
    const other = fs.mkdtempSync(path.join(os.tmpdir(), 'keyring-'));
    await run(['set', 'a'], inKeyring, other);
    const theirs = JSON.parse(fs.readFileSync(at('secrets.json', other), 'utf8')).key.account;
    const ours = JSON.parse(fs.readFileSync(at('secrets.json'), 'utf8'));
    fs.writeFileSync(at('secrets.json'), JSON.stringify({ ...ours, key: { ...ours.key, account: theirs } }));
    expect(await get()).toEqual({ code: 'keyring-entry-lost' });
  });
});

describe('moving the key', () => {
  test('there and back: passwords stay, and the place it left has it no more', async () => {
    await run(['set', 'a']);
    expect(await run(['move', 'keyring'])).toEqual({ done: null });
    expect(hasFile()).toBe(false);
    expect(await get()).toEqual({ done: secret });
    expect(await run(['move', 'keyring'])).toEqual({ done: null });
    expect(await run(['move', 'file'])).toEqual({ done: null });
    expect(fs.statSync(at('secrets.key')).mode & 0o777).toBe(0o600);
    expect(await get('a', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' })).toEqual({ done: secret });
    const record = fs.readFileSync(at('secrets.json'), 'utf8');
    fs.writeFileSync(at('secrets.json'), record.replace('"place": "file"', '"place": "keyring"'));
    fs.rmSync(at('secrets.key'));
    expect(await get()).toEqual({ code: 'keyring-entry-lost' });
  });

  const steps = {
    keyring: ['named', 'copied', 'recorded', 'removed'],
    file: ['copied', 'recorded', 'removed'],
  } as const;
  const cuts = (['keyring', 'file'] as const).flatMap((to) => steps[to].map((step): [string, MoveStep] => [to, step]));
  test.each(cuts)(
    'to the %s, killed once it is %s: it can be read all the time, and the same again ends it',
    async (to, step) => {
      await run(['set', 'a'], to === 'file' ? inKeyring : {});
      expect(await run(['move', to, step])).toEqual({ killed: 'SIGKILL' });
      expect(await get()).toEqual({ done: secret });
      await run(['set', 'b'], { VALUE: 'meanwhile' });
      expect(await run(['move', to])).toEqual({ done: null });
      expect(await status()).toMatchObject({ place: to, readable: true, both: false, kept: 2 });
      expect(hasFile()).toBe(to === 'file');
      expect([await get(), await get('b')]).toEqual([{ done: secret }, { done: 'meanwhile' }]);
    },
  );

  test('cut off, the other way works as well', async () => {
    await run(['set', 'a']);
    await run(['move', 'keyring', 'recorded']);
    expect(await status()).toMatchObject({ place: 'file', both: true, readable: true });
    await run(['move', 'file']);
    expect(await status()).toMatchObject({ place: 'file', both: false, readable: true });
    expect(await get()).toEqual({ done: secret });
  });

  test('while others keep and read, nothing is lost; of two moves at once one is told to wait', async () => {
    await run(['set', 'a']);
    const moves = async () => {
      const told = [];
      for (const to of ['keyring', 'file', 'keyring']) told.push(await run(['move', to]));
      return told;
    };
    const [writes, first, second] = await Promise.all([run(['set-many', 'x']), moves(), moves()]);
    expect(writes).toEqual({ done: null });
    for (const told of [...first, ...second]) expect([undefined, 'secrets-busy']).toContain(told.code);
    expect(await status()).toMatchObject({ kept: 11, readable: true });
    expect(await get('x/9')).toEqual({ done: secret });
  });

  test('a copy of the home that moves its key leaves the original what it lives by', async () => {
    await run(['set', 'a'], inKeyring);
    const copy = `${home}-copy`;
    fs.cpSync(home, copy, { recursive: true });
    expect(await run(['move', 'file'], {}, copy)).toEqual({ done: null });
    expect(await get('a', {}, copy)).toEqual({ done: secret });
    expect(await get()).toEqual({ done: secret });
  });
});

test('the key is in no argument and no environment while it goes to the keyring, and in no file of the home after', async () => {
  await run(['set', 'a']);
  const key = fs.readFileSync(at('secrets.key'), 'utf8').trim();
  let done = false;
  const moved = run(['move', 'keyring']).finally(() => {
    done = true;
  });
  const [told, seen] = [[] as string[], new Set<string>()];
  while (!done) {
    for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const said = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        if (said.includes('keyring.program')) seen.add('keyring.program');
        if (`${said}${fs.readFileSync(`/proc/${pid}/environ`, 'utf8')}`.includes(key)) told.push(said);
      } catch {
        // It has ended meanwhile.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await moved;
  expect([told, [...seen]]).toEqual([[], ['keyring.program']]);
  const files = fs.readdirSync(home).filter((name) => fs.readFileSync(at(name)).includes(key));
  expect(files).toEqual([]);
});
