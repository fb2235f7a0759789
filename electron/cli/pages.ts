/** Reads a paged list to its end, page after page, only as fast as it is used. */
export async function* pages<Item>(
  read: (page: { after?: string; limit: number }) => Promise<{ items: Item[]; next: string | null }>,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<Item, void> {
  let after: string | undefined;
  let left = limit;
  do {
    const { items, next } = await read({ after, limit: Math.min(pageSize, left) });
    yield* items;
    left -= items.length;
    after = next ?? undefined;
  } while (after !== undefined && left > 0);
}

/** A paged list as a whole. */
export async function wholeList<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const pageSize = 1000;
