import { median } from '#shared/median.ts';
import type { PeerId } from './peers/peer.ts';
import type { Sample } from './result.ts';
import type { StepId } from './steps.ts';

/** One program's step over all rounds. */
export interface Cell {
  /** Median. */
  readonly seconds: number;
  /** Highest. */
  readonly peakBytes: number;
  /** Median. */
  readonly addedBytes: number;
}

/** Undefined where it was not measured. */
export function cellOf(samples: readonly Sample[], step: StepId, peer: PeerId): Cell | undefined {
  const own = samples.filter((sample) => sample.step === step && sample.peer === peer);
  if (own.length === 0) return undefined;
  return {
    seconds: median(own.map(({ seconds }) => seconds)),
    peakBytes: Math.max(...own.map(({ peakBytes }) => peakBytes)),
    addedBytes: median(own.map(({ addedBytes }) => addedBytes)),
  };
}

interface RatioQuestion {
  readonly step: StepId;
  readonly to: PeerId;
  /** Whether what the other one's time keeps apart counts for it. */
  readonly withApart?: boolean;
}

/** Median of Holdfast's times over another program's, each ratio within one round; undefined without any. */
export function ratioOf(
  samples: readonly Sample[],
  { step, to, withApart = false }: RatioQuestion,
): number | undefined {
  const ratios = samples
    .filter((sample) => sample.step === step && sample.peer === 'holdfast')
    .flatMap(({ round, seconds }) => {
      const other = samples.find((sample) => sample.step === step && sample.peer === to && sample.round === round);
      return other ? [seconds / (other.seconds + (withApart ? other.apartSeconds : 0))] : [];
    });
  return ratios.length === 0 ? undefined : median(ratios);
}

/** The ratio to whichever of the programs is the fastest, that is, the worst ratio. */
export function worstRatio(
  samples: readonly Sample[],
  step: StepId,
  peers: readonly PeerId[],
): { readonly ratio: number; readonly to: PeerId } | undefined {
  return peers
    .flatMap((to) => {
      const ratio = ratioOf(samples, { step, to });
      return ratio === undefined ? [] : [{ ratio, to }];
    })
    .reduce<{ ratio: number; to: PeerId } | undefined>(
      (worst, one) => (worst === undefined || one.ratio > worst.ratio ? one : worst),
      undefined,
    );
}
