import type { Machine } from './machine.ts';
import { allPeers } from './peers/all-peers.ts';

/** Machine and programs, in words. */
export function describeMachine({ cores, processor, memoryBytes, system, fileSystem, node, versions, date }: Machine) {
  const memory = `${Math.round(memoryBytes / 2 ** 30)} GB of memory`;
  const programs = allPeers
    // These two are programs that are named already.
    .filter(({ id }) => id !== 'holdfast-host' && id !== 'cp-al')
    .flatMap(({ id, title }) => (versions[id] ? [`${title.split(' ')[0]} ${versions[id]}`] : []));
  return {
    place: `${cores} cores (${processor}), ${memory}, ${fileSystem}, ${system}, ${date}`,
    programs: [...programs, `Node ${node}`].join(', '),
  };
}
