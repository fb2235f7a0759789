import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { releaseSchema } from '#shared/domain/new-version.ts';

const answerSchema = z.object({
  feed: z.string(),
  at: z.number(),
  newest: releaseSchema.nullable(),
  problem: z.string().nullable(),
});

/** What the last asking brought: in the home, so that a restart does not ask again. */
export type LastAnswer = z.infer<typeof answerSchema>;

const fileOf = (home: string): string => path.join(home, 'new-version.json');

/** Null where nobody was asked yet, or what is there makes no sense. */
export function readAnswer(home: string): LastAnswer | null {
  try {
    return answerSchema.parse(JSON.parse(fs.readFileSync(fileOf(home), 'utf8')));
  } catch {
    return null;
  }
}

export function writeAnswer(home: string, answer: LastAnswer): void {
  const file = fileOf(home);
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(answer)}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}
