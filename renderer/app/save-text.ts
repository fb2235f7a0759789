/** Hands a text to the browser as a file to keep; the desktop window asks where to. */
export function saveText(name: string, type: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then, and the text is let go of.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
