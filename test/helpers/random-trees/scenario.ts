import fc from 'fast-check';
import { type TreeEdit, treeEdit, treeMaking } from './tree-edit.ts';

/** What happens between two snapshots of a tree, and to them. */
export interface Step {
  readonly edits: readonly TreeEdit[];
  /** Whether the plan leaves out what has a certain name. */
  readonly excludes: boolean;
  /** `rested`: two seconds after the last edit, so that no timestamp is too young to be trusted. */
  readonly backup: 'plain' | 'rested' | 'killed' | 'cancelled' | 'full-checksum';
  /** Milliseconds after its first sign of life, for a run that is to be killed. */
  readonly moment: number;
  readonly after: 'nothing' | 'again' | 'delete' | 'rebuild';
  /** Which snapshot is to be deleted. */
  readonly pick: number;
}

export interface Scenario {
  /** The plan has two folders of the tree instead of all of it. */
  readonly twoFolders: boolean;
  readonly first: readonly TreeEdit[];
  readonly steps: readonly Step[];
}

const step: fc.Arbitrary<Step> = fc.record({
  edits: fc.array(treeEdit, { maxLength: 24, size: 'max' }),
  excludes: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  backup: weighted({ plain: 7, rested: 1, killed: 1, cancelled: 1, 'full-checksum': 1 }),
  moment: fc.nat(250),
  after: weighted({ nothing: 4, again: 2, delete: 2, rebuild: 1 }),
  pick: fc.nat(7),
});

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  twoFolders: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  first: fc.array(treeMaking, { minLength: 12, maxLength: 40, size: 'max' }),
  steps: fc.array(step, { minLength: 1, maxLength: 5, size: 'max' }),
});

function weighted<Name extends string>(weights: Readonly<Record<Name, number>>): fc.Arbitrary<Name> {
  const names = Object.keys(weights) as Name[];
  return fc.oneof(...names.map((name) => ({ weight: weights[name], arbitrary: fc.constant(name) })));
}
