import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sessionBus, socketsOf } from '../../../../../electron/engine/secrets/keyring/session-bus.ts';

test('the session’s bus is where it says, else where systemd puts it, else nowhere', () => {
  const runtime = fs.mkdtempSync(path.join(os.tmpdir(), 'runtime-'));
  const nobody = 4_000_000;
  expect(sessionBus({ XDG_RUNTIME_DIR: runtime }, nobody)).toBeNull();
  fs.writeFileSync(path.join(runtime, 'bus'), '');
  expect(sessionBus({ XDG_RUNTIME_DIR: runtime }, nobody)).toBe(`unix:path=${runtime}/bus`);
  const said = { XDG_RUNTIME_DIR: runtime, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/elsewhere' };
  expect(sessionBus(said, nobody)).toBe('unix:path=/elsewhere');
  expect(sessionBus({}, undefined)).toBeNull();
});

test.each([
  ['unix:path=/run/user/1000/bus', ['/run/user/1000/bus']],
  ['unix:path=/tmp/with%20space,guid=0f', ['/tmp/with space']],
  ['unix:abstract=/tmp/dbus-x,guid=0f;unix:path=/other', ['\0/tmp/dbus-x', '/other']],
  ['tcp:host=localhost,port=1;nonsense', []],
])('%s', (address, sockets) => expect(socketsOf(address)).toEqual(sockets));
