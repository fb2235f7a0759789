import { z } from 'zod';
import { idSchema, instantSchema } from '#shared/domain/primitives.ts';

export const repositoryFormat = 1;

/** `holdfast-repository.json`: tells a repository from any other folder. */
export const markerSchema = z.object({ format: z.number().int(), id: idSchema, createdAt: instantSchema });
export type Marker = z.infer<typeof markerSchema>;
