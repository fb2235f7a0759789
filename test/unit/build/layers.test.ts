import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../../build/vite/paths.ts';

/** Forbidden imports by the file that has them, each with words of the advice that the rule must give. */
const offences = [
  ['shared/domain/a.ts', 'node:fs', 'shared/ runs in the page too'],
  ['shared/domain/b.ts', 'react', 'Components belong to renderer/'],
  ['shared/domain/c.ts', '../../electron/engine/ports.ts', 'Move what is needed here'],
  ['renderer/features/a.tsx', 'node:path', 'Ask the engine through the client of renderer/api'],
  ['renderer/features/b.tsx', 'electron', 'through the client of renderer/api'],
  ['renderer/features/c.tsx', '../../electron/engine/services.ts', 'through the client of renderer/api'],
  ['electron/engine/runs/a.ts', 'electron', 'add it to electron/engine/ports.ts'],
  ['electron/engine/runs/b.ts', '../../host/pages.ts', 'The engine knows none of its users'],
  ['electron/engine/runs/c.ts', 'execa', 'the one runner in electron/engine/tools'],
  ['electron/engine/tools/a.ts', '../../cli/verbs.ts', 'The engine knows none of its users'],
  ['electron/host/a.ts', '../cli/verbs.ts', 'The host imports from electron/engine and shared/ only'],
  ['electron/host/b.ts', 'electron', 'Only electron/main and electron/preload'],
  ['electron/cli/a.ts', 'electron', 'The command line runs without a desktop'],
  ['electron/cli/commands/b.ts', '../../main/run-app.ts', 'The command line imports from'],
  ['electron/main/a.ts', '../cli/verbs.ts', 'The desktop imports from'],
  ['electron/preload/a.ts', '../engine/ports.ts', 'it imports from electron and shared/ only'],
  ['electron/preload/b.ts', 'node:fs', 'there is no Node in it'],
] as const;

const allowed = [
  ['shared/domain/ok.ts', 'zod'],
  ['renderer/features/ok.tsx', '#shared/errors.ts'],
  ['electron/engine/tools/ok.ts', 'execa'],
  ['electron/engine/runs/ok.ts', 'node:fs'],
  ['electron/host/ok.ts', '../engine/owner.ts'],
  ['electron/cli/ok.ts', '../host/start-host.ts'],
  ['electron/main/ok.ts', 'electron'],
  ['electron/preload/ok.ts', 'electron'],
] as const;

let folder: string;
let complaints: readonly { readonly file: string; readonly message: string }[];

/** The project's own rules over a small tree of samples. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-layers-'));
  for (const name of ['.biome.json', '.gitignore', 'package.json'])
    copyFileSync(join(projectRoot, name), join(folder, name));
  for (const [file, imported] of [...offences, ...allowed]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), `import * as sample from '${imported}';\nsample.toString();\n`);
  }
  complaints = lint();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lint() {
  const biome = join(projectRoot, 'node_modules/.bin/biome');
  const args = ['lint', '--only=style/noRestrictedImports', '--reporter=rdjson', '--max-diagnostics=none', '.'];
  const { stdout } = spawn(biome, args);
  const report: { diagnostics: { location: { path: string }; message: string }[] } = JSON.parse(stdout);
  return report.diagnostics.map(({ location, message }) => ({ file: location.path, message }));
}

/** Biome ends with 1 when it has found something, which is what is wanted here. */
function spawn(program: string, args: readonly string[]): { readonly stdout: string } {
  try {
    return {
      stdout: execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    };
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && typeof error.stdout === 'string')
      return { stdout: error.stdout };
    throw error;
  }
}

test.each(offences)('%s may not import %s, and is told what to do instead', (file, _imported, advice) => {
  const messages = complaints.filter((complaint) => complaint.file === file).map(({ message }) => message);
  expect(messages).toEqual([expect.stringContaining(advice)]);
});

test.each(allowed)('%s may import %s', (file) => {
  expect(complaints.filter((complaint) => complaint.file === file)).toEqual([]);
});
