import { session } from 'electron';
import { originOf } from './page-address.ts';

/**
 * The page needs no camera, location or clipboard to read: every permission is denied, but for writing what its copy buttons
 * put on the clipboard, by the window's own page alone. `base`: the address that the window may show.
 */
export function setPermissions(base: () => string): void {
  const { defaultSession } = session;
  const isGranted = (permission: string, isMainFrame: boolean, address: string | undefined): boolean =>
    permission === 'clipboard-sanitized-write' &&
    isMainFrame &&
    address !== undefined &&
    originOf(address) === originOf(base());
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, { isMainFrame, requestingUrl }) =>
    answer(isGranted(permission, isMainFrame, requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame, requestingUrl }) =>
    isGranted(permission, isMainFrame, requestingUrl ?? origin),
  );
  defaultSession.setDevicePermissionHandler(() => false);
}
