/** Whether a name is one of these, or fits one of them: `*` stands for any characters, also none, `?` for one. */
export const matchesName = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) => pattern === name || toExpression(pattern).test(name));

function toExpression(pattern: string): RegExp {
  const parts = [...pattern].map((character) =>
    character === '*' ? '.*' : character === '?' ? '.' : character.replace(/[\\^$.*+?()[\]{}|/-]/u, '\\$&'),
  );
  // A name may hold a newline.
  return new RegExp(`^${parts.join('')}$`, 'su');
}
