import { OpenedFolder, type WantedFolder } from './openedFolder';
import type { SharedBrowser } from './sharedBrowser';

/**
 * One VS Code for suites that need none of their own, one after the other: each opens its captions from a folder of its own in it. To start a VS
 * Code, load it into a page and its captioner into memory takes ten seconds of computing.
 */
export class SharedWindow {
  private static running: Promise<OpenedFolder> | undefined;

  /** @returns a new folder in the window that runs, or in a new one where there is none */
  static async open(browser: SharedBrowser, wanted: WantedFolder): Promise<OpenedFolder> {
    SharedWindow.running ??= SharedWindow.start(browser);
    return (await SharedWindow.running).openWithin(wanted);
  }

  /** Closes the window, so that the next suite gets another one: this one may be in any state. */
  static async close(): Promise<void> {
    const running = SharedWindow.running;
    SharedWindow.running = undefined;
    await (await running?.catch(() => undefined))?.close();
  }

  private static start(browser: SharedBrowser): Promise<OpenedFolder> {
    browser.beforeClose(() => SharedWindow.close());
    return OpenedFolder.open(browser, { name: 'window', fill: () => Promise.resolve() });
  }
}
