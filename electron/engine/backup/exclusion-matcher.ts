import ignore, { type Ignore } from 'ignore';
import { findPatternFault } from '#shared/domain/pattern-fault.ts';
import type { Exclusions } from '#shared/domain/plan.ts';
import { HoldfastError } from '#shared/errors.ts';

export interface ExclusionMatcher {
  /**
   * Why an entry is left out (the deciding pattern, or `larger than 10 MiB`), or null. `relativePath` is path text
   * relative to the plan's folder, never empty; the folders above it have been tested and are not left out. `size` in
   * bytes counts for regular files: give 0 for anything else.
   */
  test(relativePath: string, isFolder: boolean, size: number): string | null;
  /**
   * Why what lies in a folder is left out, or null. The folder itself stays, and so do its tag files (see `isTag`).
   * `readTag` gives the first bytes of its CACHEDIR.TAG, null when it can't be read; called only when it matters.
   */
  folderReason(names: readonly string[], readTag: () => Buffer | null): string | null;
  /** Whether an entry that is no folder is a tag, kept in a folder whose content is left out. */
  isTag(name: string): boolean;
  /** Patterns that have decided nothing so far (those that re-include, `!…`, don't count). */
  idlePatterns(): readonly string[];
}

const tagName = 'CACHEDIR.TAG';
const tagSignature = 'Signature: 8a477f597d28d172789f06886806bc55';

/** Bytes of a CACHEDIR.TAG that decide whether it is valid (https://bford.info/cachedir/). */
export const tagLength = tagSignature.length;

/** The `ignore` package remembers every path it has seen: its instance is renewed after so many. */
const rememberedPaths = 20_000;

/** One matcher for each of a plan's folders or for all of them. Throws `invalid-input` for a pattern that can't work. */
export function createExclusionMatcher(exclusions: Exclusions): ExclusionMatcher {
  const { patterns, caches, ifPresent, largerThan } = exclusions;
  const matchPattern = patterns.length > 0 ? createPatternMatcher(patterns) : null;
  const used = new Set<string>();
  const tooLarge = largerThan === null ? '' : `larger than ${inWords(largerThan)}`;
  const tags = new Set(ifPresent);
  return {
    test: (relativePath, isFolder, size) => {
      const pattern = matchPattern?.(isFolder ? `${relativePath}/` : relativePath) ?? null;
      if (pattern !== null) used.add(pattern);
      if (pattern === null && largerThan !== null && !isFolder && size > largerThan) return tooLarge;
      return pattern;
    },
    folderReason: (names, readTag) => {
      if (tags.size > 0) {
        const present = names.find((name) => tags.has(name));
        if (present !== undefined) return `folder with ${present}`;
      }
      return caches && names.includes(tagName) && isValidTag(readTag()) ? `folder with ${tagName}` : null;
    },
    isTag: (name) => (caches && name === tagName) || tags.has(name),
    idlePatterns: () => patterns.filter((pattern) => !pattern.startsWith('!') && !used.has(pattern)),
  };
}

/** Throws `invalid-input` naming the first pattern that could never match, with the reason. */
export function checkPatterns(patterns: readonly string[]): void {
  for (const pattern of patterns) {
    const fault = findPatternFault(pattern);
    if (fault) throw new HoldfastError('invalid-input', { reason: `The pattern “${pattern}” ${fault}` });
  }
}

function createPatternMatcher(patterns: readonly string[]): (path: string) => string | null {
  checkPatterns(patterns);
  const rules: Ignore = ignore({ ignoreCase: false }).add(patterns.map((pattern) => ({ pattern })));
  // Adding an instance shares its compiled rules, so that renewing costs microseconds.
  const renew = (): Ignore => ignore({ ignoreCase: false }).add(rules);
  let current = renew();
  let seen = 0;
  return (path) => {
    seen += 1;
    if (seen > rememberedPaths) {
      current = renew();
      seen = 0;
    }
    return current.test(path).rule?.pattern ?? null;
  };
}

const isValidTag = (content: Buffer | null): boolean =>
  content?.subarray(0, tagLength).toString('latin1') === tagSignature;

const scales = [
  { step: 1024, units: ['KiB', 'MiB', 'GiB', 'TiB'] },
  { step: 1000, units: ['kB', 'MB', 'GB', 'TB'] },
];

/** Bytes exactly, in the largest unit that has no fraction. */
function inWords(bytes: number): string {
  for (const { step, units } of scales) {
    for (let power = units.length; power > 0; power -= 1) {
      const value = bytes / step ** power;
      if (value >= 1 && Number.isInteger(value)) return `${value} ${units[power - 1]}`;
    }
  }
  return `${bytes} bytes`;
}
