/** What an error tells beside its kind. Values that are words are English, as commands and logs are. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

type Detail = ErrorDetails[string];

export const text = (value: Detail): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));

/** Whole sentences, one after the other. */
export const sentences = (value: Detail): string => (Array.isArray(value) ? value.join(' ') : text(value));
