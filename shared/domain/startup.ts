import { z } from 'zod';
import { countSchema, pathSchema } from './primitives.ts';

/** Why nothing can be switched here: the system has no such thing, or a service does it already. */
const loginLacks = ['system', 'service'] as const;

export const loginStartSchema = z.object({
  /** What logging in starts: the window, hidden, or the host without a window. Null where neither can be arranged. */
  starts: z.enum(['window', 'host']).nullable(),
  /** As the system has it now, whoever switched it. */
  on: z.boolean(),
  /** Where that is written; null where the system keeps it in a place of its own. */
  file: pathSchema.nullable(),
  /** It is on, but the program that it names is not there any more. */
  programGone: z.boolean(),
  lack: z.enum(loginLacks).nullable(),
});
export type LoginStart = z.infer<typeof loginStartSchema>;

export const serviceStatusSchema = z.object({
  /** What runs services of a user here; null where nothing known does. */
  manager: z.enum(['systemd', 'launchd']).nullable(),
  /** Whether it answers: it does not in a session that it does not know of (su, a container). */
  reachable: z.boolean(),
  /** As the manager calls it, e.g. `holdfast.service`. */
  name: z.string(),
  /** The unit or agent; null where there is no manager. */
  file: pathSchema.nullable(),
  installed: z.boolean(),
  /** It starts when its user logs in. */
  enabled: z.boolean(),
  running: z.boolean(),
  pid: countSchema.nullable(),
  /** It is this home's owner: its engine is the one that schedules and backs up. */
  owner: z.boolean(),
  /** What it runs; empty where it is not installed, or not understood. */
  command: z.array(z.string()),
  /** Whether the programs in it are still there; null where it is not installed. */
  programThere: z.boolean().nullable(),
  /** Whether it also starts with the machine, without a login; null where the system has no such choice. */
  linger: z.boolean().nullable(),
  /** How it ended, in the manager's words, where it is to run and does not; null otherwise. */
  failure: z.string().nullable(),
  /** Why it could not be installed now: there is no manager, or the program lies where it will not stay. */
  lack: z.enum(['manager', 'temporary-program']).nullable(),
});
export type ServiceStatus = z.infer<typeof serviceStatusSchema>;

export const startupSchema = z.object({
  login: loginStartSchema,
  service: serviceStatusSchema,
  /** Whether start at login was offered and answered, one way or the other. */
  asked: z.boolean(),
});
export type Startup = z.infer<typeof startupSchema>;

/** What installing or removing a service did, in this order. */
export const serviceSteps = [
  'written',
  'unchanged',
  'enabled',
  'started',
  'restarted',
  'not-started',
  'login-off',
  'stopped',
  'runs-on',
  'disabled',
  'removed',
  'not-installed',
] as const;
export type ServiceStep = (typeof serviceSteps)[number];

export const serviceChangeSchema = z.object({ steps: z.array(z.enum(serviceSteps)), startup: startupSchema });
export type ServiceChange = z.infer<typeof serviceChangeSchema>;

/** The port of a service that is to be found at the same one each time. */
export const servicePortSchema = z.number().int().min(1).max(65_535);
