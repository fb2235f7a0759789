/**
 * Takes a password that was given in the arguments out of what `ps` shows of this process. Call it when the arguments
 * have been read: on Linux their memory is written over.
 */
export function hidePassword(words: readonly string[]): void {
  if (words.some(tellsPassword)) process.title = 'holdfast';
}

/** Whether a word of the arguments is a connection URI with a password in it. */
export const tellsPassword = (word: string): boolean =>
  /postgres(?:ql)?:\/\/(?:[^/?#@]*:[^/?#]*@|[^#]*[?&]password=)/.test(word);
