import { z } from 'zod';
import { languageSchema } from './language.ts';
import { countSchema, idSchema, instantSchema, pathSchema } from './primitives.ts';
import { outcomes, runKinds } from './run.ts';

/**
 * What people are told of. `recovered`: the first success after a failure, or after a backup was overdue. `overdue`: no good
 * backup for longer than the plan's schedules allow.
 */
export const notificationKinds = [
  'run-failed',
  'run-warning',
  'recovered',
  'overdue',
  'low-space',
  'unusual-change',
  'run-succeeded',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** All but success, which is what is to be expected. */
export const usualKinds: readonly NotificationKind[] = notificationKinds.filter((kind) => kind !== 'run-succeeded');

/** What a service that watches for silence is told: of every backup, however often it is the same. */
export const pingKinds = ['ping-started', 'ping-succeeded', 'ping-failed'] as const;
export type PingKind = (typeof pingKinds)[number];

/** Something that happened, with what is said of it. */
export const notificationEventSchema = z.object({
  id: idSchema,
  kind: z.enum([...notificationKinds, ...pingKinds, 'test']),
  at: instantSchema,
  plan: z.object({ id: idSchema, name: z.string() }).nullable(),
  /** The run that it tells of. */
  run: z
    .object({
      id: idSchema,
      kind: z.enum(runKinds),
      startedAt: instantSchema,
      /** Null while it is going on. */
      endedAt: instantSchema.nullable(),
      outcome: z.enum(outcomes).nullable(),
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
      warnings: countSchema,
    })
    .nullable(),
  /** The machine that it happened on. */
  machine: z.string(),
  /** What title, text and next step are written in. Older messages, which do not tell, are English. */
  language: languageSchema.default('en'),
  /** In a line: The backup of “Home” failed. */
  title: z.string(),
  /** What happened, in sentences. */
  text: z.string(),
  /** What to do, in sentences; null where nothing is to be done. */
  next: z.string().nullable(),
});
export type NotificationEvent = z.infer<typeof notificationEventSchema>;

const oneLine = z.string().regex(/^[^\p{Cc}]*$/u, 'It must be one line without control characters.');
const emailAddress = z
  .string()
  .regex(/^[^\s@<>,;"\p{Cc}]+@[^\s@<>,;"\p{Cc}]+$/u, 'It is no address, such as ann@example.org.');
/** Certificate of the authority that the server's certificate is checked with; empty: those that the system trusts. */
const caFile = pathSchema.default('');

/** Where messages go. What is secret of it (a password, an address that lets anybody post) is kept in the secret store. */
export const targetSchema = z.discriminatedUnion('kind', [
  /** The desktop of the window, or of a browser that shows it and may. */
  z.object({ kind: z.literal('desktop') }),
  z.object({
    kind: z.literal('email'),
    host: oneLine.min(1),
    port: z.number().int().min(1).max(65_535).default(587),
    /** `none`: mail and password go over the network as they are. */
    security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
    /** Empty: without a login. */
    user: oneLine.default(''),
    from: emailAddress,
    to: z.array(emailAddress).min(1).max(50),
    caFile,
  }),
  /** A JSON document for a program of one's own. Its secret signs it. */
  z.object({ kind: z.literal('webhook'), caFile }),
  /** A topic of ntfy.sh or of a server of one's own. Its secret is the access token, where one is needed. */
  z.object({ kind: z.literal('ntfy'), caFile }),
  /** An incoming webhook as Slack has it; Mattermost and others understand the same. */
  z.object({ kind: z.literal('slack'), caFile }),
  /** A check of healthchecks.io or of a server of one's own: it raises the alarm when nothing comes. */
  z.object({ kind: z.literal('healthchecks'), caFile }),
]);
export type Target = z.infer<typeof targetSchema>;

export const channelKinds = ['desktop', 'email', 'webhook', 'ntfy', 'slack', 'healthchecks'] as const;
export type ChannelKind = (typeof channelKinds)[number];

const channelFields = {
  name: oneLine.trim().min(1).max(100),
  target: targetSchema,
};

/** A way by which people are told. */
export const channelSchema = z.object({
  id: idSchema,
  ...channelFields,
  enabled: z.boolean(),
  /** What it tells of; a healthchecks channel is told of every backup instead. */
  events: z.array(z.enum(notificationKinds)),
  /** Ids of the plans that it tells of; null: of all. */
  plans: z.array(idSchema).nullable(),
  /** Where that is, without anything secret: `smtp.example.org:587`, `https://ntfy.sh`. Empty for the desktop. */
  address: z.string(),
  /** A password, token or signing key is kept. */
  hasSecret: z.boolean(),
});
export type Channel = z.infer<typeof channelSchema>;

const webAddress = z
  .string()
  .max(2000)
  .refine(isWebAddress, { error: 'It is no address of a server, such as https://example.org/hook.' });

/** A channel as it is wished for. With the id of one that there is, that one is changed. */
export const channelDraftSchema = z.object({
  id: idSchema.optional(),
  ...channelFields,
  enabled: z.boolean().default(true),
  events: channelSchema.shape.events.default([...usualKinds]),
  plans: channelSchema.shape.plans.default(null),
  /** Where it posts to, for all but desktop and e-mail; left out keeps what is kept. It is never told again. */
  url: webAddress.optional(),
  /** Password, token or signing key: left out keeps what is kept, null forgets it. */
  secret: oneLine.min(1).max(1000).nullable().optional(),
});
export type ChannelDraft = z.infer<typeof channelDraftSchema>;
/** The same before defaults are filled in. */
export type ChannelWish = z.input<typeof channelDraftSchema>;

/** A message on its way, or what became of it. */
export const deliverySchema = z.object({
  number: countSchema,
  kind: notificationEventSchema.shape.kind,
  at: instantSchema,
  title: z.string(),
  /** As it was called then. */
  channel: z.string(),
  channelKind: z.enum(channelKinds),
  /** Failed: it was given up, after a day or because the server does not want it. */
  state: z.enum(['waiting', 'sent', 'failed']),
  attempts: countSchema,
  /** When it was last tried; null before. */
  triedAt: instantSchema.nullable(),
  /** When it is tried next; null unless it waits. */
  nextAt: instantSchema.nullable(),
  /** What the server said to it. */
  answer: z.string().nullable(),
  /** Why the last attempt failed, with the next step. */
  error: z.string().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** How people are told, and whether that works. */
export const notificationsSchema = z.object({
  channels: z.array(channelSchema),
  /** Messages that wait to be sent, and those given up in the last seven days; those for the desktop don’t count. */
  waiting: countSchema,
  failed: countSchema,
});
export type Notifications = z.infer<typeof notificationsSchema>;

/** What a page shows by means of its browser; a click leads to the page `link` (`/activity/ID`). */
export const shownMessageSchema = z.object({ id: idSchema, title: z.string(), body: z.string(), link: z.string() });
export type ShownMessage = z.infer<typeof shownMessageSchema>;

/** The part of a channel's kind that is posted to by HTTP. */
export const postsTo = (kind: ChannelKind): boolean => kind !== 'desktop' && kind !== 'email';

function isWebAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '';
}
