const longest = 2000;

/** Whether a text is an https address without name and password in it: whom to ask for the newest version. Pure. */
export function isFeedAddress(text: string): boolean {
  if (text.length > longest || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
}
