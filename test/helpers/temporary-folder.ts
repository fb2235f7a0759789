import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Everything that tests make lies in one folder, which goes with them. Other users may pass through it: some tests are theirs. */
export default function setup(): () => void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-'));
  fs.chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  return () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
