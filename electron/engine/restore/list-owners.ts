import type { Connection } from '../catalogue/open-catalogue.ts';
import type { OwnerMap } from '../tools/rsync/build-copy-args.ts';

export const ownerSchema = `
CREATE TABLE owner (is_group INTEGER NOT NULL, from_id INTEGER NOT NULL, to_id INTEGER NOT NULL);
`;

/** By the numbers that users and groups had at the source, the numbers that those of the same name have here. */
export interface Owners {
  setOwners(owners: OwnerMap): void;
  owners(): OwnerMap;
}

/** The owners that a restore's list maps; those it does not name keep their numbers. */
export function connectOwners(db: Connection): Owners {
  const read = db.prepare<[number], [number, number]>('SELECT from_id, to_id FROM owner WHERE is_group = ?').raw();
  const insert = db.prepare('INSERT INTO owner VALUES (?, ?, ?)');
  let owners: OwnerMap = { users: new Map(read.all(0)), groups: new Map(read.all(1)) };
  return {
    setOwners: (given) => {
      for (const [from, to] of given.users) insert.run(0, from, to);
      for (const [from, to] of given.groups) insert.run(1, from, to);
      owners = given;
    },
    owners: () => owners,
  };
}
