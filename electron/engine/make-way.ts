import os from 'node:os';

/** Of two that want a processor, one that is nicer by so much gets it a third as long. */
const steps = 5;
const nicest = 19;

/**
 * Lets the thread that started the calling one have the processor before it, and before the threads and programs that it
 * starts from now on: they inherit its priority. A run keeps all processors busy with its threads and rsync, and what
 * serves the interface needs little, but would queue for its turn behind each of them. Who runs alone loses nothing.
 */
export function makeWay(): void {
  // Elsewhere this is the priority of the whole process; on Linux each thread has its own, and 0 is the calling one.
  if (process.platform !== 'linux') return;
  try {
    os.setPriority(0, Math.min(nicest, os.getPriority(0) + steps));
  } catch {
    // A container may forbid it: then everything has the same priority.
  }
}
