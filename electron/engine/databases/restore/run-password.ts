import crypto from 'node:crypto';

const prefix = 'restore/';

/** Under which name the password of a server that is none of a plan's lies in the secret store as long as a run needs it. */
export const newRunPassword = (): string => `${prefix}${crypto.randomUUID()}`;

export const isRunPassword = (name: string | null): name is string => name?.startsWith(prefix) === true;
