/**
 * The statements of an SQL script, without what lies between them: comments, empty lines, and lines for psql alone (`\connect`).
 * Quotes, dollar quotes and comments are read as PostgreSQL does with standard_conforming_strings on, as pg_dump has it.
 */
export function splitStatements(script: string): readonly string[] {
  const statements: string[] = [];
  let start = 0;
  let at = 0;
  let begun = false;
  while (at < script.length) {
    if (!begun) {
      between.lastIndex = at;
      if (between.test(script)) at = between.lastIndex;
      start = at;
      begun = true;
      continue;
    }
    const end = endOfToken(script, at);
    if (script[at] === ';') {
      statements.push(script.slice(start, at + 1));
      begun = false;
    }
    at = end;
  }
  return statements;
}

const between = /(?:\s+|--[^\n]*\n?|\\[^\n]*\n?)+/y;

/** Where what begins at `at` ends: a quoted text or a comment as a whole, else one character. */
function endOfToken(script: string, at: number): number {
  const first = script[at];
  if (first === "'")
    return endOfQuoted(script, at, "'", /[eE]/.test(script[at - 1] ?? '') && !/\w/.test(script[at - 2] ?? ''));
  if (first === '"') return endOfQuoted(script, at, '"', false);
  if (first === '-' && script[at + 1] === '-') return after(script, '\n', at);
  if (first === '/' && script[at + 1] === '*') return after(script, '*/', at + 2);
  if (first === '$') {
    const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(script.slice(at, at + 70))?.[0];
    if (tag !== undefined) return after(script, tag, at + tag.length);
  }
  return at + 1;
}

/** A doubled quote stands for itself; after E also one behind a backslash. */
function endOfQuoted(script: string, at: number, quote: string, escapes: boolean): number {
  for (let next = at + 1; next < script.length; next += 1) {
    if (escapes && script[next] === '\\') next += 1;
    else if (script[next] === quote) {
      if (script[next + 1] !== quote) return next + 1;
      next += 1;
    }
  }
  return script.length;
}

function after(script: string, text: string, from: number): number {
  const found = script.indexOf(text, from);
  return found < 0 ? script.length : found + text.length;
}
