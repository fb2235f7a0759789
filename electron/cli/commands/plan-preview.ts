import type { PlanPreview } from '#shared/domain/plan.ts';
import { HoldfastError } from '#shared/errors.ts';
import { displayName } from '../output/display-name.ts';
import { countOf, formatCount, formatSize } from '../output/format.ts';
import { table } from '../output/table.ts';
import type { Context, Verb } from '../verb.ts';

export const planPreview: Verb = {
  name: 'plan preview',
  summary: 'Show what a plan would include, what not, and why',
  examples: ['holdfast plan preview Home'],
  define: (command, act) => {
    command
      .argument('<NAME>', 'name of the plan')
      .action((name: string) => act((context) => previewPlan(context, name)));
  },
};

async function previewPlan(context: Context, name: string): Promise<number> {
  const { out, json } = context;
  const preview = await readPreview(context, name);
  if (json) await out.json(preview);
  else await out.print(...describePreview(preview));
  return 0;
}

async function readPreview({ client, out }: Context, name: string): Promise<PlanPreview> {
  const engine = await client();
  const { plan, places } = await engine.plans.get({ plan: name });
  const { folders, exclusions, repositoryId: repository, rotation } = plan;
  const also = rotation.filter((id) => id !== repository && places.some(({ repositoryId }) => repositoryId === id));
  try {
    for await (const preview of await engine.plans.preview({ folders, exclusions, repository, also })) {
      if (preview.done) return preview;
      out.progress({ ...nothingKnown, filesDone: preview.files, bytesDone: preview.bytes });
    }
  } finally {
    out.progress(null);
  }
  throw new HoldfastError('internal', { reason: 'the preview ended before it was complete' });
}

const nothingKnown = {
  phase: 'scanning',
  filesTotal: null,
  bytesTotal: null,
  bytesPerSecond: 0,
  leftMs: null,
  path: null,
} as const;

function describePreview(preview: PlanPreview): readonly string[] {
  const lines = table(preview.byFolder, [
    { title: 'Folder', cell: ({ path, missing }) => displayName(path) + (missing ? ' (missing)' : '') },
    { title: 'Files', cell: ({ files }) => formatCount(files), align: 'right' },
    { title: 'Size', cell: ({ bytes }) => formatSize(bytes), align: 'right' },
  ]);
  const total = `${countOf(preview.files, 'file')}, ${formatSize(preview.bytes)} would be backed up.`;
  const leftOut = preview.excluded.flatMap(({ reason, entries, bytes, examples }) => [
    `  ${displayName(reason)}: ${countOf(entries, 'entry', 'entries')}, ${formatSize(bytes)}`,
    ...examples.slice(0, 3).map((path) => `    ${displayName(path)}`),
    ...(entries > 3 && examples.length > 3 ? ['    …'] : []),
  ]);
  return [
    ...lines,
    '',
    total,
    ...(leftOut.length > 0 ? ['', 'Left out:', ...leftOut] : []),
    ...preview.idlePatterns.map((pattern) => `The pattern ${displayName(pattern)} matches nothing.`),
    ...preview.unreadable.map((path) => `Cannot be read: ${displayName(path)}`),
  ];
}
