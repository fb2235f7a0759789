import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { differences } from '../../helpers/odd-tree.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
beforeEach(() => {
  real = createRealHome();
});
afterEach(() => real.close());

/** A tree large enough to get its attributes in parts: one of them with links, one whose name begins like another's, and small folders and files beside them. */
function makeTree(): void {
  const at = (name: string) => path.join(real.source, name);
  for (const large of ['one', 'one-more', 'linked']) {
    fs.mkdirSync(at(large));
    for (let number = 0; number < 1010; number += 1) fs.writeFileSync(at(`${large}/${number}`), String(number));
  }
  for (const small of ['one/empty', 'small', 'small/deep', 'one/inner', 'one/inner/closed', 'zuletzt'])
    fs.mkdirSync(at(small));
  for (const file of ['beside', 'one!', 'one0', 'small/deep/file', 'one/inner/closed/file'])
    fs.writeFileSync(at(file), file);
  fs.linkSync(at('linked/7'), at('linked/seven'));
  fs.linkSync(at('linked/8'), at('small/eight'));
  fs.symlinkSync('../beside', at('one/to-beside'));
  execFileSync('setfattr', ['-n', 'user.note', '-v', 'kept', at('one/5')]);
  execFileSync('setfacl', ['-m', 'u:1:rx', at('one/inner')]);
  const times = ['-exec', 'touch', '-h', '-d', '2020-02-02 02:02:02.123456789', '{}', '+'];
  execFileSync('find', [real.source, '-name', '*7', ...times]);
  fs.chmodSync(at('one/inner/closed'), 0o550);
  fs.chmodSync(at('one'), 0o2711);
  execFileSync('find', [real.source, '-type', 'd', ...times]);
}

it('a large tree comes back as it was, and what is damaged in it is left out', async () => {
  makeTree();
  const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
  const order = { snapshotId, paths: [real.source], to: real.at('to'), exact: false };
  expect(await real.restore(order)).toMatchObject({ outcome: 'succeeded', warnings: [] });
  expect(differences(real.source, real.at('to/source'))).toBe('');
  expect(fs.statSync(real.at('to/source/linked/8')).ino).toBe(fs.statSync(real.at('to/source/small/eight')).ino);

  const stored = path.join(real.folderOf(snapshotId), 'files', real.source, 'one/1');
  fs.writeFileSync(stored, '?');
  const damaged = await real.restore({ ...order, to: real.at('again') });
  expect(damaged).toMatchObject({ outcome: 'failed', error: { code: 'restore-incomplete' } });
  expect(damaged.warnings.map(({ code, path: at }) => [code, at])).toEqual([
    ['file-damaged', real.at('again/source/one/1')],
  ]);
  fs.rmSync(path.join(real.source, 'one/1'));
  execFileSync('touch', ['-r', real.at('to/source/one'), path.join(real.source, 'one')]);
  expect(differences(real.source, real.at('again/source'))).toBe('');
}, 180_000);
