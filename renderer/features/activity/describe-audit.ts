import type { AuditDetails, AuditEntry } from '#shared/domain/audit.ts';
import { databaseSourceSchema } from '#shared/domain/database.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { said, saidSubject } from '../../app/messages/said.ts';
import { isMessage, type MessageKey, t } from '../../app/messages/t.ts';
import { describeChoice } from '../plans/databases/source-fields.ts';
import { describeChanges } from '../runs/describe-changes.ts';

/** Who acted: the system's user, or Holdfast where nobody asked for it. */
export const whoOf = ({ user, way }: Pick<AuditEntry, 'user' | 'way'>): string =>
  way === 'engine' ? t('audit.itself') : showPath(user);

/** Who did what, in a few words: ada restored files: “Documents”. */
export function nameEntry(entry: AuditEntry): string {
  const { action, planName } = entry;
  const words = { who: whoOf(entry), action: t(`audit.action.${action}`) };
  return planName === null ? t('audit.row', words) : t('audit.row.plan', { ...words, plan: showPath(planName) });
}

/** To what it was done and with which result, in a line. */
export function describeEntry({ subject, planName, details }: AuditEntry): string {
  const changes = describeChanged(details.changes);
  // The settings that changed, or the plan that is named already, need not be said twice.
  const isSaid = subject === planName || subject === Object.keys(details.changes ?? {}).join(', ');
  const done = details.error === undefined ? describeDone(details) : said(details.error.message);
  const parts = [isSaid ? '' : showPath(saidSubject(subject)), contentsOf(details), changes, done];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Of a plan that is added or removed. */
function contentsOf({ order = {} }: AuditDetails): string {
  return (['folders', 'databases'] as const)
    .flatMap((name) => {
      const value = order[name];
      return Array.isArray(value) && value.length > 0 ? [describeValue(name, value)] : [];
    })
    .join(', ');
}

function describeChanged(changes: AuditDetails['changes'] = {}): string {
  return Object.entries(changes)
    .filter(([, { from, to }]) => !isObject(from) && !isObject(to))
    .map(([name, { from, to }]) => describeChange(nameOf(name), describeValue(name, from), describeValue(name, to)))
    .join('; ');
}

/** Of what differs only in what is not told here, that it does. */
const describeChange = (name: string, from: string, to: string): string =>
  from === to ? t('audit.changed', { name }) : t('audit.change', { name, from, to });

/** Names that have no word of their own are shown as they are kept. */
function nameOf(name: string): string {
  const key = `audit.name.${name}`;
  return isPlainKey(key) ? t(key) : name;
}

type NameKey = Extract<MessageKey, `audit.name.${string}`>;
const isPlainKey = (key: string): key is NameKey => isMessage(key);

const inBytes: ReadonlySet<string> = new Set(['keepFreeBytes', 'largerThan']);

function describeValue(name: string, value: unknown): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return t('audit.value.none');
  if (typeof value === 'boolean') return t(value ? 'audit.value.yes' : 'audit.value.no');
  if (typeof value === 'number') return inBytes.has(name) ? formatBytes(value) : String(value);
  return Array.isArray(value) ? value.map(describeItem).join(', ') : showPath(String(value));
}

/** A folder, a pattern, or a server with what of it is taken. */
function describeItem(item: unknown): string {
  const source = databaseSourceSchema.safeParse(item).data;
  return source === undefined
    ? showPath(String(item))
    : t('plans.server', { label: source.label, choice: describeChoice(source) });
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was done, as far as it comes to counts. */
function describeDone({ result = {} }: AuditDetails): string {
  const { created, overwritten, deleted, entries, snapshots, repaired } = result;
  if (isCount(created) && isCount(overwritten) && isCount(deleted)) {
    return describeChanges({ created, overwritten, deleted });
  }
  if (isCount(entries)) return t('result.delete', { count: entries });
  if (isCount(repaired)) return t('result.repaired', { count: repaired });
  return isCount(snapshots) ? t('result.rebuild', { count: snapshots }) : '';
}

const isCount = (value: unknown): value is number => typeof value === 'number';
