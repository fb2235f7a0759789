import { attendHost } from '../attend-host.ts';
import { holdfast } from './holdfast.ts';
import type { Peer } from './peer.ts';

/** The same commands, done by a running host, which serves its pages meanwhile: here its event loop is what counts. */
export const holdfastHost: Peer = {
  ...holdfast,
  id: 'holdfast-host',
  title: 'Holdfast, through its host',
  everyRound: false,
  attend: attendHost,
};
