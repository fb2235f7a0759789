/** The nonce that this page's policy allows style tags by; whoever served the page wrote it into the head. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
