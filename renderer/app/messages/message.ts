/** A message is a text, or one text for each plural form its language has, chosen by the parameter `count`. */
export type Message = string | { readonly one: string; readonly other: string };

type TextOf<M> = M extends string ? M : M extends { readonly other: infer Other } ? Other : never;
type NamesIn<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Plural<M> = M extends string ? never : 'count';

/** What has to be given to a message: the names in its braces, and `count` where that chooses its form. */
export type Names<M> = NamesIn<TextOf<M>> | Plural<M>;

type Form<M> = M extends string ? 'text' : 'plural';
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** The keys by which two catalogues differ: one lacks it, or its form or its parameters are others. */
export type Differing<A, B> = {
  [Key in keyof A | keyof B]: Key extends keyof A & keyof B
    ? Same<readonly [Form<A[Key]>, Names<A[Key]>], readonly [Form<B[Key]>, Names<B[Key]>]> extends true
      ? never
      : Key
    : Key;
}[keyof A | keyof B];
