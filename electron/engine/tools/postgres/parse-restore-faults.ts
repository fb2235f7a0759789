/** Something that pg_restore could not do. */
export interface RestoreFault {
  /** What it was at: `FK CONSTRAINT orders orders_customer_fkey`; null: no single object. */
  readonly object: string | null;
  /** In the server's words, or its own. */
  readonly message: string;
  /** The server's second sentence: which row, which key. */
  readonly detail: string | null;
  /** The statement's first line. */
  readonly command: string | null;
}

/**
 * Reads what pg_restore writes to standard error in the C locale, where it goes on after errors. The first line comes with
 * --verbose only:
 * ```
 * pg_restore: from TOC entry 3343; 2606 16421 FK CONSTRAINT orders orders_customer_fkey ann
 * pg_restore: error: could not execute query: ERROR:  insert or update on table "orders" violates …
 * DETAIL:  Key (customer)=(7) is not present in table "customers".
 * Command was: ALTER TABLE ONLY public.orders
 * ```
 */
export function parseRestoreFaults(stderr: string): readonly RestoreFault[] {
  const faults: { -readonly [Key in keyof RestoreFault]: RestoreFault[Key] }[] = [];
  let object: string | null = null;
  for (const line of stderr.split('\n')) {
    const entry = /^pg_restore: (?:from|in) TOC entry \d+; \d+ \d+ (.*)$/.exec(line)?.[1];
    const message = /^pg_restore: error: (.*)$/.exec(line)?.[1];
    const last = faults.at(-1);
    if (entry !== undefined) object = withoutOwner(entry);
    else if (message !== undefined) {
      faults.push({ object, message: essence(message), detail: null, command: null });
      object = null;
    } else if (last) {
      last.detail ??= /^DETAIL:\s+(.*)$/.exec(line)?.[1] ?? null;
      last.command ??= /^Command was: (.*)$/.exec(line)?.[1] ?? null;
    }
  }
  return faults;
}

const withoutOwner = (entry: string): string => entry.replace(/ (?:\(no owner\)|\S+)$/, '').trim();

const essence = (message: string): string =>
  message.replace(/^could not execute query: /, '').replace(/\b(?:ERROR|FATAL): {2}/, '');
