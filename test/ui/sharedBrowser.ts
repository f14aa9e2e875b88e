import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { startLastingBrowser, stopTurning } from '../harness/browser';
import { startWorkbench, type Workbench, type WorkbenchOptions } from '../harness/workbench';

/**
 * One browser for the windows of a test run, one after the other: it keeps what it has loaded and compiled of VS Code. Each window has a
 * workbench of its own, at the address of the one before, and finds nothing of what that one kept in the browser.
 */
export class SharedBrowser {
  private static running: Promise<SharedBrowser> | undefined;
  private static port: number | undefined;
  private readonly endings: (() => Promise<void>)[] = [];

  private constructor(
    private readonly context: BrowserContext,
    private readonly data: string,
  ) {}

  /** The one that runs, or a new one where there is none, or none any more. @param closeAtEnd is told how to close a new one */
  static get(closeAtEnd: (close: () => Promise<void>) => void): Promise<SharedBrowser> {
    SharedBrowser.running ??= SharedBrowser.start().then((browser) => {
      browser.context.on('close', () => (SharedBrowser.running = undefined));
      closeAtEnd(() => browser.close());
      return browser;
    });
    return SharedBrowser.running;
  }

  private static async start(): Promise<SharedBrowser> {
    const data = await mkdtemp(path.join(os.tmpdir(), 'showtell-browser-'));
    return new SharedBrowser(await startLastingBrowser(data), data);
  }

  async startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
    // Some other program may have got the port meanwhile.
    const workbench = await startWorkbench({ ...options, port: SharedBrowser.port }).catch(() =>
      startWorkbench(options),
    );
    SharedBrowser.port = workbench.port;
    return workbench;
  }

  /** @param address of the workbench that it is for */
  async newPage(address: string): Promise<Page> {
    const page = await this.context.newPage();
    await stopTurning(page);
    const session = await this.context.newCDPSession(page);
    const storageTypes = 'cookies,indexeddb,local_storage,service_workers,cache_storage';
    await session.send('Storage.clearDataForOrigin', { origin: new URL(address).origin, storageTypes });
    await session.detach();
    return page;
  }

  /** @param end is done before the browser is closed */
  beforeClose(end: () => Promise<void>): void {
    this.endings.push(end);
  }

  private async close(): Promise<void> {
    for (const end of this.endings) await end();
    await this.context.close();
    await rm(this.data, { recursive: true, force: true, maxRetries: 5 });
  }
}
