import type { Command } from 'commander';
import type { HoldfastClient } from '#shared/contract/index.ts';
import type { RunKind } from '#shared/domain/run.ts';
import type { Interrupts } from './interrupts.ts';
import type { Output } from './output/output.ts';

/** What a verb works with. */
export interface Context {
  /** Absolute path of the home: settings and catalogue. */
  readonly home: string;
  /** Machine-readable output was asked for. */
  readonly json: boolean;
  readonly out: Output;
  readonly interrupts: Interrupts;
  /** The engine, connected at the first call; the kind of run that it will soon be asked for, where there is one. */
  readonly client: (expected?: RunKind) => Promise<HoldfastClient>;
  /** A path from the command line as absolute path text. */
  readonly resolve: (path: string) => string;
}

/** One use of a verb, read from the command line: does the work and gives the exit code. */
export type Invocation = (context: Context) => Promise<number>;

/** Takes the invocation that a command's arguments amount to. */
export type Act = (invocation: Invocation) => void;

export interface Verb {
  /** As typed, e.g. `plan add`. */
  readonly name: string;
  readonly summary: string;
  /** Whole command lines for the help of the verb. */
  readonly examples: readonly [string, ...string[]];
  /** Says which arguments and options the verb takes. */
  readonly define: (command: Command, act: Act) => void;
}
