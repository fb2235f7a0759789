import { setTimeout as delay } from 'node:timers/promises';
import type { HoldfastClient } from '#shared/contract/index.ts';
import type { SampleStatus, SampleStep } from '#shared/domain/sample.ts';
import { displayName, shellWord } from '../output/display-name.ts';
import type { Context, Verb } from '../verb.ts';

export const sampleCreate: Verb = {
  name: 'sample create',
  summary: 'Make sample data in this home: a folder, a database, a plan and a few real backups to look at',
  examples: ['holdfast sample create'],
  define: (command, act) => {
    command.action(() => act(create));
  },
};

export const sampleStatus: Verb = {
  name: 'sample status',
  summary: 'Show whether there is sample data, and where',
  examples: ['holdfast sample status --json'],
  define: (command, act) => {
    command.action(() =>
      act(async (context) => {
        const { sample } = await context.client();
        await show(context, await sample.status());
        return 0;
      }),
    );
  },
};

export const sampleRemove: Verb = {
  name: 'sample remove',
  summary: 'Remove the sample data: plan, snapshots, files and database; nothing else is touched',
  examples: ['holdfast sample remove'],
  define: (command, act) => {
    command.action(() =>
      act(async (context) => {
        const { sample } = await context.client();
        const before = await sample.status();
        const after = await sample.remove();
        if (context.json) await context.out.json(after);
        else
          await context.out.print(
            before.state === 'none'
              ? 'There is no sample data.'
              : 'The sample data is gone: plan, snapshots, files and database.',
          );
        return 0;
      }),
    );
  },
};

/** Ctrl-C gives it up: then nothing of it stays. */
async function create(context: Context): Promise<number> {
  const { interrupts, out } = context;
  const client = await context.client();
  const held = interrupts.hold();
  const giveUp = (): void => {
    out.note('Removing what was made. Press Ctrl-C again to end at once.');
    // The making itself tells what came of it.
    client.sample.remove().catch(() => undefined);
  };
  interrupts.signal.addEventListener('abort', giveUp, { once: true });
  const told = tellSteps(context, client);
  try {
    const status = await client.sample.create({});
    await told.end();
    await show(context, status);
    return 0;
  } finally {
    await told.end();
    interrupts.signal.removeEventListener('abort', giveUp);
    held.release();
  }
}

const words: Readonly<Record<SampleStep, string>> = {
  files: 'Making a folder with documents, projects and pictures.',
  database: 'Making a PostgreSQL server with a small shop.',
  backup: 'Backing up.',
  changes: 'Changing some of it, as on an ordinary day.',
  proof: 'Testing the newest dump by restoring it.',
};

const lookMs = 150;

/** Says each step as it begins. */
function tellSteps({ json, out }: Context, { sample }: HoldfastClient): { end(): Promise<void> } {
  const ended = new AbortController();
  const watch = async (): Promise<void> => {
    let last = '';
    while (!ended.signal.aborted) {
      const { step, done, total } = await sample.status();
      const now = `${step} ${done}`;
      if (step !== null && now !== last) {
        if (json) await out.json({ type: 'step', step, done, total });
        else await out.print(words[step]);
      }
      last = now;
      await delay(lookMs, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  // What goes wrong is told by the making itself.
  const watching = watch().catch(() => undefined);
  return {
    end: async () => {
      ended.abort();
      await watching;
    },
  };
}

async function show({ client, json, out }: Context, status: SampleStatus): Promise<void> {
  if (json) return out.json({ type: 'result', ...status });
  await out.print(...(await describe(await client(), status)));
}

async function describe({ plans }: HoldfastClient, status: SampleStatus): Promise<readonly string[]> {
  const { state, folder, planId, databaseMajor, withoutDatabase } = status;
  switch (state) {
    case 'none':
      return ['There is no sample data. Make some with “holdfast sample create”.'];
    case 'making':
      return ['Sample data is being made.'];
    case 'removing':
      return ['Sample data is being removed.'];
    case 'unfinished':
      return ['Making or removing sample data was cut off. Put that right with “holdfast sample remove”.'];
    case 'ready': {
      const plan = (await plans.list()).find((one) => one.plan.id === planId)?.plan.name;
      const database =
        databaseMajor === null ? whyNot(withoutDatabase) : `With a database of PostgreSQL ${databaseMajor}.`;
      return [
        `Sample data is in ${displayName(folder)}. ${database}`,
        ...(plan === undefined ? [] : [`Look at it:  holdfast snapshots --plan ${shellWord(plan)}`]),
        'Remove it:   holdfast sample remove',
      ];
    }
  }
}

function whyNot(without: SampleStatus['withoutDatabase']): string {
  if (without?.reason === 'failed') return `Without a database: ${without.detail}`;
  return 'Without a database, as PostgreSQL’s server programs (initdb) are not on this machine.';
}
