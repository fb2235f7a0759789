/**
 * Which inodes have been read in this run, and the sum they had: files that snapshots share are read once. Holds up to
 * two million; those beyond are read again. 24 bytes each.
 */
export interface KnownSums {
  /** Whether the inode was read with that sum; undefined if it was not read. */
  matches(ino: number, sha256: Buffer): boolean | undefined;
  add(ino: number, sha256: Buffer): void;
}

const largest = 1 << 22;

/** For the inodes of one volume. Open addressing; half of the places stay free. */
export function createKnownSums(): KnownSums {
  let places = 1 << 16;
  let count = 0;
  let keys = new Float64Array(places);
  let sums = new BigUint64Array(places * 2);

  const find = (ino: number): number => {
    // The upper bits of the product are the mixed ones.
    let at = Math.imul((ino >>> 0) ^ Math.floor(ino / 2 ** 32), 0x9e3779b1) >>> (Math.clz32(places) + 1);
    while (keys[at] !== 0 && keys[at] !== ino) at = (at + 1) % places;
    return at;
  };
  const put = (ino: number, first: bigint, second: bigint): void => {
    const at = find(ino);
    if (keys[at] === 0) count += 1;
    keys[at] = ino;
    sums[at * 2] = first;
    sums[at * 2 + 1] = second;
  };
  const grow = (): void => {
    const [oldKeys, oldSums] = [keys, sums];
    places *= 2;
    count = 0;
    keys = new Float64Array(places);
    sums = new BigUint64Array(places * 2);
    for (const [at, ino] of oldKeys.entries()) {
      if (ino !== 0) put(ino, oldSums[at * 2] ?? 0n, oldSums[at * 2 + 1] ?? 0n);
    }
  };
  return {
    matches: (ino, sha256) => {
      const at = find(ino);
      if (keys[at] === 0) return undefined;
      return sums[at * 2] === sha256.readBigUInt64LE(0) && sums[at * 2 + 1] === sha256.readBigUInt64LE(8);
    },
    add: (ino, sha256) => {
      if (count >= places / 2 && places < largest) grow();
      if (count < places / 2) put(ino, sha256.readBigUInt64LE(0), sha256.readBigUInt64LE(8));
    },
  };
}
