import type { HookTrial } from '#shared/domain/hook.ts';
import { hookEndWords } from '#shared/hook-words.ts';

/** Writes a command, what it wrote, and how it ended into a run's log. */
export function logHook(log: (line: string) => void, trial: HookTrial): void {
  const lines = trial.output.split(/\r?\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  log(`command ${trial.when}: ${oneLine(trial.command)}`);
  for (const line of lines) log(`  | ${line}`);
  log(`command ${trial.when}: ${hookEndWords(trial, 'en')} after ${(trial.durationMs / 1000).toFixed(1)} s`);
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, '; ');
