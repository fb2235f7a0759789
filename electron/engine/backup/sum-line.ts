/** A line of SHA256SUMS as `sha256sum` writes and checks it; odd names are escaped the GNU way (coreutils manual, md5sum). */
export function sumLine(sha256: string, path: string): string {
  if (!/[\\\n\r]/.test(path)) return `${sha256}  ${path}\n`;
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `\\${sha256}  ${escaped}\n`;
}
