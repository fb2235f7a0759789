import fs from 'node:fs';
import { z } from 'zod';
import { HoldfastError } from '#shared/errors.ts';
import { fsPath } from '../tools/fs-path.ts';
import { destinationError, errorCodeOf } from './destination-error.ts';
import { repositoryPaths } from './layout.ts';
import { type Marker, markerSchema, repositoryFormat } from './marker.ts';

const formatSchema = z.object({ format: z.number() });

/**
 * The marker of a repository; undefined when the folder is not there or holds none. Throws `format-unknown` when a
 * newer Holdfast wrote it, `destination-wrong-volume` when it is damaged, or a destination error.
 */
export function readMarker(repository: string): Marker | undefined {
  const text = readText(repository);
  if (text === undefined) return undefined;
  const content = parse(text);
  const format = formatSchema.safeParse(content).data?.format;
  if (format !== undefined && format !== repositoryFormat) {
    throw new HoldfastError('format-unknown', { path: repository, format });
  }
  const marker = markerSchema.safeParse(content).data;
  if (marker) return marker;
  throw new HoldfastError('destination-wrong-volume', { path: repository, reason: 'its marker file is damaged' });
}

function readText(repository: string): string | undefined {
  try {
    return fs.readFileSync(fsPath(repositoryPaths(repository).marker), 'utf8');
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw destinationError(error, repository);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
