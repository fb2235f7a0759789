import fc from 'fast-check';
import { decodePathText } from '../../../shared/domain/path-text.ts';

/** Which of the entries there are then is meant: any number means some entry of the kind that is asked for. */
type Pick = number;

/** One thing that a person or a program does to a tree. What can't be done there and then is passed over. */
export type TreeEdit =
  | { readonly do: 'make-file'; readonly in: Pick; readonly name: string; readonly content: Content }
  | { readonly do: 'make-folder'; readonly in: Pick; readonly name: string }
  | { readonly do: 'make-link'; readonly in: Pick; readonly name: string; readonly target: string }
  | { readonly do: 'make-fifo'; readonly in: Pick; readonly name: string }
  /** Written anew, perhaps with the same size, the same time, as another inode. */
  | ({ readonly do: 'write'; readonly at: Pick; readonly content: Content } & Manner)
  | { readonly do: 'append'; readonly at: Pick; readonly bytes: number }
  | { readonly do: 'truncate'; readonly at: Pick; readonly bytes: number }
  | { readonly do: 'set-mode'; readonly at: Pick; readonly mode: number }
  | { readonly do: 'set-owner'; readonly at: Pick; readonly owner: number }
  | { readonly do: 'set-time'; readonly at: Pick; readonly time: bigint }
  | { readonly do: 'set-note'; readonly at: Pick; readonly note: string | null }
  /** Closed to the user who backs up, until it is opened again. Nothing is closed to root. */
  | { readonly do: 'close'; readonly at: Pick; readonly closed: boolean }
  | { readonly do: 'move'; readonly at: Pick; readonly in: Pick; readonly name: string }
  | { readonly do: 'swap'; readonly at: Pick; readonly with: Pick }
  | { readonly do: 'remove'; readonly at: Pick }
  /** Something of another type, or the same, takes its place. */
  | { readonly do: 'replace'; readonly at: Pick; readonly by: 'file' | 'folder' | 'link'; readonly content: Content }
  | { readonly do: 'add-name'; readonly at: Pick; readonly in: Pick; readonly name: string }
  /** A copy with equal content, attributes and time; `renew` puts it in the original's place. */
  | { readonly do: 'copy'; readonly at: Pick; readonly in: Pick; readonly name: string }
  | { readonly do: 'renew'; readonly at: Pick }
  /** Removed, and another of equal size and time made, which got its inode. `name` is null where it keeps that. */
  | {
      readonly do: 'reuse-inode';
      readonly at: Pick;
      readonly in: Pick;
      readonly name: string | null;
      readonly content: Content;
    }
  /** Renamed in its folder, as logs are, and begun anew under the old name. */
  | { readonly do: 'rotate'; readonly at: Pick; readonly name: string; readonly content: Content };

export interface Content {
  readonly letter: string;
  readonly size: number;
}

interface Manner {
  readonly sameSize: boolean;
  readonly sameTime: boolean;
  readonly newInode: boolean;
}

/** Left out of the backup while the plan's exclusions say so. */
export const excludedName = 'e.tmp';

const oddNames = [
  'new\nline',
  'tab\there',
  '-leading',
  '--delete',
  '"double" \'single\' `back`',
  'back\\slash',
  'literal \\#012',
  '#hash',
  '*?[a]{b}',
  ' spaces ',
  'smile 😀 é',
  '\uf7ff private use',
  'x'.repeat(255),
  decodePathText(Buffer.from([0x66, 0xff, 0xfe])),
  decodePathText(Buffer.from([0xff, 0x0a, 0x5c, 0x23])),
];

/** Few, so that entries take each other's place all the time. */
const name: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', excludedName) },
  { weight: 2, arbitrary: fc.constantFrom(...oddNames) },
);

/** Few too: equal contents, sizes and times are what fools a backup. */
const content = fc.record({ letter: fc.constantFrom('k', 'l', 'm'), size: fc.constantFrom(3, 0, 1, 64, 300_000) });

const seconds = 1_000_000_000n;
const time = fc.constantFrom(
  1_000_000_000n * seconds,
  1_000_000_000n * seconds + 123_456_789n,
  1_000_000_001n * seconds,
  0n,
  -1n,
  -2_098_551_293n * seconds + 987_654_321n,
  7_226_582_400n * seconds + 1n,
);

const pick = fc.nat(63);
const note = fc.constantFrom(null, 'blue', 'green');
const link = fc.constantFrom('a', 'nowhere', '.', 'b/../c', oddNames.at(-1) ?? '');
const mode = fc.constantFrom(0o644, 0o755, 0o600, 0o444, 0o000, 0o4755, 0o2711, 0o1777, 0o311);
const is = <Name extends string>(value: Name) => fc.constant(value);

const making: readonly fc.WeightedArbitrary<TreeEdit>[] = [
  { weight: 9, arbitrary: fc.record({ do: is('make-file'), in: pick, name, content }) },
  { weight: 3, arbitrary: fc.record({ do: is('make-folder'), in: pick, name }) },
  { weight: 1, arbitrary: fc.record({ do: is('make-link'), in: pick, name, target: link }) },
  { weight: 1, arbitrary: fc.record({ do: is('make-fifo'), in: pick, name }) },
  { weight: 2, arbitrary: fc.record({ do: is('add-name'), at: pick, in: pick, name }) },
  { weight: 2, arbitrary: fc.record({ do: is('set-time'), at: pick, time }) },
];

const flag = fc.boolean();
const changing: readonly fc.WeightedArbitrary<TreeEdit>[] = [
  {
    weight: 4,
    arbitrary: fc.record({ do: is('write'), at: pick, content, sameSize: flag, sameTime: flag, newInode: flag }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('append'), at: pick, bytes: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: is('truncate'), at: pick, bytes: fc.nat(70) }) },
  { weight: 2, arbitrary: fc.record({ do: is('set-mode'), at: pick, mode }) },
  { weight: 1, arbitrary: fc.record({ do: is('set-owner'), at: pick, owner: fc.constantFrom(0, 12_345) }) },
  { weight: 2, arbitrary: fc.record({ do: is('set-note'), at: pick, note }) },
  { weight: 1, arbitrary: fc.record({ do: is('close'), at: pick, closed: fc.constantFrom(true, true, false) }) },
  { weight: 5, arbitrary: fc.record({ do: is('move'), at: pick, in: pick, name }) },
  { weight: 2, arbitrary: fc.record({ do: is('swap'), at: pick, with: pick }) },
  { weight: 3, arbitrary: fc.record({ do: is('remove'), at: pick }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: is('replace'), at: pick, by: fc.constantFrom('file', 'folder', 'link'), content }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('copy'), at: pick, in: pick, name }) },
  { weight: 1, arbitrary: fc.record({ do: is('renew'), at: pick }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: is('reuse-inode'), at: pick, in: pick, name: fc.option(name, { nil: null }), content }),
  },
  { weight: 2, arbitrary: fc.record({ do: is('rotate'), at: pick, name, content }) },
];

export const treeMaking: fc.Arbitrary<TreeEdit> = fc.oneof(...making);
export const treeEdit: fc.Arbitrary<TreeEdit> = fc.oneof(
  { weight: 1, arbitrary: treeMaking },
  { weight: 4, arbitrary: fc.oneof(...changing) },
);
