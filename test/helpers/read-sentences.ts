import { parseSync } from 'vite';

interface Node {
  readonly type: string;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Of what is put in; it stands for names as well as for numbers. */
const something = '7';
const mostWays = 64;

/**
 * The sentences that a source holds as literals, with all that it may put in: each way of a condition within makes a
 * sentence of its own.
 */
export function readSentences(source: string, file: string): readonly string[] {
  const { program } = parseSync(file, source, { lang: 'ts' });
  const found: string[] = [];
  walk(program, (node) => {
    if (node.type === 'ImportDeclaration') return false;
    if (node.type !== 'Literal' && node.type !== 'TemplateLiteral') return true;
    found.push(...waysOf(node).filter(isSentence));
    return false;
  });
  return found;
}

/** It begins like one, has some words, and ends with a full stop. */
const isSentence = (text: string): boolean =>
  /^[“\p{Lu}7]/u.test(text) && /\.$/.test(text) && text.split(' ').length > 2;

function walk(node: unknown, visit: (node: Node) => boolean): void {
  if (Array.isArray(node)) for (const one of node) walk(one, visit);
  else if (isNode(node) && visit(node)) for (const child of Object.values(node)) walk(child, visit);
}

function waysOf(node: unknown): readonly string[] {
  if (!isNode(node)) return [something];
  if (node.type === 'Literal') return 'value' in node && typeof node.value === 'string' ? [node.value] : [something];
  if (node.type === 'ConditionalExpression' && 'consequent' in node && 'alternate' in node)
    return [...waysOf(node.consequent), ...waysOf(node.alternate)];
  if (node.type === 'ParenthesizedExpression' && 'expression' in node) return waysOf(node.expression);
  if (node.type !== 'TemplateLiteral' || !('quasis' in node) || !('expressions' in node)) return [something];
  const { quasis, expressions } = node;
  if (!Array.isArray(quasis) || !Array.isArray(expressions)) return [something];
  return quasis.reduce<readonly string[]>(
    (ways, quasi, at) => {
      const text = String(quasi.value?.cooked ?? '');
      const next = at < expressions.length ? waysOf(expressions[at]) : [''];
      return ways.flatMap((way) => next.map((one) => way + text + one)).slice(0, mostWays);
    },
    [''],
  );
}
