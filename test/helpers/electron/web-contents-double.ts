import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';

export interface FrameDouble {
  url: string;
}

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

export class WebContentsDouble
  extends EventEmitter
  implements Pick<WebContents, 'setWindowOpenHandler' | 'getURL' | 'reload' | 'forcefullyCrashRenderer'>
{
  readonly mainFrame: FrameDouble = { url: '' };
  openHandler: OpenHandler | undefined;
  reloadCount = 0;

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  reload(): void {
    this.reloadCount += 1;
  }

  forcefullyCrashRenderer(): void {
    this.crash();
  }

  crash(reason = 'crashed'): void {
    this.emit('render-process-gone', {}, { reason, exitCode: 139 });
  }
}
