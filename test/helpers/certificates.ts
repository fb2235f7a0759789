import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export interface Authority {
  /** Its certificate. */
  readonly file: string;
  /** Signs a certificate for a machine of that name, and gives where certificate and key lie. */
  sign(name: string): { readonly file: string; readonly keyFile: string };
}

/** A certificate authority of a test's own, in a folder. */
export function createAuthority(folder: string, name: string): Authority {
  const at = (file: string) => path.join(folder, `${name}-${file}`);
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...key, '-subj', `/CN=${name}`, '-keyout', at('ca.key'), '-out', at('ca.pem'));
  return {
    file: at('ca.pem'),
    sign: (machine) => {
      const [file, keyFile, request] = [at(`${machine}.pem`), at(`${machine}.key`), at(`${machine}.csr`)];
      openssl('req', ...key, '-subj', `/CN=${machine}`, '-keyout', keyFile, '-out', request);
      fs.writeFileSync(at('extensions'), `subjectAltName=DNS:${machine}\n`);
      const by = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('extensions')];
      openssl('x509', '-req', '-in', request, ...by, '-days', '2', '-out', file);
      return { file, keyFile };
    },
  };
}
