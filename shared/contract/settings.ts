import { settingsChangesSchema, settingsSchema } from '../domain/settings.ts';
import { base } from './base.ts';

export const settingsContract = {
  get: base.route({ method: 'GET', path: '/settings' }).output(settingsSchema),
  set: base.route({ method: 'PATCH', path: '/settings' }).input(settingsChangesSchema).output(settingsSchema),
};
