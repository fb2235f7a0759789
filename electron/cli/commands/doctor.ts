import type { Doctor } from '#shared/domain/system.ts';
import { exitDone, exitFailed, exitProgram } from '../exit-codes.ts';
import type { Context, Verb } from '../verb.ts';

export const doctor: Verb = {
  name: 'doctor',
  summary: 'Check programs, home and repositories, and say what to do about what is wrong',
  examples: ['holdfast doctor'],
  define: (command, act) => {
    command.action(() => act(examine));
  },
};

/** Gives 15 when a program is missing or too old, 1 when anything else is wrong. */
async function examine({ client, json, out }: Context): Promise<number> {
  const report = await (await client()).system.doctor();
  if (json) await out.json(report);
  else await out.print(...describe(report));
  if (report.ok) return exitDone;
  return report.programs.every(({ ok }) => ok) ? exitFailed : exitProgram;
}

const describe = ({ programs, checks, ok }: Doctor): readonly string[] => [
  ...programs.map((program) => {
    const found = [program.name, program.version, program.path && `(${program.path})`].filter(Boolean).join(' ');
    return `${mark(program.ok)} ${found}: ${program.problem ?? program.purpose}`;
  }),
  ...checks.map((check) => `${check.ok && check.note ? 'note   ' : mark(check.ok)} ${check.name}: ${check.message}`),
  ok ? 'All is well.' : 'Something needs attention.',
];

const mark = (ok: boolean): string => (ok ? 'ok     ' : 'PROBLEM');
