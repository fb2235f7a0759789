import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function schedulesApi(api: Api, schedules: Service<'schedules'>) {
  return api.schedules.router({
    get: api.schedules.get.handler(({ input, signal }) => schedules.get(input, signal)),
    occurrences: api.schedules.occurrences.handler(({ input, signal }) => schedules.occurrences(input, signal)),
    preview: api.schedules.preview.handler(({ input, signal }) => schedules.preview(input, signal)),
    pause: api.schedules.pause.handler(({ input }) => schedules.pause(input)),
    resume: api.schedules.resume.handler(() => schedules.resume(undefined)),
    acceptClock: api.schedules.acceptClock.handler(() => schedules.acceptClock(undefined)),
  });
}
