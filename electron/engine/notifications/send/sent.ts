/** What became of an attempt. */
export type Sent =
  | {
      readonly ok: true;
      /** What the server said. */
      readonly answer: string;
    }
  | {
      readonly ok: false;
      /** What went wrong, as the end of a sentence: `smtp.example.org does not answer`. */
      readonly reason: string;
      /** What to do, in a sentence. */
      readonly next: string;
      /** It may work later, without anybody doing anything. */
      readonly again: boolean;
      /** Not before so long, as the server wants it. */
      readonly afterMs?: number | null;
    };

export type NotSent = Extract<Sent, { ok: false }>;

/** A person has to do something first. */
export const refused = (reason: string, next: string): NotSent => ({ ok: false, reason, next, again: false });

/** It is tried again by itself. */
export const notYet = (reason: string, next: string, afterMs: number | null = null): NotSent => ({
  ...{ ok: false, reason, next, again: true, afterMs },
});

const most = 300;

/** What a server said, on one line, short, and without the secrets that were sent to it. */
export function quoteServer(said: string, secrets: readonly string[]): string {
  let text = said.slice(0, 4096);
  for (const secret of secrets.filter((one) => one !== '')) {
    for (const form of [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)]) {
      text = text.replaceAll(form, '•••');
    }
  }
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
