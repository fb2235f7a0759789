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
type Answer = Readonly<Record<string, unknown>>;

/** In the session, unless told otherwise. Each is a process that remembers nothing; it gives an answer to each order. */
function run(orders: readonly string[], env: Environment = {}, folder = home): Promise<readonly Answer[]> {
  const all = { ...process.env, ...session.env, HOLDFAST_KEYRING: undefined, VALUE: secret, ...env };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [fixture, folder, ...orders], { env: all }, (error: ExecFileException | null, out) => {
      const said = out.trim() === '' ? [] : out.trim().split('\n');
      if (error?.signal) resolve([{ killed: error.signal }]);
      else if (error) reject(error);
      else resolve(said.map((line) => JSON.parse(line)));
    });
  });
}

const inKeyring = { NEW_KEY: 'keyring' };

const unavailable = { code: 'keyring-unavailable' };
const lost = { code: 'keyring-entry-lost' };
const fine = { done: null };
const kept = { done: secret };
const stands = (status: Answer) => ({ done: expect.objectContaining(status) });
const newFolder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'keyring-'));

describe('a home whose key is in the keyring', () => {
  test('its first password makes the key there, other processes read it, and nothing of it lies in the home', async () => {
    await run(['set:a'], inKeyring);
    expect(hasFile()).toBe(false);
    expect(await run(['get:a', 'set:b'], { VALUE: 'other' })).toEqual([kept, fine]);
    const whole = { place: 'keyring', kept: 2, readable: true, keyring: 'ready', both: false };
    const read = { readable: true, place: 'keyring', problem: null };
    expect(await run(['status', 'get:a', 'get:b', 'can-read'])).toEqual([
      stands(whole),
      kept,
      { done: 'other' },
      { done: read },
    ]);
    expect(fs.statSync(at('secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('it is found from outside of the session, goes with its folder, and is not that of another home', async () => {
    const other = newFolder();
    await Promise.all([run(['set:a'], inKeyring), run(['set:a'], { ...inKeyring, VALUE: 'of the other' }, other)]);
    const runtime = newFolder();
    fs.symlinkSync(path.join(session.folder, 'bus'), path.join(runtime, 'bus'));
    const moved = `${home}-moved`;
    fs.renameSync(home, moved);
    const outside = { DBUS_SESSION_BUS_ADDRESS: undefined, XDG_RUNTIME_DIR: runtime };
    expect(await run(['get:a'], outside, moved)).toEqual([kept]);
    expect(await run(['get:a'], {}, other)).toEqual([{ done: 'of the other' }]);
  });

  test('switched off, the first password makes the key’s file', async () => {
    const off = { ...inKeyring, HOLDFAST_KEYRING: 'off' };
    expect(await run(['set:a', 'status', 'get:a'], off)).toEqual([
      fine,
      stands({ place: 'file', keyring: 'off' }),
      kept,
    ]);
    expect(hasFile()).toBe(true);
  });

  test('processes that make the first key at once agree on one', async () => {
    const places = { a: 'keyring', b: 'file', c: 'keyring' };
    const made = Object.entries(places).map(([name, place]) => run([`set:${name}`], { NEW_KEY: place }));
    expect(await Promise.all(made)).toEqual([[fine], [fine], [fine]]);
    expect(await run(['get:a', 'get:b', 'get:c'])).toEqual([kept, kept, kept]);
  });
});

describe('a keyring that can’t be used', () => {
  const noBus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

  test('no message bus: what is kept is told as unreadable for now, stays, and nothing new is made', async () => {
    await run(['set:a'], inKeyring);
    const before = fs.readFileSync(at('secrets.json'), 'utf8');
    const state = { place: 'keyring', readable: false, trouble: 'keyring', keyring: 'no-session' };
    const cannot = { done: { readable: false, place: 'keyring', problem: 'keyring-unavailable' } };
    const told = [unavailable, unavailable, unavailable, stands(state), cannot];
    expect(await run(['get:a', 'set:b', 'move:file', 'status', 'can-read'], noBus)).toEqual(told);
    expect(fs.readFileSync(at('secrets.json'), 'utf8')).toBe(before);
    expect(await run(['get:a'])).toEqual([kept]);
  });

  test('a key in its file is not moved where there is none, and stays', async () => {
    expect(await run(['set:a', 'move:keyring', 'get:a'], noBus)).toEqual([fine, unavailable, kept]);
  });

  test('locked, as before a login, and a bus without a keyring: told apart, and none is started for us', async () => {
    await run(['set:a'], inKeyring);
    await session.lock();
    const locked = [unavailable, stands({ trouble: 'keyring', keyring: 'locked' })];
    expect(await run(['get:a', 'status'])).toEqual(locked);
    await session.start('locked');
    expect(await run(['get:a', 'status'])).toEqual(locked);
    const other = newFolder();
    expect(await run(['set:a', 'get:a'], inKeyring, other)).toEqual([fine, kept]);
    expect(hasFile(other)).toBe(true);
    await session.end();
    expect(await run(['status'])).toEqual([stands({ trouble: 'keyring', keyring: 'no-service' })]);
    expect(await session.isOwned()).toBe(false);
    await session.start('unlocked');
    expect(await run(['get:a'])).toEqual([kept]);
  });

  test('a bus that says nothing is waited for a few seconds and no longer', async () => {
    const socket = path.join(home, 'silent');
    const server = net.createServer(() => {});
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    const state = stands({ keyring: 'no-answer' });
    expect(await run(['status'], { DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` })).toEqual([state]);
    server.close();
  });

  test.runIf(process.getuid?.() === 0)('the session is somebody else’s: its bus lets nobody else in', async () => {
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

  test('an entry that was removed, or holds another home’s key, is told as lost; what is kept is not overwritten', async () => {
    const other = newFolder();
    await Promise.all([run(['set:a'], inKeyring), run(['set:a'], inKeyring, other)]);
    const theirs = JSON.parse(fs.readFileSync(at('secrets.json', other), 'utf8')).key.account;
    const ours = JSON.parse(fs.readFileSync(at('secrets.json'), 'utf8'));
    for (const account of [crypto.randomUUID(), theirs]) {
      const strange = { ...ours, key: { ...ours.key, account } };
      fs.writeFileSync(at('secrets.json'), JSON.stringify(strange));
      const state = stands({ place: 'keyring', readable: false, trouble: 'key-lost', keyring: 'ready' });
      expect(await run(['get:a', 'set:b', 'move:file', 'status'])).toEqual([lost, lost, lost, state]);
      expect(JSON.parse(fs.readFileSync(at('secrets.json'), 'utf8'))).toEqual(strange);
      expect(hasFile()).toBe(false);
    }
  });
});

describe('moving the key', () => {
  test('there and back: passwords stay, and the place it left has it no more', async () => {
    expect(await run(['set:a', 'move:keyring'])).toEqual([fine, fine]);
    expect(hasFile()).toBe(false);
    expect(await run(['get:a', 'move:keyring', 'move:file'])).toEqual([kept, fine, fine]);
    expect(fs.statSync(at('secrets.key')).mode & 0o777).toBe(0o600);
    expect(await run(['get:a'], { HOLDFAST_KEYRING: 'off' })).toEqual([kept]);
    const record = fs.readFileSync(at('secrets.json'), 'utf8');
    fs.writeFileSync(at('secrets.json'), record.replace('"place": "file"', '"place": "keyring"'));
    fs.rmSync(at('secrets.key'));
    expect(await run(['get:a'])).toEqual([lost]);
  });

  const steps = {
    keyring: ['named', 'copied', 'recorded', 'removed'],
    file: ['copied', 'recorded', 'removed'],
  } as const;
  const cuts = (['keyring', 'file'] as const).flatMap((to) => steps[to].map((step): [string, MoveStep] => [to, step]));
  test.each(cuts)(
    'to the %s, killed once it is %s: it can be read all the time, and the same again ends it',
    async (to, step) => {
      const env = to === 'file' ? inKeyring : {};
      expect(await run(['set:a', `move:${to}:${step}`], env)).toEqual([{ killed: 'SIGKILL' }]);
      expect(await run(['get:a', 'set:b', `move:${to}`])).toEqual([kept, fine, fine]);
      const state = stands({ place: to, readable: true, both: false, kept: 2 });
      expect(await run(['status', 'get:a', 'get:b'])).toEqual([state, kept, kept]);
      expect(hasFile()).toBe(to === 'file');
    },
  );

  test('cut off, the other way works as well', async () => {
    await run(['set:a', 'move:keyring:recorded']);
    const state = { place: 'file', readable: true };
    const told = [stands({ ...state, both: true }), fine, stands({ ...state, both: false }), kept];
    expect(await run(['status', 'move:file', 'status', 'get:a'])).toEqual(told);
  });

  test('while others keep and read, nothing is lost; of two moves at once one is told to wait', async () => {
    await run(['set:a']);
    const moves = ['move:keyring', 'move:file', 'move:keyring'];
    const [writes, ...moved] = await Promise.all([run(['set-many:x']), run(moves), run(moves)]);
    expect(writes).toEqual([fine]);
    for (const { code } of moved.flat()) expect([undefined, 'secrets-busy']).toContain(code);
    expect(await run(['status', 'get:x/9'])).toEqual([stands({ kept: 11, readable: true }), kept]);
  });

  test('a copy of the home that moves its key leaves the original what it lives by', async () => {
    await run(['set:a'], inKeyring);
    const copy = `${home}-copy`;
    fs.cpSync(home, copy, { recursive: true });
    expect(await run(['move:file', 'get:a'], {}, copy)).toEqual([fine, kept]);
    expect(await run(['get:a'])).toEqual([kept]);
  });
});

test('the key is in no argument and no environment while it goes to the keyring, and in no file of the home after', async () => {
  await run(['set:a']);
  const key = fs.readFileSync(at('secrets.key'), 'utf8').trim();
  let done = false;
  const moved = run(['move:keyring']).finally(() => {
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
