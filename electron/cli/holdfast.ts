/**
 * The command `holdfast`. Nothing of it is imported before the check: an older Node would fail on the first module with
 * a message that helps nobody.
 */
const oldest = 24;
const words = process.argv.slice(2);

if (Number(process.versions.node.split('.')[0]) < oldest) {
  const { runUnderProjectNode } = await import('./run-under-project-node.ts');
  if (!runUnderProjectNode(words)) {
    process.stderr.write(
      `Holdfast needs Node ${oldest} or newer; this is ${process.version} (${process.execPath}). Install a newer Node and try again.\n`,
    );
    process.exitCode = 15;
  }
} else if (words.length === 1 && words[0] === '--version') {
  // Scripts ask for it often: answered without loading anything.
  const { version } = await import('../engine/version.ts');
  process.stdout.write(`${version}\n`);
} else {
  const { startEarlyThreads } = await import('./early-threads.ts');
  startEarlyThreads(words);
  const { runCommandLine } = await import('./run-command-line.ts');
  const { endProcess } = await import('../engine/end-process.ts');
  const { endReadyWorkers } = await import('../engine/workers.ts');
  const exit = await runCommandLine();
  await endReadyWorkers();
  endProcess(exit);
}

export {};
