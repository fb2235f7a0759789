import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import {
  channelDraftSchema,
  channelSchema,
  deliverySchema,
  notificationsSchema,
  shownMessageSchema,
} from '../domain/notification.ts';
import { base, page, pageInput } from './base.ts';

/** Id or name of a channel. */
const channel = z.string();

/** How people are told of what happened to their backups. */
export const notificationsContract = {
  get: base.route({ method: 'GET', path: '/notifications' }).output(notificationsSchema),
  add: base
    .route({ method: 'POST', path: '/notifications/channels' })
    .input(channelDraftSchema.omit({ id: true }))
    .output(channelSchema),
  /** The channel as it is to be from now on; its kind stays. */
  change: base
    .route({ method: 'PUT', path: '/notifications/channels/{channel}' })
    .input(channelDraftSchema.omit({ id: true }).extend({ channel }))
    .output(channelSchema),
  /** Forgets it, with what is secret of it; what waits to be sent by it is given up. */
  remove: base
    .route({ method: 'DELETE', path: '/notifications/channels/{channel}' })
    .input(z.object({ channel }))
    .output(z.void()),
  /**
   * Sends a message now, by a channel that there is or by one that is being made, and gives what the server answered.
   * Fails with `notification-failed`.
   */
  test: base
    .route({ method: 'POST', path: '/notifications/test' })
    .input(z.union([z.object({ channel }), z.object({ draft: channelDraftSchema })]))
    .output(z.object({ answer: z.string() })),
  /** What was sent, waits or was given up: newest first. */
  log: base
    .route({ method: 'GET', path: '/notifications/log' })
    .input(z.object({ state: deliverySchema.shape.state.optional(), ...pageInput }))
    .output(page(deliverySchema)),
  /** Sends a message again that waits or was given up, at once. */
  retry: base
    .route({ method: 'POST', path: '/notifications/log/{delivery}/retry' })
    .input(z.object({ delivery: z.coerce.number().int().positive() }))
    .output(deliverySchema),
  /** Messages for the desktop, as they come: for a page whose browser may show them. */
  shown: base.route({ method: 'GET', path: '/notifications/shown' }).output(eventIterator(shownMessageSchema)),
};
