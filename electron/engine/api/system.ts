import type { Service } from '../services.ts';
import type { Api, ReportInternal } from './implementer.ts';
import { stream } from './stream.ts';

export function systemApi(api: Api, system: Service<'system'>, reportInternal: ReportInternal) {
  return api.system.router({
    status: api.system.status.handler(({ signal }) => system.status(undefined, signal)),
    doctor: api.system.doctor.handler(({ signal }) => system.doctor(undefined, signal)),
    newVersion: api.system.newVersion.handler(({ signal }) => system.newVersion(undefined, signal)),
    changes: api.system.changes.handler(({ signal }) =>
      stream({ start: (ended) => system.changes(undefined, ended), signal, reportInternal }),
    ),
    folders: api.system.folders.handler(({ input, signal }) => system.folders(input, signal)),
    suggestions: api.system.suggestions.handler(({ signal }) => system.suggestions(undefined, signal)),
    volumes: api.system.volumes.handler(({ signal }) => system.volumes(undefined, signal)),
    repositories: api.system.repositories.handler(({ signal }) => system.repositories(undefined, signal)),
  });
}
