import fs from 'node:fs';
import os from 'node:os';
import { z } from 'zod';

/** `plan.holder.json`: who holds a plan, for people and for machines that can't see the kernel's lock. */
const holderSchema = z.object({
  host: z.string(),
  /** Tells hosts of one name apart. */
  machine: z.string(),
  pid: z.number().int(),
  /** When the process started; its pid may be another's later. */
  processStart: z.string(),
  runId: z.string(),
  planName: z.string(),
  since: z.iso.datetime(),
  heartbeat: z.iso.datetime(),
});
export type Holder = z.infer<typeof holderSchema>;

const graceMs = 5 * 60_000;

/** Undefined when there is none, or when it can't be made sense of. */
export function readHolder(file: string): Holder | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(fs.readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

export function writeHolder(file: string, holder: Holder): void {
  const temporary = `${file}.${holder.runId}`;
  try {
    fs.writeFileSync(temporary, `${JSON.stringify(holder, null, 2)}\n`, { mode: 0o600 });
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Whether a holder found while having the kernel's lock must be respected: one of this machine is dead, since its lock
 * was free; one of another machine counts as alive until its heartbeat is five minutes old.
 */
export function isAlive(holder: Holder, now = Date.now()): boolean {
  const here = thisProcess();
  if (holder.host === here.host && holder.machine === here.machine) return false;
  return Math.abs(now - Date.parse(holder.heartbeat)) < graceMs;
}

export const isSameHolder = (one: Holder, other: Holder): boolean =>
  one.machine === other.machine && one.host === other.host && one.pid === other.pid && one.runId === other.runId;

export function thisProcess(): Pick<Holder, 'host' | 'machine' | 'pid' | 'processStart'> {
  const processStart = new Date(Date.now() - Math.round(process.uptime() * 1000)).toISOString();
  return { host: os.hostname(), machine: machineId(), pid: process.pid, processStart };
}

let machine: string | undefined;

function machineId(): string {
  machine ??= readMachineId();
  return machine;
}

function readMachineId(): string {
  try {
    return fs.readFileSync('/etc/machine-id', 'utf8').trim();
  } catch {
    return '';
  }
}
