import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHost } from '../../../electron/host/create-host.ts';
import { createServicesDouble } from '../../helpers/services-double.ts';
import { createSilentLogger } from '../../helpers/silent-logger.ts';

export const testToken = 'token-that-must-not-show';

/** A host over the services double, with a window of one page and one script. */
export async function openTestHost({ port = 0 } = {}) {
  const above = mkdtempSync(join(tmpdir(), 'holdfast-host-'));
  const rendererFolder = join(above, 'renderer');
  mkdirSync(join(rendererFolder, 'assets'), { recursive: true });
  writeFileSync(join(rendererFolder, 'index.html'), '<html><head><title>Holdfast</title></head><body></body></html>');
  writeFileSync(join(rendererFolder, 'assets', 'main.js'), 'start()');
  writeFileSync(join(above, 'endpoint.json'), testToken);
  const { services, state } = createServicesDouble();
  const logger = createSilentLogger();
  const host = await createHost({ services, rendererFolder, token: testToken, port, logger });
  return { host, state, logger };
}
