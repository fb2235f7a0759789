import { matchesName } from '#shared/domain/name-pattern.ts';
import type { DatabaseRestoreOrder } from './database-restore-order.ts';
import type { ChosenFacts } from './look-at-chosen.ts';
import type { TargetFacts } from './look-at-target.ts';
import type { OpenDump } from './open-dump.ts';
import type { Archive } from './read-archive.ts';
import { type Globals, missingGlobals } from './read-globals.ts';
import { isPartial, takenRelations } from './restore-choice.ts';

export interface ProblemsQuestion {
  readonly order: DatabaseRestoreOrder;
  readonly dump: Pick<OpenDump, 'dump' | 'counts'>;
  readonly archive: Archive;
  readonly chosen: ChosenFacts | null;
  /** Roles and tablespaces that the snapshot holds; null: none. */
  readonly globals: Globals | null;
  readonly facts: TargetFacts;
  /** Tables go that an undone restore made: the dump need not hold anything that was chosen. */
  readonly drops?: boolean;
}

/** Why a restore can't be done as it was asked for: sentences, each with its next step. */
export function findProblems(question: ProblemsQuestion): readonly string[] {
  const { order, facts } = question;
  return [
    ...(facts.standby ? [`${facts.server} is a standby, which can only be read: restore to its primary.`] : []),
    ...placeProblems(order, facts),
    ...choiceProblems(question),
    ...dependentProblems(question),
    ...roleProblems(question),
    ...extensionProblems(question),
  ];
}

function placeProblems({ create, target, ...choice }: DatabaseRestoreOrder, facts: TargetFacts): readonly string[] {
  const { there } = facts;
  const mayNot = `The role ${facts.user} may not create databases, and a restore makes the new one beside the old: ALTER ROLE ${facts.user} CREATEDB, or use another role.`;
  if (!there) {
    if (!create) return [`There is no database ${target} on ${facts.server}. To make it, say so (--create).`];
    return facts.mayCreate ? [] : [mayNot];
  }
  if (create)
    return [
      `There is a database ${target} on ${facts.server} already. Choose another name, or replace it (without --create).`,
    ];
  if (there.isTemplate)
    return [`${target} is a template, from which databases are made. Restore under another name (--create).`];
  if (isPartial(choice)) return [];
  return [
    ...(there.owned || facts.superuser
      ? []
      : [
          `The database ${target} belongs to ${there.setup.owner}, and ${facts.user} is no member of that role: restore as its owner or a superuser.`,
        ]),
    ...(facts.mayCreate ? [] : [mayNot]),
    ...there.ties.map((tie) => `The database ${target} can’t be replaced. ${tie}`),
  ];
}

function choiceProblems({ order, dump, archive, drops }: ProblemsQuestion): readonly string[] {
  if (drops || !isPartial(order)) return [];
  const isTaken = takenRelations(order, archive.entries);
  const found = archive.scripted.some(
    ({ type, schema, name }) =>
      schema !== null && (isRelation(type) ? isTaken(schema, name) : matchesName(order.schemas, schema)),
  );
  if (found) return [];
  return [
    `The dump of ${dump.dump.database} holds nothing that fits ${[...order.schemas, ...order.tables].join(', ')}.`,
  ];
}

const mostNamed = 5;

function dependentProblems({ chosen, order }: ProblemsQuestion): readonly string[] {
  const { dependents = [] } = chosen ?? {};
  if (dependents.length === 0) return [];
  const named = dependents.slice(0, mostNamed).join(', ');
  const more = dependents.length > mostNamed ? ` and ${dependents.length - mostNamed} more` : '';
  return [
    `In the database ${order.target} other things depend on what is chosen: ${named}${more}. Choose these as well, drop them first, or restore into a new database (--create) and copy from there.`,
  ];
}

const isRelation = (type: string): boolean => /^(?:TABLE|VIEW|MATERIALIZED VIEW|SEQUENCE|FOREIGN TABLE)$/.test(type);

function roleProblems({ order, archive, globals, facts }: ProblemsQuestion): readonly string[] {
  const missingTargets = Object.values(order.mapOwners).filter((name) => !facts.roles.has(name));
  const unknown =
    missingTargets.length === 0
      ? []
      : [`${sayRoles(missingTargets)} not on ${facts.server}: give other roles to --map-owner.`];
  if (order.owners === 'none') return unknown;
  const made = order.globals && globals ? missingGlobals(globals, facts).roles.map(({ name }) => name) : [];
  const wanted = archive.roles.filter((name) => !Object.hasOwn(order.mapOwners, name));
  const missing = wanted.filter((name) => !facts.roles.has(name) && !made.includes(name));
  const owners = new Set(archive.scripted.flatMap(({ owner }) => owner ?? []).map((owner) => mapped(order, owner)));
  const foreign = [...owners].filter((name) => facts.roles.has(name) && !facts.memberOf.has(name));
  return [
    ...unknown,
    ...(missing.length === 0
      ? []
      : [
          `${sayRoles(missing)} not on ${facts.server}: have them made (--globals), give their things to others (--map-owner ROLE=OTHER), or all to ${facts.user} (--no-owner).`,
        ]),
    ...(facts.superuser || foreign.length === 0
      ? []
      : [
          `${facts.user} may not give things to ${foreign.join(', ')}: restore as a superuser, or keep all for ${facts.user} (--no-owner).`,
        ]),
  ];
}

const mapped = ({ mapOwners }: DatabaseRestoreOrder, name: string): string =>
  (Object.hasOwn(mapOwners, name) ? mapOwners[name] : undefined) ?? name;

const sayRoles = (names: readonly string[]): string =>
  names.length === 1 ? `The role ${names[0]} is` : `The roles ${names.join(', ')} are`;

function extensionProblems({ order, archive, facts }: ProblemsQuestion): readonly string[] {
  if (isPartial(order)) return [];
  const missing = archive.extensions.filter((name) => !facts.extensions.has(name));
  if (missing.length === 0) return [];
  const one = missing.length === 1;
  return [
    `The ${one ? 'extension' : 'extensions'} ${missing.join(', ')} ${one ? 'is' : 'are'} not installed on ${facts.server}: install the ${one ? 'package that brings it' : 'packages that bring them'} there (often postgresql-contrib), then restore again.`,
  ];
}

/** What will be other than one may expect: sentences. */
export function findRemarks({ order, dump, archive, globals, facts }: ProblemsQuestion): readonly string[] {
  const major = Number.parseInt(dump.counts.serverVersion, 10);
  const made = order.globals && globals ? missingGlobals(globals, facts).tablespaces.map(({ name }) => name) : [];
  const missing = archive.tablespaces.filter((name) => !facts.tablespaces.has(name) && !made.includes(name));
  const others = facts.sessions.length;
  const isReplaced = facts.there !== null && !isPartial(order);
  return [
    ...(major > facts.serverMajor
      ? [
          `The dump is of PostgreSQL ${dump.counts.serverVersion}, the server is the older ${facts.serverVersion}: what only newer versions have can’t be restored. Nothing is replaced unless all of it could be.`,
        ]
      : []),
    ...(missing.length > 0
      ? [
          `${missing.length === 1 ? 'The tablespace' : 'The tablespaces'} ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not there: all goes to the usual one.`,
        ]
      : []),
    ...(isReplaced && others > 0
      ? [
          `${others} other ${others === 1 ? 'session uses' : 'sessions use'} the database: ${order.endSessions ? 'they are ended at the moment it is replaced' : 'it is replaced only once they are gone, or are allowed to be ended (--end-sessions)'}.`,
        ]
      : []),
    ...(Object.keys(order.mapOwners).length > 0 && order.owners === 'none'
      ? ['Owners are not restored: --map-owner changes nothing.']
      : []),
  ];
}
