import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
beforeEach(() => {
  real = createRealHome();
});
afterEach(() => real.close());

const order = { paths: [] as string[], to: null as string | null, exact: false };
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const script = fileURLToPath(new URL('../../fixtures/restore.ts', import.meta.url));
const file = (name: string) => path.join(real.source, name);

/** Everything below a folder, with attributes, times and contents. */
function seen(folder: string): string {
  const list = execFileSync('find', [folder, '-printf', '%p %y %m %U %T@ %n %l\n'], { encoding: 'utf8' });
  return list + execFileSync('find', [folder, '-type', 'f', '-exec', 'sha256sum', '{}', '+'], { encoding: 'utf8' });
}

function makeTree(folder: string): void {
  fs.mkdirSync(path.join(folder, 'docs/sub'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'name'), 'from the snapshot');
  fs.linkSync(path.join(folder, 'name'), path.join(folder, 'docs/other-name'));
  fs.writeFileSync(path.join(folder, 'docs/equal'), 'equal', { mode: 0o666 });
  fs.writeFileSync(path.join(folder, 'docs/sub/deep'), 'deep');
}

/** Root may replace anything: the restore runs as nobody. */
function restoreAsNobody(chosen: string, to: string): RunDetail {
  const as = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : [];
  const [program = process.execPath, ...args] = [...as, process.execPath, script, real.home, chosen, to];
  return JSON.parse(execFileSync(program, args, { encoding: 'utf8' }));
}

/** What somebody else's folder holds under the same names. */
function makeElsewhere(): string {
  const elsewhere = real.at('elsewhere');
  fs.mkdirSync(path.join(elsewhere, 'sub'), { recursive: true, mode: 0o700 });
  fs.writeFileSync(path.join(elsewhere, 'other-name'), 'precious');
  fs.writeFileSync(path.join(elsewhere, 'equal'), 'equal', { mode: 0o600 });
  return elsewhere;
}

describe('nothing is written through a link that stands where a folder belongs', () => {
  it('when it came after the dry run: nothing is touched, and the next dry run shows it', async () => {
    makeTree(real.source);
    const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
    const request = { ...order, snapshotId, paths: [real.source] };
    fs.rmSync(file('docs/sub/deep'));
    const dry = await real.preview(request);
    const elsewhere = makeElsewhere();
    fs.rmSync(file('docs'), { recursive: true });
    fs.symlinkSync(elsewhere, file('docs'));
    fs.rmSync(file('name'));
    const before = seen(elsewhere);
    const run = await real.restore(request, dry);
    expect(seen(elsewhere)).toBe(before);
    expect(run).toMatchObject({ error: { code: 'restore-changed', details: { count: 5 } } });
    expect(fs.readlinkSync(file('docs'))).toBe(elsewhere);
    expect(fs.existsSync(file('name'))).toBe(false);
    expect((await real.preview(request)).items).toContain(`overwrite-newer ${file('docs')}`);
  });

  it('when it can not be removed, as in a folder of somebody else', async () => {
    makeTree(real.source);
    await real.backup(real.addPlan('Plan', [real.source]));
    const elsewhere = makeElsewhere();
    const target = real.at('to/source');
    fs.mkdirSync(target, { recursive: true });
    fs.copyFileSync(file('name'), path.join(target, 'name'));
    execFileSync('touch', ['-r', file('name'), path.join(target, 'name')]);
    fs.symlinkSync(elsewhere, path.join(target, 'docs'));
    if (isRoot) {
      execFileSync('chown', ['-R', `${nobody}:${nobody}`, path.dirname(real.source)]);
      fs.chownSync(target, 0, 0);
    }
    const before = seen(elsewhere);
    const run = restoreAsNobody(real.source, real.at('to'));
    expect(seen(elsewhere)).toBe(before);
    // Who is not root owns the folder, and opens it.
    if (!isRoot) return;
    expect(run.warnings.map((warning) => warning.path)).toContain(path.join(target, 'docs'));
    expect(run).toMatchObject({ error: { code: 'restore-incomplete', details: { count: 5 } } });
    expect(fs.readlinkSync(path.join(target, 'docs'))).toBe(elsewhere);
  });

  it('when the snapshot itself has a link where a folder is emptied for it', async () => {
    const elsewhere = makeElsewhere();
    fs.symlinkSync(elsewhere, file('docs'));
    const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
    fs.rmSync(file('docs'));
    fs.mkdirSync(file('docs/sub'), { recursive: true });
    for (const name of ['docs/equal', 'docs/other-name']) fs.writeFileSync(file(name), 'to be deleted');
    const before = seen(elsewhere);
    const run = await real.restore({ ...order, snapshotId, exact: true });
    expect(run).toMatchObject({ outcome: 'succeeded', result: { overwritten: 1, deleted: 3 } });
    expect(seen(elsewhere)).toBe(before);
    expect(fs.readlinkSync(file('docs'))).toBe(elsewhere);
  });
});

describe('what was to be deleted to make room', () => {
  it('stays when what was to come is damaged', async () => {
    fs.writeFileSync(file('report'), 'a file');
    const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
    fs.writeFileSync(path.join(real.folderOf(snapshotId), 'files', file('report')), 'A FILE');
    fs.rmSync(file('report'));
    fs.mkdirSync(file('report/sub'), { recursive: true });
    fs.writeFileSync(file('report/sub/work'), 'work');
    fs.writeFileSync(file('extra'), 'extra');
    const run = await real.restore({ ...order, snapshotId, exact: true, onDamage: 'leave-out' });
    expect(run).toMatchObject({ error: { code: 'restore-incomplete' }, result: { overwritten: 0, deleted: 1 } });
    expect(run.warnings).toMatchObject([{ code: 'file-damaged', path: file('report') }]);
    expect(fs.readFileSync(file('report/sub/work'), 'utf8')).toBe('work');
    expect(fs.existsSync(file('extra'))).toBe(false);
  });

  it('stays when something that was not confirmed has come to lie beside it', async () => {
    fs.writeFileSync(file('report'), 'a file');
    const snapshotId = await real.backup(real.addPlan('Plan', [real.source]));
    fs.rmSync(file('report'));
    fs.mkdirSync(file('report'));
    fs.writeFileSync(file('report/confirmed'), 'confirmed');
    const request = { ...order, snapshotId, exact: true };
    const dry = await real.preview(request);
    fs.writeFileSync(file('report/came-later'), 'came later');
    const run = await real.restore(request, dry);
    expect(run).toMatchObject({ error: { code: 'restore-changed' }, result: null });
    expect(fs.readdirSync(file('report')).sort()).toEqual(['came-later', 'confirmed']);
  });
});
