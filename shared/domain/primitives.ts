import { z } from 'zod';

/** A point in time: UTC, ISO 8601 with milliseconds. */
export const instantSchema = z.iso.datetime();
/** A number of bytes or of things: a whole number, never negative. */
export const countSchema = z.number().int().nonnegative();
/** A path in path text (see path-text.ts), absolute unless its field says otherwise. */
export const pathSchema = z.string();

export const idSchema = z.uuid();
