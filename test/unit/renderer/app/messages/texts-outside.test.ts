import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ESTree, parseSync, Visitor } from 'vite';
import { expect, test } from 'vitest';
import { en } from '../../../../../renderer/app/messages/en.ts';

const root = fileURLToPath(new URL('../../../../../', import.meta.url));

/** Names, commands, examples of addresses and units: the same in every language; and a label that no one sees. */
const known = new Set([
  ...['Holdfast', 'holdfast serve', 'postgresql://ada@db.example:5432/shop', 'https://', 'h', 'min', 'MB', 'target'],
  ...['journalctl --user -u', 'loginctl enable-linger'],
]);

/** Props and fields whose value is read by people. */
const shown = new Set([
  ...['alt', 'aria-description', 'aria-label', 'aria-placeholder', 'aria-roledescription', 'aria-valuetext'],
  ...['description', 'detail', 'hint', 'label', 'legend', 'placeholder', 'prefix', 'suffix', 'title', 'word', 'words'],
]);

/** Texts in a component that people read and that are not from the catalogue. */
function textsIn(path: string, source: string): readonly string[] {
  const found: string[] = [];
  const note = (text: string) => {
    const words = text.trim();
    if (/\p{L}/u.test(words) && !known.has(words) && !Object.hasOwn(en, words)) found.push(`${path}: ${words}`);
  };
  const { program } = parseSync(path, source);
  new Visitor({
    JSXText({ value }) {
      note(value);
    },
    JSXAttribute({ name, value }) {
      if (name.type !== 'JSXIdentifier' || !shown.has(name.name) || value === null) return;
      if (value.type === 'JSXExpressionContainer') noteOf(value.expression, note);
      else noteOf(value, note);
    },
    JSXElement({ children }) {
      for (const child of children) if (child.type === 'JSXExpressionContainer') noteOf(child.expression, note);
    },
    Property({ key, value }) {
      if (key.type === 'Identifier' && shown.has(key.name)) noteOf(value, note);
    },
  }).visit(program);
  return found;
}

/** A text, one of a template, or those of a choice between two. */
function noteOf(node: ESTree.Node, note: (text: string) => void): void {
  if (node.type === 'Literal' && typeof node.value === 'string') note(node.value);
  if (node.type === 'TemplateLiteral') for (const { value } of node.quasis) note(value.raw);
  if (node.type === 'ConditionalExpression') for (const part of [node.consequent, node.alternate]) noteOf(part, note);
}

test('every text of the window is in its catalogue', () => {
  const files = globSync('renderer/**/*.{ts,tsx}', { cwd: root, exclude: ['renderer/app/messages/**'] });
  expect(files.length).toBeGreaterThan(200);
  expect(files.flatMap((file) => textsIn(file, readFileSync(`${root}${file}`, 'utf8')))).toEqual([]);
});

test('what is looked for is found', () => {
  const source = `const row = { label: 'One' };
    const box = <p title="Two" className="box">Three {here ? 'Four' : t('five')} <b aria-label={\`Six \${seven}\`} /></p>;`;
  expect(textsIn('box.tsx', source).toSorted()).toEqual(
    ['Four', 'One', 'Six', 'Three', 'Two'].map((word) => `box.tsx: ${word}`),
  );
});
