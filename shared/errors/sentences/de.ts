import type { ErrorCode } from '../error-kinds.ts';
import type { Sentence } from '../sentence.ts';
import { asked } from './de/asked.ts';
import { backups } from './de/backups.ts';
import { databases } from './de/databases.ts';
import { restores } from './de/restores.ts';
import { secrets } from './de/secrets.ts';
import { startup } from './de/startup.ts';

export const de: Readonly<Record<ErrorCode, Sentence>> = {
  ...asked,
  ...backups,
  ...restores,
  ...databases,
  ...secrets,
  ...startup,
};
