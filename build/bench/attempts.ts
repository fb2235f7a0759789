import type { Bystander } from './bystander.ts';
import type { Entrant } from './entrant.ts';
import type { Part } from './parts.ts';
import type { Peer } from './peers/peer.ts';
import type { Failure, Sample } from './result.ts';
import type { StepId } from './steps.ts';

export interface PartOptions {
  readonly part: Part;
  /** A new folder for everything that the part makes. */
  readonly work: string;
  readonly peers: readonly Peer[];
  readonly rounds: number;
  /** Steps to measure besides the first backup; all of them when undefined. */
  readonly steps: readonly StepId[] | undefined;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly onSample: (sample: Sample) => void;
  readonly onFailure: (failure: Failure) => void;
}

export interface Attempts {
  readonly options: PartOptions;
  readonly round: number;
  readonly bystander: Bystander;
  readonly leaveOut: (peer: Peer) => void;
}

/** Does it for each program that still takes part; one that fails is reported and left out. */
export async function attempt(
  { options, round, leaveOut }: Attempts,
  step: string,
  entrants: readonly Entrant[],
  act: (entrant: Entrant) => Promise<void>,
): Promise<void> {
  for (const entrant of entrants.filter(({ failed }) => !failed)) {
    try {
      await act(entrant);
    } catch (error) {
      options.signal.throwIfAborted();
      entrant.failed = true;
      leaveOut(entrant.peer);
      const message = error instanceof Error ? error.message : String(error);
      options.say(`${entrant.peer.title} failed and is left out from here on: ${message}`);
      options.onFailure({ peer: entrant.peer.id, step, round, message });
    }
  }
}
