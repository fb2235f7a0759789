import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Everything that tests make lies in one folder, which goes with them. */
let folder: string;

export function setup(): void {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-'));
  // Some tests are another user's, who has to pass through.
  fs.chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
}

export function teardown(): void {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
