import { EventEmitter } from 'node:events';
import type { MessagePortMain } from 'electron';

export class PortMainDouble extends EventEmitter implements Pick<MessagePortMain, 'postMessage' | 'start' | 'close'> {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.addEventListener('close', () => this.emit('close'));
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  start(): void {
    this.#port.addEventListener('message', ({ data }) => this.emit('message', { data, ports: [] }));
    this.#port.start();
  }

  close(): void {
    this.#port.close();
  }
}
