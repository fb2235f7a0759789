/**
 * `snapshot.begun_by`: by what the backups were begun that made it or confirmed it: a JSON array of ids of schedules, null for one
 * that somebody asked for.
 */
export const begunBySchema = `
ALTER TABLE snapshot ADD COLUMN begun_by TEXT NOT NULL DEFAULT '[null]';
`;
