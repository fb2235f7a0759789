import { parseCommand, quoteCommand } from './exec-words.ts';

interface Unit {
  readonly home: string;
  /** Program and arguments. */
  readonly command: readonly string[];
}

/**
 * A user's unit. It is kept from what it does not need as far as that costs no backup: a user's manager can confine a
 * service only by means that also hide files, or that keep sudo and unmounting (both are setuid) from working, and
 * Holdfast has to read whatever its user can and to run a plan's own commands.
 */
export const unitText = ({
  home,
  command,
}: Unit): string => `# Written by “holdfast service install”, which would write it anew.
[Unit]
Description=Holdfast, backups of ${describe(home)}
StartLimitIntervalSec=300
StartLimitBurst=10

[Service]
Type=exec
ExecStart=${quoteCommand(command)}
Restart=on-failure
RestartSec=5
# Wrong usage, and programs that are missing: starting again would change nothing.
RestartPreventExitStatus=2 15
# The engine ends its runs itself, in order; what is left afterwards is killed.
KillMode=mixed
TimeoutStopSec=30
# rsync or a dump that takes too much memory ends its run, not the service.
OOMPolicy=continue
# No dumps of a memory that may hold passwords.
LimitCORE=0

[Install]
WantedBy=default.target
`;

/** The home in a comment for people; specifiers and line ends mean nothing in it. */
const describe = (home: string): string => home.replaceAll('%', '%%').replace(/\s/g, ' ').replace(/\\$/, '');

/** What a unit runs; empty where it says nothing of it. */
export function commandOf(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => key.test(line));
  return parseCommand(lines.at(-1)?.replace(key, '') ?? '');
}

const key = /^[ \t]*ExecStart[ \t]*=/;
