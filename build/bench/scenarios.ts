import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../electron/cli/connect.ts';
import { changeTree, fileName, makeTree, type TreeShape } from './make-tree.ts';
import { type Measured, measureCommand, run } from './measure-command.ts';

export type Step = 'first backup' | 'nothing changed' | '0.3 % changed';

/** One step measured once, with both programs on the same tree. */
export interface Sample {
  readonly step: Step;
  readonly holdfast: Measured;
  readonly rsync: Measured;
}

export interface BenchOptions {
  /** Folder for everything the bench makes; a new one, on the disk to be measured. */
  readonly work: string;
  /** The built command line. */
  readonly command: string;
  readonly shape: TreeShape;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

export interface BenchResult {
  readonly samples: readonly Sample[];
  /** 95th percentile of opening a folder of the newest snapshot, in milliseconds. */
  readonly openFolderMs: number;
}

/** ext4 takes no inode again within seconds of its deletion, which slows whoever writes next: nothing is deleted before the end. */
export async function runScenarios(options: BenchOptions): Promise<BenchResult> {
  const { work, shape, rounds, say } = options;
  const tree = path.join(work, 'tree');
  say(`making ${shape.files} files`);
  makeTree(tree, shape);
  const samples: Sample[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    // What was written within the clock's last tick would be doubted by the next run; trees of people are older.
    await sleep(3000);
    samples.push(...(await runRound(options, tree, round)));
  }
  const openFolderMs = await measureFolders(path.join(work, `home-${rounds}`), tree, shape);
  return { samples, openFolderMs };
}

async function runRound(options: BenchOptions, tree: string, round: number): Promise<Sample[]> {
  const { work, command, shape, say } = options;
  const [home, repository] = [path.join(work, `home-${round}`), path.join(work, `repository-${round}`)];
  const holdfast = (...args: string[]) => measureCommand(process.execPath, [command, '--home', home, ...args]);
  const copy = (number: number) => path.join(work, `rsync-${round}-${number}`);
  const rsync = (number: number) => {
    const base = number > 0 ? [`--link-dest=${copy(number - 1)}`] : [];
    return measureCommand('rsync', ['-aHAX', ...base, `${tree}/`, `${copy(number)}/`]);
  };
  await run(process.execPath, [command, '--home', home, 'init', repository]);
  await run(process.execPath, [
    command,
    '--home',
    home,
    'plan',
    'add',
    'Bench',
    '--repository',
    repository,
    '--folder',
    tree,
  ]);
  const samples: Sample[] = [];
  const steps: readonly Step[] = ['first backup', 'nothing changed', '0.3 % changed'];
  for (const [number, step] of steps.entries()) {
    if (step === '0.3 % changed') {
      changeTree(tree, shape, 0.003, round);
      await sleep(3000);
    }
    // Alternating who comes first, so that a warm cache or a busy disk favours neither.
    const pair =
      round % 2 === 1
        ? { rsync: await rsync(number), holdfast: await holdfast('backup', 'Bench') }
        : await reversed(holdfast, rsync, number);
    samples.push({ step, ...pair });
    say(
      `round ${round}, ${step}: holdfast ${pair.holdfast.seconds.toFixed(2)} s, rsync ${pair.rsync.seconds.toFixed(2)} s`,
    );
  }
  return samples;
}

async function reversed(
  holdfast: (...args: string[]) => Promise<Measured>,
  rsync: (number: number) => Promise<Measured>,
  number: number,
): Promise<Pick<Sample, 'holdfast' | 'rsync'>> {
  const first = await holdfast('backup', 'Bench');
  return { holdfast: first, rsync: await rsync(number) };
}

async function measureFolders(home: string, tree: string, shape: TreeShape): Promise<number> {
  const { client, close } = await connect(home);
  try {
    const times: number[] = [];
    for (let file = 0; file < shape.files; file += Math.ceil(shape.files / 200)) {
      const folder = path.dirname(fileName(tree, shape, file));
      const start = performance.now();
      await client.snapshots.folder({ snapshot: 'latest', path: folder });
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    return times[Math.floor(times.length * 0.95)] ?? 0;
  } finally {
    await close();
  }
}
