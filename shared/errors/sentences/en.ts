import type { ErrorCode } from '../error-kinds.ts';
import type { Sentence } from '../sentence.ts';
import { asked } from './en/asked.ts';
import { backups } from './en/backups.ts';
import { databases } from './en/databases.ts';
import { restores } from './en/restores.ts';
import { secrets } from './en/secrets.ts';
import { startup } from './en/startup.ts';

export const en: Readonly<Record<ErrorCode, Sentence>> = {
  ...asked,
  ...backups,
  ...restores,
  ...databases,
  ...secrets,
  ...startup,
};
