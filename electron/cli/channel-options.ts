import { type Command, Option } from 'commander';
import {
  type Channel,
  type ChannelKind,
  type ChannelWish,
  type NotificationKind,
  notificationKinds,
  postsTo,
  type Target,
} from '#shared/domain/notification.ts';
import { HoldfastError } from '#shared/errors.ts';
import { askPassword, canAsk } from './ask-password.ts';
import { chosen, parsePort } from './choices.ts';
import { collect } from './collect.ts';
import { readPassword } from './read-password.ts';
import type { Context } from './verb.ts';

export interface ChannelOptions {
  readonly host?: string;
  readonly port?: number;
  readonly security?: 'starttls' | 'tls' | 'none';
  readonly user?: string;
  readonly from?: string;
  readonly to?: readonly string[];
  readonly caFile?: string;
  readonly urlFile?: string;
  readonly askUrl?: boolean;
  readonly secretFile?: string;
  readonly askSecret?: boolean;
  readonly event?: readonly string[];
  readonly plan?: readonly string[];
  readonly allPlans?: boolean;
  readonly off?: boolean;
}

const kindsHelp = `\nEvents:\n  ${notificationKinds.join(', ')} (else all but run-succeeded)`;

/** How a channel reaches people, and what it tells of. Nothing secret is taken from the command line itself. */
export function defineChannelOptions(command: Command): Command {
  return command
    .option('--host <NAME>', 'e-mail: the mail server')
    .option('--port <N>', 'e-mail: its port (else 587, or 465 with --security tls)', parsePort)
    .addOption(
      new Option('--security <WAY>', 'e-mail: encryption (else starttls)').choices(['starttls', 'tls', 'none']),
    )
    .option('--user <NAME>', 'e-mail: whom to log in as')
    .option('--from <ADDRESS>', 'e-mail: the sender')
    .option('--to <ADDRESS>', 'e-mail: a recipient; may be given several times', collect)
    .option('--ca-file <FILE>', 'certificate of the authority that the server’s certificate is checked with')
    .option('--url-file <FILE>', 'file whose first line is the address to post to; “-” for standard input')
    .option('--ask-url', 'ask for that address on the terminal')
    .option(
      '--secret-file <FILE>',
      'file whose first line is the password, token or signing key; “-” for standard input',
    )
    .option('--ask-secret', 'ask for it on the terminal')
    .option('--event <EVENT>', 'tell of this; may be given several times', collect)
    .option('--plan <NAME>', 'only of this plan; may be given several times', collect)
    .option('--off', 'switched off')
    .addHelpText('after', kindsHelp);
}

interface Wish {
  readonly name: string;
  readonly kind: ChannelKind;
  /** The channel as it is; undefined for a new one. */
  readonly before?: Channel;
}

/** The channel that the options amount to; asks for what is secret where that is wanted. */
export async function channelDraft(
  context: Context,
  { name, kind, before }: Wish,
  options: ChannelOptions,
): Promise<Omit<ChannelWish, 'id'>> {
  const url = await readUrl(context, kind, { ...options, isNew: before === undefined });
  const secret = await readSecret(context, options);
  const { event, plan } = options;
  return {
    name,
    target: targetOf(context, kind, { before: before?.target, options }),
    enabled: options.off === undefined ? (before?.enabled ?? true) : !options.off,
    events: event?.map(readKind) ?? before?.events,
    plans: options.allPlans ? null : plan ? await planIds(context, plan) : (before?.plans ?? null),
    url,
    secret,
  };
}

const words = Object.fromEntries(notificationKinds.map((kind) => [kind, kind])) as Record<NotificationKind, string>;

function readKind(text: string): NotificationKind {
  const kind = chosen<NotificationKind>('event', words, text);
  if (kind === undefined) throw invalid(`--event takes ${notificationKinds.join(', ')}.`);
  return kind;
}

async function planIds({ client }: Context, names: readonly string[]): Promise<string[]> {
  const { plans } = await client();
  return Promise.all(names.map(async (plan) => (await plans.get({ plan })).plan.id));
}

interface Known {
  readonly before: Target | undefined;
  readonly options: ChannelOptions;
}

function targetOf({ resolve }: Context, kind: ChannelKind, { before, options }: Known): Target {
  if (kind === 'desktop') return { kind };
  const kept = before === undefined || before.kind === 'desktop' ? '' : before.caFile;
  const caFile = options.caFile ? resolve(options.caFile) : (options.caFile ?? kept);
  if (kind !== 'email') return { kind, caFile };
  return { kind, ...mailOf(options, before?.kind === 'email' ? before : undefined), caFile };
}

type Mail = Omit<Extract<Target, { kind: 'email' }>, 'kind' | 'caFile'>;

function mailOf({ host, port, security, user, from, to }: ChannelOptions, before: Mail | undefined): Mail {
  const given = { host, from, to };
  const missing = Object.entries(given).flatMap(([name, value]) => ((value ?? before) ? [] : [`--${name}`]));
  if (missing.length > 0) {
    throw invalid(`An e-mail channel needs ${missing.join(', ')}. See “holdfast help notifications add”.`);
  }
  const way = security ?? before?.security ?? 'starttls';
  const usual = { host: '', port: way === 'tls' ? 465 : 587, user: '', from: '', to: [] };
  const known = before ?? usual;
  return {
    host: host ?? known.host,
    port: port ?? known.port,
    security: way,
    user: user ?? known.user,
    from: from ?? known.from,
    to: [...(to ?? known.to)],
  };
}

type UrlOptions = Pick<ChannelOptions, 'urlFile' | 'askUrl'> & { readonly isNew: boolean };

async function readUrl(
  { resolve }: Context,
  kind: ChannelKind,
  { urlFile, askUrl, isNew }: UrlOptions,
): Promise<string | undefined> {
  if (!postsTo(kind)) {
    if (urlFile === undefined && !askUrl) return undefined;
    throw invalid('Only channels that post to an address have one: webhook, ntfy, slack and healthchecks.');
  }
  if (urlFile !== undefined) return readPassword(urlFile, resolve);
  if (askUrl || (isNew && canAsk())) return askPassword('Address to post to', '“--url-file FILE”');
  if (isNew) throw invalid('Give the address to post to with “--url-file FILE”, or “--url-file -” for standard input.');
  return undefined;
}

async function readSecret(
  { resolve }: Context,
  { secretFile, askSecret }: ChannelOptions,
): Promise<string | undefined> {
  if (secretFile !== undefined) return readPassword(secretFile, resolve);
  if (!askSecret) return undefined;
  return askPassword('Password, token or signing key', '“--secret-file FILE”');
}

const invalid = (reason: string) => new HoldfastError('invalid-input', { reason });
