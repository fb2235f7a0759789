import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { shellScripts } from '../../electron/cli/completion/shells.ts';
import { describeProgram } from '../../electron/cli/describe-program.ts';
import { exitMeanings } from '../../electron/cli/overview.ts';
import { verbGroups } from '../../electron/cli/verbs.ts';
import { projectRoot } from '../vite/paths.ts';
import { identity } from './identity.ts';
import { manPage } from './man-page.ts';
import { metainfo } from './metainfo.ts';

/**
 * Writes what packages hold besides the program into a folder of its own: `share/` with manual, completions, AppStream's
 * metainfo and documents as they lie below /usr/share, and `links/`.
 */
export function writePapers(folder: string, now: Date): void {
  rmSync(folder, { recursive: true, force: true });
  const { version, id } = identity;
  const date = now.toISOString().slice(0, 10);
  const page = manPage({ program: describeProgram(), groups: verbGroups, exitMeanings, version, date });
  const share: Readonly<Record<string, string | Buffer>> = {
    'man/man1/holdfast.1.gz': packed(page),
    'bash-completion/completions/holdfast': shellScripts.bash,
    'zsh/site-functions/_holdfast': shellScripts.zsh,
    'fish/vendor_completions.d/holdfast.fish': shellScripts.fish,
    [`metainfo/${id}.metainfo.xml`]: metainfo({ version, date }),
    'doc/holdfast/copyright': readFileSync(join(projectRoot, 'LICENSE')),
    'doc/holdfast/changelog.gz': packed(readFileSync(join(projectRoot, '.github/CHANGELOG.md'), 'utf8')),
  };
  for (const [name, content] of Object.entries(share)) write(join(folder, 'share', name), content);
  mkdirSync(join(folder, 'links'), { recursive: true });
  symlinkSync(`/opt/${identity.name}/resources/bin/${identity.command}`, join(folder, 'links', identity.command));
}

/** The same bytes each time: without name and time, and well packed, as Debian wants it. */
const packed = (text: string): Buffer => gzipSync(text, { level: 9 });

function write(file: string, content: string | Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
