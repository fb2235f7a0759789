import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeMessage,
  encodeCall,
  textOf,
  truthOf,
} from '../../../../../electron/engine/secrets/keyring/bus-message.ts';

/** As a session's bus sent them: GNOME's keyring on the alias of its default collection, and the bus once that had ended. */
const answers = {
  named:
    '6c0201012e000000050000002d00000006017300040000003a312e330000000008016700016f0000050175000200000007017300040000003a312e3100000000290000002f6f72672f667265656465736b746f702f736563726574732f636f6c6c656374696f6e2f6c6f67696e00',
  nobody:
    '6c03010132000000030000007500000006017300040000003a312e330000000004017300290000006f72672e667265656465736b746f702e444275732e4572726f722e4e616d654861734e6f4f776e6572000000000000000501750003000000080167000173000007017300140000006f72672e667265656465736b746f702e44427573000000002d0000004e616d6520226f72672e667265656465736b746f702e736563726574732220646f6573206e6f7420657869737400',
};

const call = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
  member: 'ReadAlias',
};

test('a call has its parts on their boundaries, and wants nothing to be started', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 30 }), { maxLength: 3 }), fc.integer({ min: 1 }), (texts, serial) => {
      const message = encodeCall({ ...call, texts: texts.map((text) => text.replaceAll('\0', '')) }, serial);
      expect([message[0], message[1], message[2]]).toEqual([0x6c, 1, 2]);
      const names = message.readUInt32LE(12);
      const bodyAt = 16 + names + ((8 - (names % 8)) % 8);
      expect(message.length).toBe(bodyAt + message.readUInt32LE(4));
      expect(message.readUInt32LE(8)).toBe(serial);
    }),
  );
});

test('a message is read once it is all there, with the call that it answers', () => {
  const message = Buffer.from(answers.named, 'hex');
  for (let length = 0; length < message.length; length += 1)
    expect(decodeMessage(message.subarray(0, length))).toBeNull();
  const read = decodeMessage(Buffer.concat([message, message]));
  expect(read).toMatchObject({ end: message.length, reply: { serial: 2, error: null } });
  expect(textOf(read?.reply?.body ?? Buffer.alloc(4))).toBe('/org/freedesktop/secrets/collection/login');
});

test('an error is told by its name', () => {
  const read = decodeMessage(Buffer.from(answers.nobody, 'hex'));
  expect(read?.reply).toMatchObject({ serial: 3, error: 'org.freedesktop.DBus.Error.NameHasNoOwner' });
});

test('nonsense is refused, whatever it claims to be long', () => {
  expect(() => decodeMessage(Buffer.alloc(16, 0xff))).toThrow('nonsense');
  expect(() => decodeMessage(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'))).toThrow('nonsense');
});

test('a truth value is one only where it says so', () => {
  expect(truthOf(Buffer.from('0162000001000000', 'hex'))).toBe(true);
  expect(truthOf(Buffer.from('0162000000000000', 'hex'))).toBe(false);
  expect(truthOf(Buffer.from('0173000001000000', 'hex'))).toBeNull();
});
