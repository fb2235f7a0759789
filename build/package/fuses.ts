import type { Configuration } from 'electron-builder';

/**
 * Switches within Electron's program (electronjs.org/docs/latest/tutorial/fuses). The command line and the service have a
 * Node of their own, so that Electron need not be one.
 */
export const fuses = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  onlyLoadAppFromAsar: true,
  /** Holds on macOS and Windows; on Linux Electron does not look. */
  enableEmbeddedAsarIntegrityValidation: true,
  /** There are no cookies: encrypting none would only ask the keyring for a key at each start. */
  enableCookieEncryption: false,
  /** Pages come by `holdfast://`, never from files. */
  grantFileProtocolExtraPrivileges: false,
} as const satisfies Configuration['electronFuses'];
