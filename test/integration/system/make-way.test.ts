import { once } from 'node:events';
import os from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';

const makeWay = new URL('../../../electron/engine/make-way.ts', import.meta.url).href;

/** Makes way, then tells the nice values of itself, of a program and of a thread that it starts. */
const code = `
  const os = require('node:os');
  const { execFileSync } = require('node:child_process');
  const { Worker, parentPort } = require('node:worker_threads');
  import(${JSON.stringify(makeWay)}).then(({ makeWay }) => {
    makeWay();
    const program = Number(execFileSync('nice', { encoding: 'utf8' }));
    const inner = "require('node:worker_threads').parentPort.postMessage(require('node:os').getPriority(0))";
    new Worker(inner, { eval: true }).once('message', (thread) =>
      parentPort.postMessage({ own: os.getPriority(0), program, thread }));
  });
`;

it('a thread makes way, with the programs and threads that it starts, and the one that started it stays', async () => {
  const before = os.getPriority(0);
  const [told] = await once(new Worker(code, { eval: true }), 'message');
  const after = process.platform === 'linux' ? Math.min(19, before + 5) : before;
  expect(told).toEqual({ own: after, program: after, thread: after });
  expect(os.getPriority(0)).toBe(before);
});
