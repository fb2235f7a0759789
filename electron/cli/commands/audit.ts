import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { AuditAction, AuditEntry, AuditFormat } from '#shared/domain/audit.ts';
import { HoldfastError } from '#shared/errors.ts';
import { fsPath } from '../../engine/tools/fs-path.ts';
import { chosen, parseLimit } from '../choices.ts';
import { actionWords, auditTable } from '../output/describe-audit.ts';
import { displayName } from '../output/display-name.ts';
import { pages } from '../pages.ts';
import { parseInstant } from '../parse-instant.ts';
import type { Context, Verb } from '../verb.ts';

export const audit: Verb = {
  name: 'audit',
  summary: 'Show who restored, deleted or changed what, newest first',
  examples: [
    'holdfast audit',
    'holdfast audit --plan Home --action restore --since 2026-11-01',
    'holdfast audit --export csv --out audit.csv',
  ],
  define: (command, act) => {
    command
      .option('--plan <NAME>', 'only what was done to this plan or its snapshots')
      .option('--action <ACTION>', 'only this; see below')
      .option('--since <T>', 'not before this day or time')
      .option('--until <T>', 'not after this day or time')
      .option('--limit <N>', 'at most so many (else 50)')
      .option('--export <FORMAT>', 'write all of it, oldest first: jsonl or csv')
      .option('--out <FILE>', 'write the export there, not to standard output')
      .addHelpText('after', `\nActions:\n  ${Object.keys(actionWords).join(', ')}`)
      .action((options: AuditOptions) => act((context) => showAudit(context, options)));
  },
};

interface AuditOptions {
  readonly plan?: string;
  readonly action?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit?: string;
  readonly export?: string;
  readonly out?: string;
}

type Filter = ReturnType<typeof filterOf>;

async function showAudit(context: Context, options: AuditOptions): Promise<number> {
  const filter = filterOf(options);
  const format = chosen<AuditFormat>('export', formats, options.export);
  if (format !== undefined) return exportAudit(context, { ...options, filter, format });
  if (options.out !== undefined) {
    throw new HoldfastError('invalid-input', { reason: '--out goes with --export jsonl or --export csv.' });
  }
  return listAudit(context, filter, parseLimit(options.limit ?? '50'));
}

const formats: Readonly<Record<AuditFormat, string>> = { jsonl: 'JSON lines', csv: 'CSV' };

const filterOf = ({ plan, action, since, until }: AuditOptions) => ({
  plan,
  action: chosen<AuditAction>('action', actionWords, action),
  since: since === undefined ? undefined : parseInstant('--since', since, 'start'),
  until: until === undefined ? undefined : parseInstant('--until', until, 'end'),
});

async function listAudit({ client, json, out }: Context, filter: Filter, limit: number): Promise<number> {
  const engine = await client();
  const found: AuditEntry[] = [];
  for await (const entry of pages((page) => engine.audit.list({ ...filter, ...page }), limit)) found.push(entry);
  if (json) await out.json(found);
  else if (found.length === 0) await out.print('The audit trail has nothing to show.');
  else await out.print(...auditTable(found));
  return 0;
}

interface Export {
  readonly filter: Filter;
  readonly format: AuditFormat;
  readonly out?: string;
  readonly limit?: string;
}

async function exportAudit(context: Context, { filter, format, out, limit }: Export): Promise<number> {
  const refuse = (reason: string) => new HoldfastError('invalid-input', { reason });
  if (limit !== undefined) throw refuse('--export writes everything that fits; --limit is for the list.');
  if (out === undefined && context.json) {
    throw refuse('--export writes the trail itself. Leave --json out, or say with --out where the export goes.');
  }
  const engine = await context.client();
  const texts = textPages((page) => engine.audit.export({ format, ...filter, ...page }));
  if (out === undefined) {
    for await (const text of texts) if (context.out.open()) await context.out.bytes(Buffer.from(text));
    return 0;
  }
  const file = context.resolve(out);
  await writeWhole(file, texts);
  if (context.json) await context.out.json({ file, format });
  else await context.out.print(`The audit trail was written to ${displayName(file)}.`);
  return 0;
}

type Page = { readonly after?: string; readonly limit: number };

async function* textPages(
  read: (page: Page) => Promise<{ text: string; next: string | null }>,
): AsyncGenerator<string, void> {
  let after: string | undefined;
  do {
    const { text, next } = await read({ after, limit: 1000 });
    yield text;
    after = next ?? undefined;
  } while (after !== undefined);
}

/** The file is there whole or not at all, for its owner only: it tells of paths. */
async function writeWhole(file: string, texts: AsyncIterable<string>): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await pipeline(texts, createWriteStream(fsPath(temporary), { mode: 0o600 }));
    await rename(fsPath(temporary), fsPath(file));
  } catch (error) {
    await rm(fsPath(temporary), { force: true });
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    const reason = `${displayName(file)} can't be written: ${error.message}.`;
    throw new HoldfastError('invalid-input', { reason }, error);
  }
}
