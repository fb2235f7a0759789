import type { Protocol, Session } from 'electron';

export class ProtocolDouble implements Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'> {
  schemes: Parameters<Protocol['registerSchemesAsPrivileged']>[0] = [];
  readonly handlers = new Map<string, Parameters<Protocol['handle']>[1]>();

  registerSchemesAsPrivileged(schemes: Parameters<Protocol['registerSchemesAsPrivileged']>[0]): void {
    this.schemes = schemes;
  }

  handle(scheme: string, handler: Parameters<Protocol['handle']>[1]): void {
    this.handlers.set(scheme, handler);
  }
}

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type Permission = Parameters<NonNullable<CheckHandler>>[1];
type DeviceHandler = Parameters<Session['setDevicePermissionHandler']>[0];

export class SessionDouble
  implements Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>
{
  requestHandler: RequestHandler = null;
  checkHandler: CheckHandler = null;
  deviceHandler: DeviceHandler = null;

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.deviceHandler = handler;
  }

  /** What check and request give a frame of an address that wants a permission. */
  judge(permission: Permission, address: string, isMainFrame = true): readonly (boolean | undefined)[] {
    const details = { isMainFrame, requestingUrl: address };
    let answered: boolean | undefined;
    const answer = (granted: boolean) => {
      answered = granted;
    };
    Reflect.apply(this.requestHandler ?? (() => {}), undefined, [{}, permission, answer, details]);
    return [this.checkHandler?.(null, permission, address, details), answered];
  }
}
