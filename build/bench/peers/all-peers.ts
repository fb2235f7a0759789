import { borg } from './borg.ts';
import { cpAl } from './cp-al.ts';
import { holdfast } from './holdfast.ts';
import { holdfastHost } from './holdfast-host.ts';
import type { Peer, PeerId } from './peer.ts';
import { rdiffBackup } from './rdiff-backup.ts';
import { restic } from './restic.ts';
import { rsnapshot } from './rsnapshot.ts';
import { rsync } from './rsync.ts';

/** In the order of the report's columns. */
export const allPeers: readonly Peer[] = [holdfast, holdfastHost, rsync, cpAl, rsnapshot, restic, borg, rdiffBackup];

export const titleOfPeer = (id: PeerId): string => allPeers.find((peer) => peer.id === id)?.title ?? id;
