import { runProgram } from '../tools/run-program.ts';

interface Answer {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

interface Question {
  /** Absolute path. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** What a program has to say, with how it ended. One that does not answer is ended: a service may take 30 seconds to stop. */
export async function askProgram({ program, args, env = {} }: Question): Promise<Answer> {
  const lines: string[] = [];
  const { exitCode, stderr } = await runProgram({
    ...{ program, args, env, signal: AbortSignal.timeout(patienceMs) },
    onLine: (line) => lines.push(line.toString('utf8')),
  });
  return { ok: exitCode === 0, stdout: lines.join('\n'), stderr: stderr.trim() };
}

const patienceMs = 40_000;
