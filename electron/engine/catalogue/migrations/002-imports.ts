/**
 * What reading snapshots from a repository has to remember. `importing`: a snapshot is being taken in, part by part;
 * versions beyond the plan's newest snapshot may be there. `left_out`: names of snapshot folders that could not be taken
 * in, as pairs with what tells whether their lists have changed since.
 */
export const importsSchema = `
ALTER TABLE plan ADD COLUMN importing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plan ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]';
`;
