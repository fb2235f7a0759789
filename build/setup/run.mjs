#!/usr/bin/env node
/**
 * The whole of `npm start` and `npm test`, and the care before any other script: packages, the right Node, system
 * programs, a build when the sources changed. Plain JavaScript for Node 18 and newer, without imports from
 * node_modules, since on a fresh clone there is nothing else. Arguments: VERB [ARGS…].
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureDependencies, projectNode } from './dependencies.mjs';
import { stop } from './stop.mjs';

const oldestNode = 24;

/** Each verb's module is read only under the project's own Node. */
const verbs = {
  start: () => import('./start.mjs').then(({ start }) => start),
  test: () => import('./test.mjs').then(({ test }) => test),
  build: () => import('./build.mjs').then(({ build }) => build),
  holdfast: () => import('./holdfast.mjs').then(({ holdfast }) => holdfast),
  lint: () => import('./checks.mjs').then(({ lint }) => lint),
  typecheck: () => import('./checks.mjs').then(({ typecheck }) => typecheck),
  suite: () => import('./checks.mjs').then(({ suite }) => suite),
  package: () => import('./checks.mjs').then(({ packages }) => packages),
  bench: () => import('./checks.mjs').then(({ bench }) => bench),
};

const [verb = '', ...args] = process.argv.slice(2);
const load = Object.entries(verbs).find(([name]) => name === verb)?.[1];
if (load === undefined) stop(`Usage: run.mjs ${Object.keys(verbs).join('|')} [ARGUMENTS]`, 2);

ensureDependencies();
if (Number(process.versions.node.split('.')[0]) < oldestNode) await runAgain();
else await (await load())(args);

/** The same once more under the Node that npm brought, with its signals and its exit code. */
async function runAgain() {
  const child = spawn(projectNode, [fileURLToPath(import.meta.url), verb, ...args], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both; this one only has to outlive the other.
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`${projectNode} could not be started: ${error.message}`));
  child.on('close', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}
