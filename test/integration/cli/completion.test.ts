import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { createWorld, entry, type World } from './world.ts';

/** Real shells, on a terminal of their own where they need one. `holdfast` is the built command. */
let world: World;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  world = createWorld({ forTest: false });
  await world.json(['init', world.repository]);
  for (const name of ['My papers', 'Music']) {
    await world.json(['plan', 'add', name, '--repository', world.repository, '--folder', world.source]);
  }
  const bin = join(world.folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'holdfast'), `#!/bin/sh\nexec ${process.execPath} ${entry} "$@"\n`);
  chmodSync(join(bin, 'holdfast'), 0o755);
  environment = {
    ...{ PATH: `${bin}:${process.env.PATH}`, HOME: world.folder, HOLDFAST_HOME: world.home },
    ...{ TERM: 'dumb', LC_ALL: 'C.UTF-8', XDG_CONFIG_HOME: world.folder, XDG_DATA_HOME: world.folder },
  };
  for (const shell of ['bash', 'zsh', 'fish']) {
    writeFileSync(join(world.folder, `completion.${shell}`), (await world.run('completion', shell)).stdout);
  }
  return () => world.destroy();
});

test('fish', () => {
  const fish = (line: string) => {
    const script = `source ${world.folder}/completion.fish; complete -C ${JSON.stringify(line)}`;
    const { stdout } = spawnSync('fish', ['--no-config', '-c', script], { env: environment, encoding: 'utf8' });
    return stdout.trim().split('\n');
  };
  expect(fish('holdfast sched')).toEqual([expect.stringMatching(/^schedule\t/)]);
  expect(fish('holdfast schedule p')).toEqual([expect.stringMatching(/^pause\tStart nothing/)]);
  expect(fish('holdfast backup M')).toEqual(['Music', expect.stringMatching(/^My.papers$|^My\\ papers$/)]);
  expect(fish('holdfast backup --only ')).toEqual(['databases', 'files']);
  expect(fish(`holdfast init ${world.folder}/sou`)).toEqual([expect.stringContaining('source/')]);
});

const inBrackets = (words: readonly string[]) => `${words.map((word) => `<${word}>`).join('')}`;

test('bash', async () => {
  const shell = terminal('bash --noprofile --norc -i', `source ${world.folder}/completion.bash`);
  await expectCompleted(shell);
  expect(await shell.completed('holdfast backup "My')).toBe(inBrackets(['holdfast', 'backup', 'My papers']));
  expect(await shell.completed("holdfast backup 'My")).toBe(inBrackets(['holdfast', 'backup', 'My papers']));
});

test('zsh', async () => {
  const setUp = `autoload -Uz compinit; compinit -u -D; source ${world.folder}/completion.zsh`;
  await expectCompleted(terminal('zsh -f -i', setUp));
});

async function expectCompleted({ completed }: ReturnType<typeof terminal>) {
  expect(await completed('holdfast sched')).toBe(inBrackets(['holdfast', 'schedule']));
  expect(await completed('holdfast schedule pau')).toBe(inBrackets(['holdfast', 'schedule', 'pause']));
  expect(await completed('holdfast backup My')).toBe(inBrackets(['holdfast', 'backup', 'My papers']));
  expect(await completed('holdfast backup --only=f')).toBe(inBrackets(['holdfast', 'backup', '--only=files']));
  // zsh takes the slash back when a blank follows.
  const init = (await completed(`holdfast init ${world.folder}/sou`)).replace('/>', '>');
  expect(init).toBe(inBrackets(['holdfast', 'init', `${world.folder}/source`]));
}

/** An interactive shell on a pseudo-terminal (script(1)), where Tab is really pressed. */
function terminal(command: string, setUp: string) {
  const child = spawn('script', ['-qfec', command, '/dev/null'], { env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const heard = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(said)?.[1];
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`The shell ended: ${said}`);
      await delay(10);
    }
  };
  const begin = async () => {
    child.stdin.write(`show() { printf '<%s>' "$@"; echo END''OFLINE; }; ${setUp}; echo READY''NOW\n`);
    await heard(/(READYNOW)/);
  };
  const ready = begin();
  return {
    /** The words that stand on the line once Tab was pressed, each in <>: the line is given to a function that shows them. */
    completed: async (line: string) => {
      await ready;
      said = '';
      // Tab, back to the start of the line, and a word put before it.
      child.stdin.write(`${line}\t\x01show \n`);
      return heard(/(<holdfast>.*)ENDOFLINE/);
    },
  };
}
