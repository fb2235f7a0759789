import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { contract } from '#shared/contract/index.ts';

type Inputs = InferContractRouterInputs<typeof contract>;
type Outputs = InferContractRouterOutputs<typeof contract>;

/**
 * What the engine offers, area by area: one function for each procedure of the contract, taking its input (already
 * validated, defaults filled in) and giving its output. Streams are async iterables that end when `signal` aborts.
 * Failures a person can act on are thrown as HoldfastError.
 */
export type Services = {
  readonly [Area in keyof Outputs & keyof Inputs]: {
    readonly [Procedure in keyof Outputs[Area] & keyof Inputs[Area]]: (
      input: Resolved<Area, Procedure>,
      signal?: AbortSignal,
    ) => Result<Outputs[Area][Procedure]>;
  };
};

export type Service<Area extends keyof Services> = Services[Area];

/** The input after validation: what the procedure's handler receives. */
type Resolved<Area extends keyof Inputs, Procedure extends keyof Inputs[Area]> = Area extends keyof typeof contract
  ? Procedure extends keyof (typeof contract)[Area]
    ? (typeof contract)[Area][Procedure] extends { '~orpc': { inputSchema?: infer Schema } }
      ? Schema extends { _zod: { output: infer Output } }
        ? Output
        : undefined
      : never
    : never
  : never;

/** In brackets, so that an output which is a union stays one promise. */
type Result<Output> = [Output] extends [AsyncIterable<infer Item>] ? AsyncIterable<Item> : Promise<Output>;
