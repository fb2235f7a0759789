import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodePathText } from '#shared/domain/path-text.ts';
import { restoreOwnersScript } from '../../../electron/engine/runbook/restore-owners-script.ts';
import { renewRunbook, writeRunbook } from '../../../electron/engine/runbook/write-runbook.ts';
import { canMount } from '../../helpers/volumes.ts';

let repository: string;

beforeEach(() => {
  repository = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-runbook-'));
});

afterEach(() => fs.rmSync(repository, { recursive: true }));

function addSnapshot(
  slug: string,
  name: string,
  changes: { sequence: number; planName: string; roots: string[] },
): string {
  const folder = path.join(repository, 'plans', slug, 'snapshots', name);
  fs.mkdirSync(path.join(folder, 'files'), { recursive: true });
  const counts = { added: 0, changed: 0, removed: 0, unchanged: 0, moved: 0, bytesCopied: 0 };
  const manifest = {
    format: 1,
    id: crypto.randomUUID(),
    sequence: changes.sequence,
    kind: 'backup',
    planId: crypto.randomUUID(),
    planName: changes.planName,
    machine: 'kelp',
    runId: crypto.randomUUID(),
    startedAt: '2026-11-21T03:52:15.000Z',
    completedAt: '2026-11-21T03:53:15.000Z',
    base: null,
    components: {
      files: {
        files: 12_345,
        folders: 7,
        bytes: 1_234_567,
        changes: counts,
        roots: changes.roots.map((root) => ({ path: root, missing: false })),
        carried: [],
      },
    },
    exclusions: { patterns: [] },
    tools: {},
    warnings: [],
    warningCount: 0,
    sums: '',
    metadata: '',
  };
  fs.writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

const page = () => fs.readFileSync(path.join(repository, 'RECOVERY.html'), 'utf8');

test('the page names plans, newest snapshots and the way back, and nothing from elsewhere', () => {
  addSnapshot('docs', '2026-11-20T03-52-15Z', { sequence: 1, planName: 'Docs', roots: ['/home/ann/old'] });
  addSnapshot('docs', '2026-11-21T03-52-15Z', {
    sequence: 2,
    planName: 'Docs',
    roots: ["/home/ann/it's <mine>", '/odd\uf7ff'],
  });
  fs.mkdirSync(path.join(repository, 'plans', 'empty'));
  writeRunbook(repository);
  const text = page();
  expect(text.indexOf('2026-11-21T03-52-15Z')).toBeLessThan(text.indexOf('2026-11-20T03-52-15Z'));
  expect(text).toContain('21 November 2026 at 03:53 UTC, 12,345 files, 1.2 MB');
  expect(text).toContain("it's &lt;mine&gt;");
  expect(text).toContain('/odd\\xff');
  expect(text).not.toMatch(/https?:|src=|<script|<mine>/);
  const stamp = fs.statSync(path.join(repository, 'RECOVERY.html')).mtimeMs;
  writeRunbook(repository);
  expect(fs.statSync(path.join(repository, 'RECOVERY.html')).mtimeMs).toBe(stamp);
  expect(fs.readdirSync(repository).toSorted()).toEqual(['RECOVERY.html', 'plans']);
});

test('it stays short however many snapshots there are, and is written for none too', () => {
  writeRunbook(repository);
  expect(page()).toContain('No snapshot has been made yet');
  for (let day = 1; day <= 30; day += 1) {
    const name = `2026-11-${String(day).padStart(2, '0')}T00-00-00Z`;
    addSnapshot('docs', name, { sequence: day, planName: 'Docs', roots: ['/home'] });
  }
  writeRunbook(repository);
  expect(page().match(/T00-00-00Z<\/span>/g)).toHaveLength(10);
  expect(page()).toContain('and 20 older');
});

test('where nothing was committed it is written only if it is missing, or older than what it tells of', async () => {
  const stamp = () => fs.statSync(path.join(repository, 'RECOVERY.html')).mtimeMs;
  const soon = () => new Promise((resolve) => setTimeout(resolve, 20));
  addSnapshot('docs', '2026-11-20T03-52-15Z', { sequence: 1, planName: 'Docs', roots: ['/home'] });
  fs.mkdirSync(path.join(repository, 'plans', 'empty'));
  await soon();
  renewRunbook(repository);
  const first = stamp();
  expect(page()).toContain('2026-11-20T03-52-15Z');
  fs.writeFileSync(path.join(repository, 'RECOVERY.html'), 'not looked into');
  await soon();
  renewRunbook(repository);
  expect(page()).toBe('not looked into');
  addSnapshot('docs', '2026-11-21T03-52-15Z', { sequence: 2, planName: 'Docs', roots: ['/home'] });
  renewRunbook(repository);
  expect(page()).toContain('2026-11-21T03-52-15Z');
  expect(stamp()).toBeGreaterThan(first);
});

/** The commands as a person would paste them from the page. */
function commands(): string[] {
  const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' } as const;
  return [...page().matchAll(/<pre><code>([\s\S]*?)<\/code><\/pre>/g)].map(([, text]) =>
    (text ?? '').replaceAll(/&(lt|gt|quot|amp);/g, (entity) =>
      entity in entities ? entities[entity as keyof typeof entities] : entity,
    ),
  );
}

test('its commands work as they stand', () => {
  const folder = addSnapshot('docs', '2026-11-21T03-52-15Z', {
    sequence: 1,
    planName: 'Docs',
    roots: ["/home/ann/it's mine"],
  });
  const files = path.join(folder, "files/home/ann/it's mine");
  fs.mkdirSync(files, { recursive: true });
  fs.writeFileSync(path.join(files, 'a.txt'), 'hello');
  const sum = execFileSync('sha256sum', ["files/home/ann/it's mine/a.txt"], { cwd: folder });
  fs.writeFileSync(path.join(folder, 'SHA256SUMS.gz'), gzipSync(sum));
  writeRunbook(repository);
  const [copy, rsync, find, check] = commands();
  const run = (script: string | undefined) =>
    execFileSync('bash', ['-e', '-o', 'pipefail', '-c', script ?? 'false'], {
      cwd: repository,
      env: { PATH: process.env.PATH, HOME: path.join(repository, 'me') },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  fs.mkdirSync(path.join(repository, 'me'));
  run(copy);
  const restored = path.join(repository, "me/restored-it's mine/a.txt");
  expect(fs.readFileSync(restored, 'utf8')).toBe('hello');
  fs.rmSync(restored);
  run(rsync?.replace('-aHAX', '-aH'));
  expect(fs.readFileSync(restored, 'utf8')).toBe('hello');
  expect(run(find?.replace('part of the name', '.txt'))).toContain('a.txt');
  expect(run(check)).toBe('');
  fs.writeFileSync(path.join(files, 'a.txt'), 'hallo');
  expect(() => run(check)).toThrow();
});

test.runIf(canMount)('owners and rights come back from METADATA.gz, odd names included', () => {
  const target = path.join(repository, 'restored');
  fs.mkdirSync(path.join(target, 'home'), { recursive: true });
  const odd = Buffer.from(`${target}/home/odd\xff`, 'latin1');
  fs.writeFileSync(odd, '');
  fs.symlinkSync('/nowhere', path.join(target, 'home/link'));
  const lines = [
    { path: '/home', type: 'folder', mode: 0o750, uid: 1234, gid: 1235 },
    { path: '/home/odd\uf7ff', type: 'file', mode: 0o4755, uid: 1234, gid: 1235 },
    { path: '/home/link', type: 'link', mode: 0o777, uid: 1, gid: 2 },
    { path: '/home/gone', type: 'file', mode: 0o600, uid: 1, gid: 2 },
  ];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  for (const content of [text, encodePathText(text)]) {
    fs.chownSync(odd, 0, 0);
    fs.writeFileSync(path.join(repository, 'METADATA.gz'), gzipSync(content));
    execFileSync('bash', ['-c', restoreOwnersScript.replace('/mnt/restored', target)], { cwd: repository });
    expect(fs.statSync(odd)).toMatchObject({ uid: 1234, gid: 1235, mode: 0o104755 });
  }
  expect(fs.statSync(odd)).toMatchObject({ uid: 1234, gid: 1235, mode: 0o104755 });
  expect(fs.statSync(path.join(target, 'home'))).toMatchObject({ uid: 1234, mode: 0o040750 });
  expect(fs.lstatSync(path.join(target, 'home/link'))).toMatchObject({ uid: 1, gid: 2 });
});
