import type { Found } from '#shared/domain/snapshot.ts';
import { displayName } from '../output/display-name.ts';
import { formatSize, formatTime } from '../output/format.ts';
import { printJsonArray } from '../output/output.ts';
import { pages } from '../pages.ts';
import type { Context, Verb } from '../verb.ts';

export const find: Verb = {
  name: 'find',
  summary: 'Look for a name in all snapshots',
  examples: ['holdfast find invoice', "holdfast find '*.docx' --plan Home"],
  define: (command, act) => {
    command
      .argument('<PATTERN>', 'part of a name, or a whole one with * and ?')
      .option('--plan <NAME>', 'only in this plan')
      .action((pattern: string, { plan }: { plan?: string }) => act((context) => search(context, pattern, plan)));
  },
};

async function search({ client, json, out }: Context, pattern: string, plan: string | undefined): Promise<number> {
  const { snapshots } = await client();
  const found = pages((page) => snapshots.find({ pattern, plan, ...page }));
  if (json) {
    await printJsonArray(out, found);
    return 0;
  }
  let any = false;
  for await (const version of found) {
    if (!out.open()) break;
    any = true;
    await out.print(foundLine(version));
  }
  if (!any) out.note(`No name fits “${displayName(pattern)}”.`);
  return 0;
}

const foundLine = (found: Found): string =>
  [
    (found.type === 'file' ? formatSize(found.size) : found.type).padStart(8),
    formatTime(found.modifiedAt),
    displayName(`${found.planName}/${found.lastSnapshot.name}`),
    displayName(found.path),
  ].join('  ');
