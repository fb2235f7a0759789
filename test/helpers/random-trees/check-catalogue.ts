import { expect } from 'vitest';
import type { Difference, Entry } from '../../../shared/domain/snapshot.ts';
import type { BackupHome } from '../backup-home.ts';
import { expectContent } from '../expect-content.ts';
import type { Described, Description } from './described.ts';

/** A snapshot, and how things were when it was made. */
export interface Moment {
  readonly id: string;
  readonly description: Description;
}

/**
 * Expects the catalogue to tell of all snapshots of the only plan (oldest first) what the models tell: what each folder
 * held, what differs between any two, and the history of every path there ever was. `top` is where the models begin.
 */
export async function expectCatalogue(home: BackupHome, moments: readonly Moment[], top: string): Promise<void> {
  const { snapshots } = home.engine.services;
  const listed = await snapshots.list({});
  expect(listed.map(({ id }) => id)).toEqual(moments.map(({ id }) => id).reverse());
  for (const moment of moments) await expectFolders(home, moment, top);
  for (const from of moments) {
    for (const to of moments) {
      const { items } = await snapshots.diff({ snapshot: from.id, other: to.id, path: top, limit: 1000 });
      const told = items.map((item) => [item.path, item] as const).sort(byPath);
      expect(told).toEqual(differencesOf(from.description, to.description, top).sort(byPath));
    }
  }
  await expectHistories(home, moments, top);
  expectContent(home.home);
}

/** The same of one snapshot: what each of its folders held. */
export async function expectFolders(home: BackupHome, moment: Moment, top: string): Promise<void> {
  const { snapshots } = home.engine.services;
  const told: (readonly [string, Told])[] = [];
  for (const [path, { type }] of moment.description) {
    if (isTop(moment.description, path)) {
      told.push([path, toTold(await snapshots.entry({ snapshot: moment.id, path: top + path }))]);
    }
    if (type !== 'folder') continue;
    const { items } = await snapshots.folder({ snapshot: moment.id, path: top + path, limit: 1000 });
    for (const item of items) told.push([`${path}/${item.name}`, toTold(item)]);
  }
  const expected = [...moment.description].map(([path, entry]) => [path, tell(entry)] as const);
  expect(told.sort(byPath)).toEqual(expected.sort(byPath));
}

/** A root of the description: what it lies in is not part of it. */
const isTop = (description: Description, path: string): boolean =>
  !description.has(path.slice(0, path.lastIndexOf('/'))) || path === '';

type Told = Pick<Entry, 'type' | 'size' | 'mode' | 'owner' | 'group' | 'sha256' | 'carried' | 'modifiedAt'>;

const tell = ({ type, size, mode, owner, group, sha256, mtime, carried }: Described): Told => {
  const milliseconds = mtime / 1_000_000n - (mtime % 1_000_000n < 0n ? 1n : 0n);
  const modifiedAt = new Date(Number(milliseconds)).toISOString();
  return { type, size, mode, owner, group, sha256, carried, modifiedAt };
};

const toTold = ({ type, size, mode, owner, group, sha256, carried, modifiedAt }: Told): Told => ({
  ...{ type, size, mode, owner, group, sha256, carried, modifiedAt },
});

const byPath = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

function differencesOf(from: Description, to: Description, top: string): [string, Difference][] {
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((path): [string, Difference][] => {
    const [before, after] = [from.get(path), to.get(path)];
    const one = after ?? before;
    if (!one || (before && after && isSame(before, after))) return [];
    const change = !before ? 'added' : !after ? 'removed' : 'changed';
    const sizes = { sizeBefore: before?.size ?? null, sizeAfter: after?.size ?? null };
    return [[top + path, { change, path: top + path, type: one.type, ...sizes }]];
  });
}

/** As a comparison tells it: a folder's time is no difference, and notes and links are not in the catalogue. */
function isSame(one: Described, other: Described): boolean {
  const isEqual = (key: keyof Described): boolean => one[key] === other[key];
  if (!(['type', 'mode', 'owner', 'group'] as const).every(isEqual)) return false;
  return one.type === 'folder' || (['size', 'mtime', 'sha256', 'link'] as const).every(isEqual);
}

async function expectHistories(home: BackupHome, moments: readonly Moment[], top: string): Promise<void> {
  const paths = new Set(moments.flatMap(({ description }) => [...description.keys()]));
  const order = new Map(moments.map(({ id }, index) => [id, index]));
  for (const path of paths) {
    const versions = await home.engine.services.snapshots.history({ path: top + path });
    const told = versions.reverse().map((version) => ({
      ...toTold(version),
      carried: false,
      first: order.get(version.firstSnapshot.id),
      last: order.get(version.lastSnapshot.id),
      current: version.current,
    }));
    expect(joined(told), path).toEqual(historyOf(moments, path));
  }
}

interface Spell extends Told {
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly current: boolean;
}

/** Versions that differ in nothing that is told (a note or a link came or went) count as one. */
function joined(spells: readonly Spell[]): Spell[] {
  const result: Spell[] = [];
  for (const spell of spells) {
    const before = result.at(-1);
    const isNext = before && (before.last ?? 0) + 1 === spell.first;
    if (isNext && sameTold(before, spell)) result[result.length - 1] = { ...spell, first: before.first };
    else result.push(spell);
  }
  return result;
}

const sameTold = (one: Told, other: Told): boolean => JSON.stringify(toTold(one)) === JSON.stringify(toTold(other));

function historyOf(moments: readonly Moment[], path: string): Spell[] {
  return joined(
    moments.flatMap(({ description }, index) => {
      const entry = description.get(path);
      return entry
        ? [{ ...tell(entry), carried: false, first: index, last: index, current: index === moments.length - 1 }]
        : [];
    }),
  );
}
