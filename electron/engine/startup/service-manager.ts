import type { ServiceStatus, ServiceStep } from '#shared/domain/startup.ts';

/** What a manager and the disk say of a service. */
export type ManagedService = Pick<
  ServiceStatus,
  'reachable' | 'installed' | 'enabled' | 'running' | 'pid' | 'linger' | 'failure'
> & { readonly command: readonly string[] };

/** What runs a user's services: systemd or launchd. One service of it. */
export interface ServiceManager {
  readonly kind: 'systemd' | 'launchd';
  readonly name: string;
  /** Of the unit or agent. */
  readonly file: string;
  read(): Promise<ManagedService>;
  /**
   * Writes, enables and starts it, whatever there was before. With a manager that can't be reached it is written and
   * starts at the next login (`not-started`). Throws `service-refused`.
   */
  install(command: readonly string[]): Promise<ServiceStep[]>;
  /** Takes all of it away; what runs is stopped, or else goes on until its user logs out. Throws `service-refused`. */
  remove(options: { readonly stop: boolean }): Promise<ServiceStep[]>;
}
