/** Keeps the end of what a program writes, whatever the amount. */
export interface OutputTail {
  add(chunk: Buffer): void;
  /** From the beginning of a line on where something is left out. */
  text(): string;
  /** Bytes that are left out before it. */
  omitted(): number;
}

export function createOutputTail(limit: number): OutputTail {
  let kept: Buffer[] = [];
  let [length, total] = [0, 0];
  const tail = (): Buffer => {
    const all = Buffer.concat(kept);
    if (total <= limit) return all;
    const start = all.length - limit;
    const end = all.subarray(start);
    if (all[start - 1] === 10) return end;
    const line = end.indexOf(10);
    return line === -1 ? end : end.subarray(line + 1);
  };
  return {
    add: (chunk) => {
      kept.push(chunk);
      length += chunk.length;
      total += chunk.length;
      if (length < 2 * limit + 2) return;
      // With the byte before it, which tells whether a line begins there.
      const end = Buffer.concat(kept).subarray(-limit - 1);
      // A copy: a part of a buffer would keep the whole of it.
      kept = [Buffer.from(end)];
      length = end.length;
    },
    text: () => tail().toString('utf8'),
    omitted: () => total - tail().length,
  };
}
