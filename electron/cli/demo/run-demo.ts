import fs from 'node:fs';
import path from 'node:path';
import { asHoldfastError, HoldfastError } from '#shared/errors.ts';
import { changeShop, fillShop, newOrders } from '../../engine/sample/fill-shop.ts';
import { lostLetter } from '../../engine/sample/sample-changes.ts';
import { samplePlace, writeMarker } from '../../engine/sample/sample-place.ts';
import {
  chooseServerFolder,
  findSamplePostgres,
  makeSampleServer,
  type SampleServer,
  sampleConnection,
  sampleDatabase,
  startSampleServer,
} from '../../engine/sample/sample-server.ts';
import { changeRounds, changeSample, fillSample } from '../../engine/sample/write-sample.ts';
import { installCommand } from '../../engine/tools/install-command.ts';
import type { Connection } from '../connect.ts';
import { shellWord } from '../output/display-name.ts';
import { formatCount, formatSize } from '../output/format.ts';
import type { Context } from '../verb.ts';
import { type DemoPlace, makeDemoPlace, removeDemo, sweepDemos, writeDemoMarker } from './demo-place.ts';
import { createDemoStage, type DemoStage } from './demo-stage.ts';

const plan = 'Everyday';

/**
 * Shows what Holdfast does: the real commands, on a throw-away home with made-up files and a database of its own. Whatever
 * happens, nothing of it stays, unless `keep` says so and it came to its end. Gives the exit code; throws what a step fails with.
 */
export async function runDemo(context: Context, { keep }: { readonly keep: boolean }): Promise<number> {
  const { interrupts, json, out } = context;
  const held = interrupts.hold();
  const began = Date.now();
  let demo: Demo | undefined;
  try {
    await sweepDemos();
    demo = openDemo(context);
    const { place, stage } = demo;
    if (!json) await out.print(`A demonstration in ${place.folder}. What is yours is not touched.`);
    await show(demo);
    const planId = keep ? await idOfPlan(demo) : null;
    await demo.close();
    if (keep) keepDemo(demo, planId);
    else await removeDemo(place.folder);
    const { server } = demo;
    demo = undefined;
    const durationMs = Date.now() - began;
    const folder = keep ? place.folder : null;
    if (json) await out.json({ type: 'result', folder, database: server !== null, steps: stage.steps(), durationMs });
    else await out.print('', ...(keep ? keptLines(place) : ['That was all. Everything made for it is gone again.']));
    return 0;
  } catch (error) {
    // However far it came, an interrupt is what ended it.
    throw interrupts.signal.aborted
      ? new HoldfastError('cancelled', { rest: 'Nothing of it was left.' }, error)
      : error;
  } finally {
    await demo?.close().catch(() => undefined);
    if (demo) await removeDemo(demo.place.folder);
    held.release();
  }
}

interface Demo {
  readonly place: DemoPlace;
  readonly stage: DemoStage;
  readonly context: Context;
  /** Folder and version of its database server; null as long as there is none. */
  server: { readonly folder: string; readonly major: number } | null;
  running: SampleServer | null;
  close(): Promise<void>;
}

function openDemo(given: Context): Demo {
  const place = makeDemoPlace();
  let connection: Promise<Connection> | undefined;
  const context: Context = {
    ...given,
    home: place.home,
    client: async () => {
      connection ??= import('../connect.ts').then(({ connect }) => connect(place.home));
      return (await connection).client;
    },
  };
  return {
    ...{ place, context, stage: createDemoStage(context), server: null, running: null },
    async close() {
      const opened = connection;
      connection = undefined;
      await (await opened)?.close();
      await this.running?.end();
    },
  };
}

async function show(demo: Demo): Promise<void> {
  const { place, stage, context } = demo;
  const { signal } = context.interrupts;
  const made = await fillSample(place.files, Date.now(), signal);
  await stage.tell(`Somebody’s folder: ${formatCount(made.files)} files, ${formatSize(made.bytes)}, in ${place.files}`);
  await stage.tell(await makeDatabase(demo));
  await stage.type('A place for the backups: a folder on the drive', ['init', place.repository]);
  await stage.type('A plan: what is backed up, and where to', ['plan', 'add', plan, ...planOptions(demo)]);
  await stage.type('The first backup copies everything', ['backup', plan]);
  const letter = path.join(place.files, lostLetter);
  const before = fs.readFileSync(letter);
  for (let round = 0; round < changeRounds; round += 1) await changeSample(place.files, round, signal);
  if (demo.server) await changeShop(demo.server.folder, signal);
  const orders = demo.server ? `, and ${newOrders} orders came in` : '';
  await stage.tell(`Two days later: files were edited, renamed and deleted, one by mistake${orders}`);
  await stage.type('The next backup costs what changed', ['backup', plan]);
  await stage.type('Both are there, each whole', ['snapshots']);
  const first = await oldestSnapshot(context);
  await stage.type('What is different between the two', ['diff', first, 'latest']);
  const restore = ['restore', first, '--path', letter, '--in-place'];
  await stage.type('The letter was deleted by mistake. What would bringing it back do?', [...restore, '--dry-run']);
  await stage.type('Bring it back', restore);
  if (!fs.readFileSync(letter).equals(before))
    throw new HoldfastError('internal', { reason: 'the letter is another one' });
  await stage.tell('It is the same letter, byte for byte');
  await stage.type(
    demo.server
      ? 'Read everything again, and restore the database as a test'
      : 'Read everything again and compare checksums',
    ['verify', 'latest', ...(demo.server ? ['--test-restore'] : [])],
  );
}

/** Gives what there is to say of it: without the programs, or the rights, the demonstration goes on without a database. */
async function makeDatabase(demo: Demo): Promise<string> {
  const { place, context } = demo;
  const { signal } = context.interrupts;
  const postgres = await findSamplePostgres();
  if (!postgres) {
    const install = await installCommand('initdb', (manager) =>
      manager === 'dnf' ? 'postgresql-server' : 'postgresql',
    );
    return `No database: PostgreSQL’s server programs (initdb) are not on this machine, so that part is skipped (${install})`;
  }
  try {
    const folder = chooseServerFolder(place.server, place.id);
    writeDemoMarker(place.folder, { id: place.id, kept: false, server: folder });
    await makeSampleServer({ folder, id: place.id, postgres, signal });
    demo.running = await startSampleServer({ folder, major: postgres.major, signal });
    const rows = await fillShop(folder, signal);
    demo.server = { folder, major: postgres.major };
    return `A database: PostgreSQL ${postgres.version}, “${sampleDatabase}” with ${formatCount(rows)} rows, in ${folder}`;
  } catch (error) {
    signal.throwIfAborted();
    const { code, message } = asHoldfastError(error);
    if (code !== 'scratch-failed' && code !== 'scratch-full') throw error;
    return `No database, so that part is skipped: ${message}`;
  }
}

function planOptions({ place, server }: Demo): string[] {
  const uri =
    server && `postgresql://${sampleConnection('').user}@/${sampleDatabase}?host=${server.folder}&sslmode=disable`;
  return [
    ...['--repository', place.repository, '--folder', place.files],
    ...(uri === null ? [] : ['--database', uri, '--label', sampleDatabase]),
  ];
}

async function oldestSnapshot({ client }: Context): Promise<string> {
  const list = await (await client()).snapshots.list({ plan });
  return list.at(-1)?.id.slice(0, 8) ?? 'latest';
}

const idOfPlan = async ({ context }: Demo): Promise<string> =>
  (await (await context.client()).plans.get({ plan })).plan.id;

/** Its database server is kept, too: whatever of Holdfast works with that home starts it. */
function keepDemo({ place, server }: Demo, planId: string | null): void {
  if (server) {
    const { id } = place;
    const madeAt = new Date().toISOString();
    const by = { pid: process.pid, processStart: '' };
    const state = 'ready';
    writeMarker(samplePlace(place.home), {
      holdfastSample: 1,
      id,
      madeAt,
      state,
      by,
      planId,
      server,
      withoutDatabase: null,
    });
  }
  writeDemoMarker(place.folder, { id: place.id, kept: true, server: server?.folder ?? null });
}

const keptLines = ({ folder, home }: DemoPlace): readonly string[] => [
  `That was all. It is kept in ${folder}:`,
  `  look at it:  holdfast --home ${shellWord(home)} serve --open`,
  `  remove it:   holdfast demo remove ${shellWord(folder)}`,
];
