/** Endings of types that are compressed or encrypted anyway: random bytes in them say nothing. */
const packed = new Set(
  `7z aac age apk avif br bz2 cab crx deb docm docx dmg epub flac flv gif gpg gz heic heif iso jar jpeg jpg jxl kdbx lz4
   lzma m4a m4v mkv mov mp3 mp4 mpeg mpg odp ods odt ogg ogv opus otf pack pdf pgp png pptm pptx rar rpm snap squashfs tbz
   tgz ts txz vhdx vmdk war webm webp whl wma wmv woff woff2 xlsm xlsx xz zip zst zstd`.split(/\s+/),
);

const longest = 16;

/** What a name ends with, in lower case and without the dot: `txt`; empty where it has no ending. */
export function endingOf(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const has = name.lastIndexOf('.') > 0 && ending !== '' && ending.length <= longest && !/\s/.test(ending);
  return has ? ending.toLowerCase() : '';
}

/** Files of that type look random by nature. */
export const isPacked = (ending: string): boolean => packed.has(ending);
