import type { MessageKey } from '../../app/messages/t.ts';

type KindOf<Key> = Key extends `${infer Kind}.change-one` ? Kind : never;

/** A kind of things that a list can be of: there are messages for it. */
export type ListKind = KindOf<MessageKey>;

/** What the line of one says. */
export interface ListWords {
  /** Absent where the words are its name. */
  readonly name?: string;
  readonly words: string;
}
