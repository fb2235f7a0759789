import { useMutation } from '@tanstack/react-query';
import type { AuditFormat } from '#shared/domain/audit.ts';
import { client } from '../../api/client.ts';
import { saveText } from '../../app/save-text.ts';
import type { AuditSearch } from '../../app/search-params.ts';

const types: Readonly<Record<AuditFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  jsonl: 'application/jsonl;charset=utf-8',
};

/** Saves the audit trail, as filtered, in the given format as a file. */
export function useExportAudit(filter: AuditSearch) {
  return useMutation({
    mutationFn: async (format: AuditFormat) => {
      const day = new Date().toISOString().slice(0, 10);
      saveText(`holdfast-audit-${day}.${format}`, types[format], await readAll(format, filter));
    },
  });
}

async function readAll(format: AuditFormat, filter: AuditSearch): Promise<readonly string[]> {
  const texts: string[] = [];
  let after: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof client.audit.export>> = await client.audit.export({
      ...{ format, ...filter, after, limit: 1000 },
    });
    texts.push(page.text);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return texts;
}
