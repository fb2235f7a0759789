/** A sentence, or a part of one, as the engine says it and in German. `{name}` stands for what is put in. */
export interface Phrase {
  readonly en: string;
  readonly de: string;
}

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** German that puts in the same as the English; anything else does not compile. */
type Alike<En extends string, De extends string> = [NamesIn<En>] extends [NamesIn<De>]
  ? [NamesIn<De>] extends [NamesIn<En>]
    ? unknown
    : never
  : never;

export const pair = <En extends string, De extends string>(en: En, de: De & Alike<En, De>): Phrase => ({ en, de });
