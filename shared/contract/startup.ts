import { z } from 'zod';
import { serviceChangeSchema, servicePortSchema, startupSchema } from '../domain/startup.ts';
import { base } from './base.ts';

/** What starts Holdfast by itself. All of it is read from where the system keeps it, each time. */
export const startupContract = {
  get: base
    .route({ method: 'GET', path: '/startup', summary: 'Whether login or a service starts Holdfast' })
    .output(startupSchema),
  /** Also counts as the answer to whether it should. */
  setLogin: base
    .route({ method: 'PUT', path: '/startup/login', summary: 'Start at login, hidden, or not' })
    .input(z.object({ on: z.boolean() }))
    .output(startupSchema),
  /** Start at login was offered, and is not to be offered again. */
  declineLogin: base
    .route({ method: 'POST', path: '/startup/login/decline', summary: 'Do not offer start at login again' })
    .output(startupSchema),
  /** Takes the place of start at login where that would start the same. */
  installService: base
    .route({ method: 'PUT', path: '/startup/service', summary: 'Run as a service of this user' })
    .input(z.object({ port: servicePortSchema.optional() }))
    .output(serviceChangeSchema),
  /** It is stopped, unless it is what was asked: then it goes on until its user logs out. */
  removeService: base
    .route({ method: 'DELETE', path: '/startup/service', summary: 'No longer run as a service' })
    .output(serviceChangeSchema),
};
