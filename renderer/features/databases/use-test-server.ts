import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionReport, DatabaseDraft } from '#shared/domain/database.ts';
import { api } from '../../api/queries.ts';
import { soundConnection } from './sound-connection.ts';

interface TestedServer {
  /** Undefined while nothing was asked of the server as it is described now. */
  readonly report: ConnectionReport | undefined;
  readonly pending: boolean;
  readonly error: unknown;
  readonly run: () => void;
}

type Server = DatabaseDraft | Pick<DatabaseDraft, 'label' | 'connection' | 'password'>;

/**
 * Asks a server what it holds and lets do. What was said of another server, or with another password, is told no longer.
 * `plan`: whose kept password serves where the source is of it and says none.
 */
export function useTestServer(source: Server, plan?: string): TestedServer {
  const now = JSON.stringify([source.connection, source.password]);
  const [asked, setAsked] = useState<string>();
  const test = useMutation(api.databases.test.mutationOptions());
  const current = asked === now;
  return {
    report: current ? test.data : undefined,
    pending: test.isPending,
    error: current ? test.error : null,
    run: () => {
      setAsked(now);
      test.mutate({ plan, source: { ...source, connection: soundConnection(source.connection) } });
    },
  };
}
