import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  redirect,
} from '@tanstack/react-router';
import {
  readActivitySearch,
  readAuditSearch,
  readCompareSearch,
  readDatabaseRestoreSearch,
  readDatabasesSearch,
  readDumpSearch,
  readRestoreSearch,
  readSchedulesSearch,
  readTimeSearch,
  readUndoSearch,
  readVerificationSearch,
} from './search-params.ts';
import { RoutePending } from './shell/route-pending.tsx';
import { RouteProblem } from './shell/route-problem.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: () => <Navigate to="/" /> });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/home-page.tsx'), 'HomePage'),
});

const protect = createRoute({
  getParentRoute: () => root,
  path: '/start/protect',
  component: lazyRouteComponent(() => import('../features/start/protect-page.tsx'), 'ProtectPage'),
});

const connect = createRoute({
  getParentRoute: () => root,
  path: '/start/connect',
  component: lazyRouteComponent(() => import('../features/start/connect-page.tsx'), 'ConnectPage'),
});

const time = createRoute({
  getParentRoute: () => root,
  path: '/time',
  validateSearch: readTimeSearch,
  component: lazyRouteComponent(() => import('../features/time/time-page.tsx'), 'TimePage'),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  validateSearch: readCompareSearch,
  beforeLoad: ({ search: { path, from, to } }) => {
    if (path === '' || from === to) throw redirect({ to: '/time' });
  },
  component: lazyRouteComponent(() => import('../features/compare/compare-page.tsx'), 'ComparePage'),
});

const restore = createRoute({
  getParentRoute: () => root,
  path: '/restore',
  validateSearch: readRestoreSearch,
  beforeLoad: ({ search }) => {
    if (search.snapshot === '') throw redirect({ to: '/time' });
  },
  component: lazyRouteComponent(() => import('../features/restore/restore-page.tsx'), 'RestorePage'),
});

const undo = createRoute({
  getParentRoute: () => root,
  path: '/restore/undo/$runId',
  validateSearch: readUndoSearch,
  component: lazyRouteComponent(() => import('../features/restore/undo-page.tsx'), 'UndoPage'),
});

const databases = createRoute({
  getParentRoute: () => root,
  path: '/databases',
  validateSearch: readDatabasesSearch,
  component: lazyRouteComponent(() => import('../features/databases/databases-page.tsx'), 'DatabasesPage'),
});

const dump = createRoute({
  getParentRoute: () => root,
  path: '/databases/dump',
  validateSearch: readDumpSearch,
  beforeLoad: ({ search }) => {
    if (search.snapshot === '' || search.database === '') throw redirect({ to: '/databases' });
  },
  component: lazyRouteComponent(() => import('../features/databases/dump-page.tsx'), 'DumpPage'),
});

const restoreDatabase = createRoute({
  getParentRoute: () => root,
  path: '/databases/restore',
  validateSearch: readDatabaseRestoreSearch,
  beforeLoad: ({ search }) => {
    if (search.snapshot === '' || search.database === '') throw redirect({ to: '/databases' });
  },
  component: lazyRouteComponent(
    () => import('../features/databases/restore/restore-database-page.tsx'),
    'RestoreDatabasePage',
  ),
});

const undoDatabase = createRoute({
  getParentRoute: () => root,
  path: '/databases/undo/$runId',
  validateSearch: readUndoSearch,
  component: lazyRouteComponent(
    () => import('../features/databases/restore/undo-database-page.tsx'),
    'UndoDatabasePage',
  ),
});

const plans = createRoute({
  getParentRoute: () => root,
  path: '/plans',
  component: lazyRouteComponent(() => import('../features/plans/plans-page.tsx'), 'PlansPage'),
});

const newPlan = createRoute({
  getParentRoute: () => root,
  path: '/plans/new',
  component: lazyRouteComponent(() => import('../features/plans/new-plan-page.tsx'), 'NewPlanPage'),
});

const editPlan = createRoute({
  getParentRoute: () => root,
  path: '/plans/$planId',
  component: lazyRouteComponent(() => import('../features/plans/edit-plan-page.tsx'), 'EditPlanPage'),
});

const unusual = createRoute({
  getParentRoute: () => root,
  path: '/plans/$planId/unusual',
  component: lazyRouteComponent(() => import('../features/unusual/unusual-page.tsx'), 'UnusualPage'),
});

const activity = createRoute({
  getParentRoute: () => root,
  path: '/activity',
  validateSearch: readActivitySearch,
  component: lazyRouteComponent(() => import('../features/activity/activity-page.tsx'), 'ActivityPage'),
});

const schedules = createRoute({
  getParentRoute: () => root,
  path: '/activity/schedules',
  validateSearch: readSchedulesSearch,
  component: lazyRouteComponent(() => import('../features/schedules/schedules-page.tsx'), 'SchedulesPage'),
});

const drives = createRoute({
  getParentRoute: () => root,
  path: '/activity/drives',
  component: lazyRouteComponent(() => import('../features/volumes/drives-page.tsx'), 'DrivesPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/activity/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('../features/activity/audit-page.tsx'), 'AuditPage'),
});

const verification = createRoute({
  getParentRoute: () => root,
  path: '/activity/verification',
  validateSearch: readVerificationSearch,
  component: lazyRouteComponent(() => import('../features/verification/verification-page.tsx'), 'VerificationPage'),
});

const run = createRoute({
  getParentRoute: () => root,
  path: '/activity/$runId',
  component: lazyRouteComponent(() => import('../features/activity/run-page.tsx'), 'RunPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
});

const notifications = createRoute({
  getParentRoute: () => root,
  path: '/settings/notifications',
  component: lazyRouteComponent(() => import('../features/notifications/notifications-page.tsx'), 'NotificationsPage'),
});

const storage = createRoute({
  getParentRoute: () => root,
  path: '/settings/repositories',
  component: lazyRouteComponent(() => import('../features/settings/repositories-page.tsx'), 'RepositoriesPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    protect,
    connect,
    time,
    compare,
    restore,
    undo,
    databases,
    dump,
    restoreDatabase,
    undoDatabase,
    plans,
    newPlan,
    editPlan,
    unusual,
    activity,
    schedules,
    drives,
    audit,
    verification,
    run,
    settings,
    notifications,
    storage,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: RoutePending,
  defaultErrorComponent: RouteProblem,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
