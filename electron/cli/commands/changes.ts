import type { UnusualAnswer } from '#shared/domain/unusual.ts';
import { HoldfastError } from '#shared/errors.ts';
import { exitDone, exitWarnings } from '../exit-codes.ts';
import { describeUnusual, extentWords } from '../output/describe-unusual.ts';
import { displayName } from '../output/display-name.ts';
import type { Context, Verb } from '../verb.ts';

export const changes: Verb = {
  name: 'changes',
  summary: 'Show where far more changed than is usual, and say that it was meant or has been put right',
  examples: ['holdfast changes', 'holdfast changes Home', 'holdfast changes Home --confirm'],
  define: (command, act) => {
    command
      .argument('[PLAN]', 'look into this plan; without one, all that have an unusual change are listed')
      .option('--confirm', 'it was meant: what is old goes again by the plan’s policy')
      .option('--restored', 'it was not meant, and has been put right')
      .action((plan: string | undefined, options: ChangesOptions) => act((context) => run(context, plan, options)));
  },
};

interface ChangesOptions {
  readonly confirm?: true;
  readonly restored?: true;
}

async function run(context: Context, plan: string | undefined, { confirm, restored }: ChangesOptions): Promise<number> {
  if (confirm && restored) throw invalid('Say either --confirm or --restored: it was meant, or it was put right.');
  const answer: UnusualAnswer | undefined = confirm ? 'mine' : restored ? 'restored' : undefined;
  if (plan === undefined && answer) throw invalid('Say which plan is meant: “holdfast changes PLAN --confirm”.');
  if (plan === undefined) return list(context);
  return answer ? reply(context, plan, answer) : show(context, plan);
}

const invalid = (reason: string): HoldfastError => new HoldfastError('invalid-input', { reason });

async function list({ client, json, out }: Context): Promise<number> {
  const found = await (await client()).unusual.list();
  if (json) await out.json(found);
  else if (found.length === 0) await out.print('No unusual change waits for an answer.');
  else {
    for (const change of found) {
      await out.print(`“${displayName(change.planName)}”: ${extentWords(change)} were changed or deleted.`);
    }
    await out.print('“holdfast changes PLAN” shows which.');
  }
  return found.length === 0 ? exitDone : exitWarnings;
}

async function show({ client, json, out }: Context, plan: string): Promise<number> {
  const details = await (await client()).unusual.details({ plan });
  if (json) await out.json(details);
  else if (details === null) await out.print('No unusual change of this plan waits for an answer.');
  else await out.print(...describeUnusual(details));
  return details === null ? exitDone : exitWarnings;
}

async function reply({ client, json, out }: Context, plan: string, answer: UnusualAnswer): Promise<number> {
  await (await client()).unusual.answer({ plan, answer });
  if (json) await out.json({ type: 'result', outcome: 'succeeded', answer });
  else await out.print('Noted. What this plan no longer keeps is deleted again.');
  return exitDone;
}
