import type { FoundState } from '#shared/domain/finding.ts';
import type { Found } from '#shared/domain/snapshot.ts';
import { HoldfastError } from '#shared/errors.ts';
import { displayName } from '../output/display-name.ts';
import { formatSize, formatTime } from '../output/format.ts';
import { printJsonArray } from '../output/output.ts';
import { pages } from '../pages.ts';
import { parseInstant } from '../parse-instant.ts';
import { parseSize } from '../parse-size.ts';
import type { Context, Verb } from '../verb.ts';

export const find: Verb = {
  name: 'find',
  summary: 'Look for a name in all snapshots',
  examples: [
    'holdfast find invoice',
    "holdfast find '*.docx' --plan Home --deleted",
    "holdfast find '*.mp4' --min-size 1G --since 2026-10-01 --until 2026-10-31",
  ],
  define: (command, act) => {
    command
      .argument('<PATTERN>', 'part of a name, or a whole one with * and ?')
      .option('--plan <NAME>', 'only in this plan')
      .option('--since <T>', 'only what was held on this day or time, or later')
      .option('--until <T>', 'only what was held on this day or time, or before')
      .option('--min-size <SIZE>', 'only files of at least this size, such as 10M')
      .option('--max-size <SIZE>', 'only files of at most this size')
      .option('--deleted', 'only what the newest snapshot of its plan does not hold')
      .option('--present', 'only what the newest snapshot of its plan holds')
      .action((pattern: string, options: FindOptions) => act((context) => search(context, pattern, options)));
  },
};

interface FindOptions {
  readonly plan?: string;
  readonly since?: string;
  readonly until?: string;
  readonly minSize?: string;
  readonly maxSize?: string;
  readonly deleted?: boolean;
  readonly present?: boolean;
}

async function search({ client, json, out }: Context, pattern: string, options: FindOptions): Promise<number> {
  const filter = filterOf(options);
  const { snapshots } = await client();
  const found = pages((page) => snapshots.find({ pattern, ...filter, ...page }));
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
  if (!any) out.note(`No name fits “${displayName(pattern)}”${isFiltered(options) ? ' and the filters' : ''}.`);
  return 0;
}

const filterOf = ({ plan, since, until, minSize, maxSize, ...states }: FindOptions) => ({
  plan,
  since: since === undefined ? undefined : parseInstant('--since', since, 'start'),
  until: until === undefined ? undefined : parseInstant('--until', until, 'end'),
  minSize: minSize === undefined ? undefined : parseSize(minSize),
  maxSize: maxSize === undefined ? undefined : parseSize(maxSize),
  state: stateOf(states),
});

function stateOf({ deleted = false, present = false }: Pick<FindOptions, 'deleted' | 'present'>): FoundState {
  if (deleted && present) {
    throw new HoldfastError('invalid-input', { reason: 'Give --deleted or --present, or neither of them for both.' });
  }
  return deleted ? 'deleted' : present ? 'present' : 'any';
}

const isFiltered = (options: FindOptions): boolean => Object.values(options).some((value) => value !== undefined);

const foundLine = (found: Found): string =>
  [
    (found.type === 'file' ? formatSize(found.size) : found.type).padStart(8),
    formatTime(found.modifiedAt),
    displayName(`${found.planName}/${found.lastSnapshot.name}`),
    displayName(found.path),
  ].join('  ');
