import { oc } from '@orpc/contract';
import { z } from 'zod';
import { type ErrorCode, errorCodes, errorKinds } from '../errors.ts';

const details = z.record(z.string(), z.unknown()).optional();

type ErrorMap = Record<ErrorCode, { status: number; data: typeof details }>;

/** Every procedure may fail with any kind of the closed list; `data` holds the error's details. */
const errors = Object.fromEntries(
  errorCodes.map((code) => [code, { status: errorKinds[code].status, data: details }]),
) as ErrorMap;

export const base = oc.errors(errors);

/** A page of a list: `after` is the cursor that the page before it returned. */
export const pageInput = { after: z.string().optional(), limit: z.coerce.number().int().min(1).max(1000).default(500) };

export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });
