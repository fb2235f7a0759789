import { Argument } from 'commander';
import { type Shell, shellScripts } from '../completion/shells.ts';
import type { Verb } from '../verb.ts';

export const completion: Verb = {
  name: 'completion',
  summary: 'Print what completes verbs, options and plans in bash, zsh or fish',
  examples: [
    'holdfast completion bash > ~/.local/share/bash-completion/completions/holdfast',
    'holdfast completion fish > ~/.config/fish/completions/holdfast.fish',
  ],
  define: (command, act) => {
    command
      .addArgument(new Argument('<SHELL>', 'bash, zsh or fish').choices(Object.keys(shellScripts)))
      .argument('[TYPED...]', 'after --: what has been typed; prints what could follow, as the shells ask for it')
      .addHelpText('after', '\nFor zsh: put it into a folder of $fpath as _holdfast. Packages bring all three along.')
      .action((shell: Shell, typed: readonly string[]) =>
        act(async ({ out }) => {
          if (typed.length === 0) await out.print(shellScripts[shell].trimEnd());
          else {
            const { answerShell } = await import('../completion/answer-shell.ts');
            await out.print(...answerShell(shell, typed));
          }
          return 0;
        }),
      );
  },
};
