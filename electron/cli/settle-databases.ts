import type { HoldfastClient } from '#shared/contract/index.ts';
import type { DatabaseDraft } from '#shared/domain/database.ts';
import { askPassword, canAsk } from './ask-password.ts';
import type { WishedDatabase } from './database-drafts.ts';
import { toFailure } from './failure.ts';
import { displayText } from './output/display-name.ts';
import { readPassword } from './read-password.ts';
import type { Context } from './verb.ts';

interface Settling {
  readonly context: Context;
  /** Of the plan that has some of them already, with their passwords. */
  readonly plan?: string;
  /** Whether servers are asked now. */
  readonly tested: boolean;
}

/**
 * Completes the servers of a plan with their passwords, and connects to each as a backup would: what does not work is an
 * error now and not at night. Problems that a server tells of are shown. A password that is missing is asked for where
 * somebody sits at a terminal.
 */
export async function settleDatabases(
  wished: readonly WishedDatabase[],
  settling: Settling,
): Promise<readonly DatabaseDraft[]> {
  const drafts: DatabaseDraft[] = [];
  for (const one of wished) {
    const draft = await withPassword(one, settling.context);
    drafts.push(settling.tested ? await tested(draft, settling) : draft);
  }
  return drafts;
}

async function withPassword({ draft, wish }: WishedDatabase, { resolve, out }: Context): Promise<DatabaseDraft> {
  if (typeof draft.password === 'string')
    out.note(
      'The password is kept encrypted. Other users may have seen it in the command line, and your shell may keep it in its history: “--database-password-file” or “--ask-password” avoid that.',
    );
  if (wish.passwordFile !== undefined) return { ...draft, password: readPassword(wish.passwordFile, resolve) };
  if (wish.askPassword) return { ...draft, password: await askPassword(questionOf(draft)) };
  return draft;
}

async function tested(draft: DatabaseDraft, { context, plan }: Settling): Promise<DatabaseDraft> {
  const client = await context.client();
  const { settled, problems } = await testOrAsk(client, draft, plan);
  for (const problem of problems) context.out.note(displayText(`${draft.label}: ${problem}`));
  return settled;
}

async function testOrAsk(client: HoldfastClient, draft: DatabaseDraft, plan: string | undefined) {
  const ask = (source: DatabaseDraft) => client.databases.test({ source, ...(plan !== undefined && { plan }) });
  try {
    return { settled: draft, problems: (await ask(draft)).problems };
  } catch (error) {
    if ((await toFailure(error)).code !== 'password-needed' || !canAsk()) throw error;
    const settled = { ...draft, password: await askPassword(questionOf(draft)) };
    return { settled, problems: (await ask(settled)).problems };
  }
}

const questionOf = ({ label, connection }: DatabaseDraft): string =>
  `Password of ${connection.user || 'the role'} for “${displayText(label)}”`;
