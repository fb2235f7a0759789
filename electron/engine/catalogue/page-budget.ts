/** Bytes of JSON that a page may have: an answer stays below a megabyte whatever the names. */
const budgetBytes = 900_000;
/** What an item takes besides its path, which it holds twice at most (its name too). */
const bytesBesides = 500;

/** The first of a page's items, as many as its answer has room for; one at least. */
export function fitPage<Item>(items: readonly Item[], pathOf: (item: Item) => string): readonly Item[] {
  const fits = createPageBudget();
  const end = items.findIndex((item) => !fits(pathOf(item)));
  return end < 0 ? items : items.slice(0, end);
}

/** Tells item after item whether the page has room for it too; for the first it always has. */
export function createPageBudget(): (path: string) => boolean {
  let used = 0;
  return (path) => {
    const isFirst = used === 0;
    used += bytesBesides + 2 * Buffer.byteLength(JSON.stringify(path));
    return isFirst || used <= budgetBytes;
  };
}
