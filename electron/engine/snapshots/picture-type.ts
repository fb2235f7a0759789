/** The pictures every browser shows, by their first bytes; whatever the name says. */
export function pictureType(head: Buffer): string | undefined {
  const begins = head.toString('latin1', 0, 12);
  if (begins.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (begins.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(begins)) return 'image/gif';
  if (/^RIFF.{4}WEBP/s.test(begins)) return 'image/webp';
  if (/^.{4}ftypavi[fs]/s.test(begins)) return 'image/avif';
  return undefined;
}
