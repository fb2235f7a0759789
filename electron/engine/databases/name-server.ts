import { HoldfastError } from '#shared/errors.ts';

/** An error of a plan's server whose next step is a command about that server: with its label in the plan. */
export const nameServer = (error: HoldfastError, label: string): HoldfastError =>
  error.code === 'password-needed' || error.code === 'secret-unreadable'
    ? new HoldfastError(error.code, { ...error.details, label }, error.cause)
    : error;
