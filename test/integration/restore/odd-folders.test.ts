import fs from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fsPath } from '../../../electron/engine/tools/fs-path.ts';
import { decodePathText } from '../../../shared/domain/path-text.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
beforeEach(() => {
  real = createRealHome();
});
afterEach(() => real.close());

const latin = decodePathText(Buffer.from('caf\xe9', 'latin1'));
const order = { paths: [] as string[], to: null as string | null, exact: false };

it('what lies below a folder whose name is not UTF-8 comes back in place and elsewhere', async () => {
  const folder = `${real.source}/${latin}`;
  fs.mkdirSync(fsPath(`${folder}/sub/${latin}`), { recursive: true });
  for (const name of ['file', 'sub/inner', `sub/${latin}/deep`]) fs.writeFileSync(fsPath(`${folder}/${name}`), name);
  fs.linkSync(fsPath(`${folder}/file`), fsPath(`${folder}/sub/other-name`));
  fs.chmodSync(fsPath(`${folder}/sub`), 0o710);
  const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
  const paths = [`${folder}/file`, `${folder}/sub`];
  const to = real.at('to');
  const elsewhere = await real.restore({ ...order, snapshotId, paths, to });
  expect(elsewhere).toMatchObject({ outcome: 'succeeded', warnings: [] });
  fs.rmSync(fsPath(`${folder}/file`));
  fs.rmSync(fsPath(`${folder}/sub`), { recursive: true });
  expect(await real.restore({ ...order, snapshotId, paths })).toMatchObject({ outcome: 'succeeded', warnings: [] });
  for (const place of [to, folder]) {
    for (const name of ['file', 'sub/inner', `sub/${latin}/deep`]) {
      expect(fs.readFileSync(fsPath(`${place}/${name}`), 'utf8')).toBe(name);
    }
    expect(fs.statSync(fsPath(`${place}/file`)).ino).toBe(fs.statSync(fsPath(`${place}/sub/other-name`)).ino);
    expect(fs.statSync(fsPath(`${place}/sub`)).mode & 0o777).toBe(0o710);
  }
});

it('a receiving folder whose name is not UTF-8, also behind a link, is refused before anything is touched', async () => {
  fs.writeFileSync(`${real.source}/file`, 'file');
  const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
  const to = real.at(latin);
  const refused = { code: 'invalid-input', details: { reason: expect.stringContaining('not UTF-8') } };
  await expect(real.preview({ ...order, snapshotId, to: `${to}/sub` })).rejects.toMatchObject(refused);
  fs.mkdirSync(fsPath(to));
  fs.symlinkSync(fsPath(to), real.at('link'));
  await expect(real.preview({ ...order, snapshotId, to })).rejects.toMatchObject(refused);
  await expect(real.preview({ ...order, snapshotId, to: real.at('link') })).rejects.toMatchObject(refused);
  expect(fs.readdirSync(fsPath(to))).toEqual([]);
});
