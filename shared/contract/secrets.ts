import { z } from 'zod';
import { keyPlaces, secretsStatusSchema } from '../domain/secrets.ts';
import { base } from './base.ts';

/** Where the key to the passwords lies. No procedure takes or gives a password or the key. */
export const secretsContract = {
  status: base
    .route({
      method: 'GET',
      path: '/secrets',
      summary: 'Where the key to the passwords lies, and whether it can be read',
    })
    .output(secretsStatusSchema),
  /** Moves the key; what was kept stays as it is. Where it lies there already, what a move that was cut off left is cleaned up. */
  move: base
    .route({ method: 'POST', path: '/secrets/move', summary: 'Move the key to the system’s keyring, or to a file' })
    .input(z.object({ to: z.enum(keyPlaces) }))
    .output(secretsStatusSchema),
  /** For a key that is gone for good: what it was for is set aside, and passwords are to be given again. */
  forget: base
    .route({ method: 'POST', path: '/secrets/forget', summary: 'Forget all passwords' })
    .input(z.object({ confirm: z.string().optional() }))
    .output(secretsStatusSchema),
};
