import type { ConnectionReport, DatabaseSource } from '#shared/domain/database.ts';
import { findSource } from '../database-drafts.ts';
import { exitDone, exitWarnings, worstExit } from '../exit-codes.ts';
import { type Failure, toFailure } from '../failure.ts';
import { describeConnection } from '../output/describe-connection.ts';
import { describeServer } from '../output/describe-database.ts';
import { displayText } from '../output/display-name.ts';
import type { Context, Verb } from '../verb.ts';

export const databasesTest: Verb = {
  name: 'databases test',
  summary: 'Connect to the database servers of a plan and tell what they hold and what would go wrong',
  examples: ['holdfast databases test Shop', 'holdfast databases test Shop main'],
  define: (command, act) => {
    command
      .argument('<PLAN>', 'name of the plan')
      .argument('[LABEL]', 'only this server')
      .action((plan: string, label?: string) => act((context) => testServers(context, plan, label)));
  },
};

interface Tested {
  readonly source: DatabaseSource;
  readonly report: ConnectionReport | null;
  readonly failure: Failure | null;
}

/** Gives 3 where a server tells of problems, and the exit code of its error where one can't be reached. */
async function testServers(context: Context, name: string, label: string | undefined): Promise<number> {
  const { client, json, out } = context;
  const { plan } = await (await client()).plans.get({ plan: name });
  const sources = label === undefined ? plan.databases : [findSource(plan.databases, label)];
  const tested: Tested[] = [];
  for (const source of sources) {
    const one = await testServer(context, plan.id, source);
    tested.push(one);
    if (!json) await out.print(...describe(one));
  }
  if (json)
    await out.json(tested.map(({ source, report, failure }) => ({ label: source.label, report, error: failure })));
  else if (sources.length === 0) await out.print(`“${displayText(plan.name)}” has no databases.`);
  return worstExit(tested.map(exitOfTest));
}

async function testServer({ client }: Context, plan: string, source: DatabaseSource): Promise<Tested> {
  try {
    return { source, report: await (await client()).databases.test({ source, plan }), failure: null };
  } catch (error) {
    return { source, report: null, failure: await toFailure(error) };
  }
}

function exitOfTest({ report, failure }: Tested): number {
  if (failure) return failure.exit;
  return report && report.problems.length > 0 ? exitWarnings : exitDone;
}

const describe = ({ source, report, failure }: Tested): readonly string[] => [
  displayText(`${source.label}: ${describeServer(source.connection)}`),
  ...(report ? describeConnection(report) : [`PROBLEM  ${failure?.message ?? ''}`]).map((line) =>
    displayText(`  ${line}`),
  ),
];
