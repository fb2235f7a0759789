import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exclusionsSchema, type PlanPreview } from '#shared/domain/plan.ts';
import { defaultDrive } from '#shared/domain/volume.ts';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { quietPorts } from '../../helpers/quiet-ports.ts';

let folder: string;
let engine: Engine;

beforeEach(async () => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-agrees-')));
  engine = await createEngine({ home: path.join(folder, 'home'), owner: 'command', ports: quietPorts() });
});

afterEach(async () => {
  await engine.close();
  fs.rmSync(folder, { recursive: true });
});

const at = (name: string) => path.join(folder, name);

/** Everything a preview and a backup could judge differently. */
const tree = String.raw`
mkdir -p keep/deep node_modules/x sub/node_modules cache marked/inside 'trailing ' "$(printf 'line\nbreak')" "$(printf 'odd\377')"
echo 1 > keep/a; echo 2 > keep/a.log; echo 3 > keep/deep/important.log; echo 4 > node_modules/x/y; echo 5 > sub/node_modules/z
printf 'Signature: 8a477f597d28d172789f06886806bc55' > cache/CACHEDIR.TAG; echo 6 > cache/data
echo 7 > marked/.nobackup; echo 8 > marked/inside/x; echo 9 > 'trailing /#hash'; echo 10 > "$(printf 'line\nbreak')/!bang"
echo 11 > "$(printf 'odd\377')/$(printf 'b\376')"; truncate -s 20000 keep/large; ln -s ../nowhere keep/link; mkfifo keep/fifo; mkdir empty`;

test('a backup holds exactly what the preview told', { timeout: 30_000 }, async () => {
  fs.mkdirSync(at('source'));
  execFileSync('bash', ['-e', '-c', tree], { cwd: at('source') });
  const repository = await engine.services.repositories.create({ path: at('source/backups') });
  const exclusions = exclusionsSchema.parse({
    patterns: ['*.log', '!important.log', '/node_modules/', 'nothing-like-this'],
    caches: true,
    ifPresent: ['.nobackup'],
    largerThan: 10_000,
    oneFileSystem: true,
  });
  const folders = [at('source')];
  let preview: PlanPreview | undefined;
  for await (const found of engine.services.plans.preview({ folders, exclusions, repository: repository.id }))
    preview = found;
  const { plan } = await engine.services.plans.create({
    name: 'Agrees',
    folders,
    exclusions,
    repository: repository.id,
    databases: [],
    allowFullCopies: false,
    keep: null,
    timeZone: 'UTC',
    schedules: [],
    hooks: [],
    drive: defaultDrive,
  });
  const { runId } = await engine.services.runs.backup({ plan: plan.id, fullChecksum: false });
  for await (const event of engine.services.runs.watch({ run: runId })) {
    if (event.type === 'ended') expect(event.run.error).toBeNull();
  }
  const [snapshot] = await engine.services.snapshots.list({});
  const copied = execFileSync('find', ['.', '!', '-type', 'd', '-printf', 'x'], {
    cwd: path.join(snapshot?.path ?? '', 'files', at('source')),
    encoding: 'utf8',
  });
  expect(preview?.files).toBe(copied.length);
  expect(preview).toMatchObject({
    files: snapshot?.files,
    bytes: snapshot?.bytes,
    idlePatterns: ['nothing-like-this'],
  });
  const left = preview?.excluded
    .flatMap(({ examples }) => examples)
    .map((example) => path.relative(at('source'), example));
  expect(left?.toSorted()).toEqual(
    ['backups', 'cache/data', 'keep/a.log', 'keep/large', 'marked/inside', 'node_modules'].toSorted(),
  );
});
