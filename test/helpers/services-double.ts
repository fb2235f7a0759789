import { setTimeout as delay } from 'node:timers/promises';
import { settingsSchema } from '#shared/domain/settings.ts';
import { defaultDrive } from '#shared/domain/volume.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { Services } from '../../electron/engine/services.ts';

type Outputs = { readonly [Area in keyof Services]: Services[Area] };
type Snapshot = Awaited<ReturnType<Outputs['snapshots']['get']>>;
type PlanStatus = Awaited<ReturnType<Outputs['plans']['get']>>;

export const exampleId = '0191e7a2-0000-7000-8000-000000000001';
const settings = settingsSchema.parse({ keepFreeBytes: 1 });
const instant = '2026-11-21T03:52:15.000Z';

/**
 * The engine's services in memory, for tests of what lies between them and a client. It holds what was done with it,
 * so that a test can ask what came through.
 */
export function createServicesDouble() {
  const state = {
    /** How often the `finally` of a `runs.watch` or `system.changes` has run. */
    streamsEnded: 0,
    streamsOpen: 0,
    runsStarted: 0,
    lastPath: '',
    plans: new Map<string, PlanStatus>(),
  };

  async function* endless<Item>(item: () => Item, signal: AbortSignal | undefined): AsyncGenerator<Item> {
    state.streamsOpen += 1;
    try {
      for (;;) {
        yield item();
        await delay(5, undefined, { signal });
      }
    } finally {
      state.streamsOpen -= 1;
      state.streamsEnded += 1;
    }
  }

  const services: Services = {
    system: {
      status: async () => ({
        version: '0.1.0',
        contract: 1,
        home: '/home/ada/.holdfast',
        owner: 'host',
        pid: 42,
        userHome: '/home/ada',
      }),
      doctor: absent,
      newVersion: absent,
      changes: (_input, signal) => endless(() => ({ topics: ['runs' as const] }), signal),
      folders: async ({ path }) => {
        state.lastPath = path;
        return { path, parent: null, folders: [{ path, name: path.slice(1), hidden: false, readable: true }] };
      },
      suggestions: async () => {
        throw new Error('EIO: secret-stack-marker');
      },
      volumes: async () => [],
      repositories: async () => [],
    },
    plans: {
      list: async () => [...state.plans.values()],
      get: async ({ plan }) => {
        const found = state.plans.get(plan);
        if (found === undefined) throw new HoldfastError('plan-not-found', { plan });
        return found;
      },
      create: async (draft) => {
        if (state.plans.has(draft.name)) throw new HoldfastError('plan-exists', { name: draft.name });
        const status = planStatus(draft);
        state.plans.set(draft.name, status);
        return status;
      },
      edit: absent,
      remove: async ({ plan }) => void state.plans.delete(plan),
      tryHook: absent,
      preview: async function* ({ folders }) {
        for (const files of [1, 2, 3]) yield { ...emptyPreview, files, done: files === 3 };
        if (folders.includes('/broken')) throw new HoldfastError('path-not-found', { path: '/broken', where: 'here' });
      },
    },
    runs: {
      backup: async ({ plan }) => {
        if (plan === 'busy') throw new HoldfastError('plan-busy', { name: plan });
        state.runsStarted += 1;
        return { runId: exampleId };
      },
      list: async ({ limit }) => ({ items: [], next: String(limit) }),
      get: absent,
      log: async ({ from }) => ({ lines: Array.from({ length: 1000 }, (_, at) => `line ${from + at}`), next: null }),
      cancel: async () => {},
      watch: ({ run }, signal) => endless(() => ({ type: 'progress' as const, runId: run, progress }), signal),
    },
    snapshots: {
      list: async () => [],
      get: async ({ snapshot }) => exampleSnapshot(snapshot),
      folder: async ({ path, limit }) => ({
        items: Array.from({ length: limit }, (_, at) => entry(path, at)),
        next: null,
      }),
      entry: async ({ path }) => ({ ...entry('/', 0), path }),
      find: async ({ pattern, minSize, state: kind }) => ({ items: [], next: `found ${pattern} ${minSize} ${kind}` }),
      history: async ({ path }) => {
        state.lastPath = path;
        return [];
      },
      compareText: async ({ path, from, to }) => {
        state.lastPath = `${path} ${JSON.stringify([from, to])}`;
        return { kind: 'none', reason: 'missing', side: 'to' };
      },
      presentContent: absent,
      deletedIn: async ({ path }) => ({ items: [], next: path }),
      open: async ({ path, show }) => ({ copy: `${path} ${show}` }),
      diff: async ({ snapshot, other }) => ({ items: [], next: `${snapshot} ${other}` }),
      locate: async ({ path }) => ({ path }),
      content: absent,
      pin: async ({ snapshot, pinned }) => ({ ...exampleSnapshot(snapshot), pinned }),
      remove: async ({ snapshot, confirm }) => {
        if (confirm === 'delete it') return { runId: exampleId };
        throw new HoldfastError('confirmation-needed', { consequence: `${snapshot} goes.`, phrase: 'delete it' });
      },
      removeSeveral: absent,
      verify: absent,
      damage: async () => ({ items: [], next: null }),
      repair: absent,
    },
    startup: {
      ...{ get: absent, setLogin: absent, declineLogin: absent, installService: absent, removeService: absent },
    },
    schedules: {
      ...{ get: absent, occurrences: absent, preview: absent, pause: absent, resume: absent, acceptClock: absent },
    },
    restores: {
      ...{ preview: absent, previewed: absent, dropPreview: absent, items: absent, start: absent },
      ...{ status: absent, undoPreview: absent, undo: absent, finish: absent, openFolder: absent },
    },
    retention: { preview: absent, calendar: absent, prune: absent },
    unusual: { list: absent, details: absent, answer: absent },
    databases: {
      ...{ test: absent, dumps: absent, dump: absent, tables: absent, growth: absent, testRestore: absent },
      ...{ restorePreview: absent, restore: absent, undoRestorePreview: absent, undoRestore: absent },
    },
    repositories: { list: async () => [], create: absent, connect: absent, adopt: absent, rebuild: absent },
    storage: { get: absent, trend: absent, measure: absent },
    volumes: { list: absent, log: absent, unmount: absent, reserve: absent },
    audit: { list: absent, export: absent },
    notifications: {
      ...{ get: absent, add: absent, change: absent, remove: absent, test: absent, log: absent, retry: absent },
      shown: (_input, signal) => endless(() => ({ id: exampleId, title: 'It works', body: '', link: '/' }), signal),
    },
    secrets: {
      status: async () => exampleSecrets,
      move: async ({ to }) => ({ ...exampleSecrets, place: to }),
      forget: absent,
    },
    sample: { status: absent, create: absent, remove: absent },
    settings: {
      get: async () => settings,
      set: async (changes) => settingsSchema.parse({ ...settings, ...changes }),
    },
  };
  return { services, state };
}

const exampleSecrets: Awaited<ReturnType<Services['secrets']['status']>> = {
  ...{ place: 'file', kept: 1, readable: true, trouble: null, keyring: 'ready', detail: null, both: false },
  file: '/home/ada/.holdfast/secrets.key',
};

async function absent(): Promise<never> {
  throw new HoldfastError('internal', { reason: 'the double has no such service' });
}

const emptyPreview = {
  folders: 0,
  bytes: 0,
  byFolder: [],
  excludedFiles: 0,
  excludedBytes: 0,
  excluded: [],
  idlePatterns: [],
  unreadable: [],
};

const progress = {
  phase: 'copying' as const,
  filesDone: 1,
  filesTotal: 2,
  bytesDone: 3,
  bytesTotal: null,
  bytesPerSecond: 4,
  leftMs: null,
  path: null,
};

function planStatus({
  name,
  folders,
  exclusions,
  allowFullCopies,
  keep,
  timeZone,
}: Parameters<Services['plans']['create']>[0]): PlanStatus {
  return {
    plan: {
      id: exampleId,
      slug: name,
      repositoryId: exampleId,
      createdAt: instant,
      acceptEmpty: [],
      databases: [],
      name,
      folders,
      exclusions,
      allowFullCopies,
      keep,
      timeZone,
      schedules: [],
      hooks: [],
      drive: defaultDrive,
      rotation: [exampleId],
    },
    repositoryPath: '/mnt/drive',
    repositoryAvailable: true,
    places: [],
    state: 'never',
    lastGoodAt: null,
    overdueSince: null,
    unusual: null,
    nextAt: null,
    waitingFor: null,
    lastRunId: null,
    lastOutcome: null,
    lastError: null,
    lastWarnings: 0,
    runningRunId: null,
    snapshots: 0,
    damagedSnapshots: 0,
    files: 0,
    bytes: 0,
    dumps: null,
  };
}

function exampleSnapshot(name: string): Snapshot {
  return {
    id: exampleId,
    kind: 'backup',
    keptUntil: null,
    expiresAt: null,
    name,
    planId: exampleId,
    planName: 'papers',
    repositoryId: exampleId,
    repositoryPath: '/mnt/drive',
    sequence: 1,
    startedAt: instant,
    completedAt: instant,
    confirmedAt: instant,
    hasFiles: true,
    files: 0,
    folders: 0,
    bytes: 0,
    changes: { added: 0, changed: 0, removed: 0, unchanged: 0, moved: 0, bytesCopied: 0 },
    dumps: 0,
    dumpBytes: 0,
    warningCount: 0,
    pinned: false,
    damaged: 0,
    verifiedAt: null,
    path: '/mnt/drive',
    available: true,
  };
}

const entry = (folder: string, at: number) => ({
  name: `file ${at}`,
  path: `${folder}/file ${at}`,
  type: 'file' as const,
  size: at,
  modifiedAt: instant,
  mode: 0o644,
  owner: 0,
  group: 0,
  sha256: null,
  carried: false,
});
