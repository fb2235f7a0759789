import { z } from 'zod';
import { auditActions, auditEntrySchema, auditFormats } from '../domain/audit.ts';
import { instantSchema } from '../domain/primitives.ts';
import { base, page, pageInput } from './base.ts';

const filter = {
  /** Id or name; one that was removed is known by the name it had. */
  plan: z.string().optional(),
  action: z.enum(auditActions).optional(),
  /** Not before. */
  since: instantSchema.optional(),
  /** Not after. */
  until: instantSchema.optional(),
};

export const auditContract = {
  /** Newest first. */
  list: base
    .route({ method: 'GET', path: '/audit' })
    .input(z.object({ ...filter, ...pageInput }))
    .output(page(auditEntrySchema)),
  /**
   * The trail as text, oldest first: JSON lines, or CSV (RFC 4180; the first page begins with the column names). Pages
   * put one after the other are the whole.
   */
  export: base
    .route({ method: 'GET', path: '/audit/export' })
    .input(z.object({ format: z.enum(auditFormats), ...filter, ...pageInput }))
    .output(z.object({ text: z.string(), next: z.string().nullable() })),
};
