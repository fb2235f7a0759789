import fs from 'node:fs';
import path from 'node:path';
import { run } from './measure-command.ts';
import type { At, Attendant, Peer } from './peers/peer.ts';

/** A program with a repository of its own, in one round. */
export interface Entrant {
  readonly peer: Peer;
  at: At;
  attendant: Attendant | undefined;
  failed: boolean;
}

export function createEntrant(peer: Peer, tree: string, place: string): Entrant {
  return { peer, at: { place, tree, made: 0, deleted: 0 }, attendant: undefined, failed: false };
}

/** Makes its place and all that comes before the first backup. */
export async function prepareEntrant(entrant: Entrant): Promise<void> {
  const { peer, at } = entrant;
  fs.mkdirSync(at.place, { recursive: true });
  const { files = [], commands } = peer.prepare(at);
  for (const { path: file, text } of files) fs.writeFileSync(path.resolve(file), text);
  for (const { program, args, ...options } of commands) await run(program, args, options);
  entrant.attendant = await peer.attend?.(at);
}
