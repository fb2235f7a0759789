import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function auditApi(api: Api, audit: Service<'audit'>) {
  return api.audit.router({
    list: api.audit.list.handler(({ input, signal }) => audit.list(input, signal)),
    export: api.audit.export.handler(({ input, signal }) => audit.export(input, signal)),
  });
}
