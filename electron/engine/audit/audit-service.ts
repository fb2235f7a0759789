import type { AuditEntry, AuditFormat } from '#shared/domain/audit.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Service } from '../services.ts';
import type { AuditFilter } from './audit-store.ts';
import { csvHeader, csvLine } from './csv-line.ts';

interface Asked {
  readonly plan?: string | undefined;
  readonly action?: AuditFilter['action'];
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The audit trail, read page by page and exported. */
export function createAuditService(catalogue: Pick<CatalogueClient, 'read'>): Service<'audit'> {
  const read = async (asked: Asked, order: AuditFilter['order']) =>
    catalogue.read.audit.list({ ...toFilter(asked), ...(await ofPlan(catalogue, asked.plan)), order });
  return {
    list: async (asked) => {
      const { entries, next } = await read(asked, 'newest-first');
      return { items: entries, next: next === null ? null : String(next) };
    },
    export: async ({ format, ...asked }) => {
      const { entries, next } = await read(asked, 'oldest-first');
      const { header, line } = writers[format];
      const text = [...(asked.after === undefined ? header : []), ...entries.map(line)].join('');
      return { text, next: next === null ? null : String(next) };
    },
  };
}

const writers: Readonly<Record<AuditFormat, { readonly header: readonly string[]; line(entry: AuditEntry): string }>> =
  {
    jsonl: { header: [], line: (entry) => `${JSON.stringify(entry)}\n` },
    csv: { header: [csvHeader], line: csvLine },
  };

const toFilter = ({ action, since, until, after, limit }: Asked) => ({
  action,
  since: since === undefined ? undefined : inMilliseconds(since),
  until: until === undefined ? undefined : inMilliseconds(until),
  after: after === undefined ? undefined : Number(after),
  limit,
});

/** As times are kept: they are compared as text. */
const inMilliseconds = (instant: string): string => new Date(instant).toISOString();

/** A plan that is known has its id in the trail, whatever it was called; of others only the name then is left. */
async function ofPlan(
  { read }: Pick<CatalogueClient, 'read'>,
  plan: string | undefined,
): Promise<Pick<AuditFilter, 'planId' | 'planName'>> {
  if (plan === undefined) return {};
  const known = await read.plans.find(plan);
  if (known) return { planId: known.plan.id };
  return isId(plan) ? { planId: plan } : { planName: plan };
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
