import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lookUpOwners } from '../../../electron/engine/tools/look-up-owners.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
let file: (name: string) => string;
beforeEach(() => {
  real = createRealHome();
  file = (name) => path.join(real.source, name);
});
afterEach(() => real.close());

const [away, gone] = [45_678, 45_679];

/** As if the snapshot had been made where these numbers have other names. */
function rename(snapshotId: string, owners: { users: Record<string, string>; groups: Record<string, string> }): void {
  const manifest = path.join(real.folderOf(snapshotId), 'manifest.json');
  fs.writeFileSync(manifest, JSON.stringify({ ...JSON.parse(fs.readFileSync(manifest, 'utf8')), owners }));
}

it('a backup notes who its numbers are, and those of the base stay known', async () => {
  const named = await lookUpOwners('user', [process.getuid?.() ?? 0, 4_000_000_000]);
  fs.writeFileSync(file('a'), 'a');
  const plan = real.addPlan('Plan', [real.source]);
  await real.backup(plan);
  fs.writeFileSync(file('b'), 'b');
  const { owners } = JSON.parse(
    fs.readFileSync(path.join(real.folderOf(await real.backup(plan)), 'manifest.json'), 'utf8'),
  );
  expect(owners.users).toEqual(Object.fromEntries((named ?? []).map(({ id, name }) => [id, name])));
});

it('names that begin like options or hold what divides fields are asked for by nobody', async () => {
  expect(await lookUpOwners('user', ['--help', 'a:b', ''])).toEqual([]);
});

it.runIf(process.getuid?.() === 0)('root gives what was somebody’s to who has that name here', async () => {
  const [nobody] = (await lookUpOwners('user', ['nobody'])) ?? [];
  const [group] = (await lookUpOwners('group', ['nogroup', 'nobody'])) ?? [];
  for (const name of ['folder/theirs', 'folder/unknown', 'folder/mine', 'single']) {
    fs.mkdirSync(path.dirname(file(name)), { recursive: true });
    fs.writeFileSync(file(name), name);
  }
  fs.symlinkSync('theirs', file('folder/link'));
  for (const name of ['folder', 'folder/theirs', 'folder/link', 'single']) fs.lchownSync(file(name), away, away);
  fs.chownSync(file('folder/unknown'), gone, gone);
  const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
  rename(snapshotId, {
    users: { 0: 'root', [away]: nobody?.name ?? '', [gone]: 'nobody-has-this-name' },
    groups: { [away]: group?.name ?? '' },
  });
  const run = await real.restore({ snapshotId, paths: [file('folder')], to: real.at('to') });
  expect(run.outcome).toBe('succeeded-with-warnings');
  expect(run.warnings).toMatchObject([{ code: 'owner-unknown' }]);
  expect(run.warnings[0]?.message).toContain('user nobody-has-this-name');
  const owner = (name: string): number[] => {
    const { uid, gid } = fs.lstatSync(name);
    return [uid, gid];
  };
  const theirs = [nobody?.id, group?.id];
  for (const name of ['folder', 'folder/theirs', 'folder/link']) expect(owner(real.at(`to/${name}`))).toEqual(theirs);
  expect(owner(real.at('to/folder/unknown'))).toEqual([gone, gone]);
  expect(owner(real.at('to/folder/mine'))).toEqual([0, 0]);

  // In place, what belongs to them differs by its owner alone; with another name it comes to them too.
  const inPlace = { snapshotId, paths: [file('single')] };
  expect((await real.preview(inPlace)).items).toEqual([`attributes ${file('single')}`]);
  await real.restore(inPlace);
  expect(owner(file('single'))).toEqual(theirs);
  expect((await real.preview(inPlace)).items).toEqual([]);
  await real.restore({ ...inPlace, suffix: ' old' });
  expect(owner(file('single old'))).toEqual(theirs);
});
