import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Frame,
  type LaunchOptions,
  type Page,
} from 'playwright-core';
import { installedTools } from './installed';

const pictures = path.join('test', 'ui', 'out');

/** Headless Chromium that asks the outside world for nothing. */
const launch = (): LaunchOptions => ({
  executablePath: installedTools().chromium,
  // Playwright would take the signal, and the tests go on with the next browser. Chromium ends with its pipe.
  ...{ handleSIGTERM: false, handleSIGINT: false, handleSIGHUP: false },
  args: [
    ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    ...['--disable-component-update', '--disable-sync', '--force-color-profile=srgb'],
  ],
});
/** Of a window, in pixels. */
export const viewport = { width: 1440, height: 900 };
/** Without a graphics card a processor draws whatever moves, sixty times a second, and nobody looks. */
export const still = { reducedMotion: 'reduce' } as const;

/**
 * What turns round while VS Code waits stands still, and so does the bar that runs through: those do so whatever a person has asked for. Before the
 * page is opened.
 */
export async function stopTurning(page: Page): Promise<void> {
  // As a text: these tests are compiled without the browser's types. The pages of webviews have rules of their own for styles.
  await page.addInitScript(`if (window === window.top) {
    const style = new CSSStyleSheet();
    style.replaceSync('.codicon, .codicon::before, .progress-bit { animation: none !important }');
    document.adoptedStyleSheets.push(style);
  }`);
}

export async function startBrowser(): Promise<Browser> {
  return chromium.launch(launch());
}

/** One whose pages share what it has loaded. @param data where it keeps that */
export async function startLastingBrowser(data: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(data, { ...launch(), viewport, ...still });
}

export async function openWorkbench(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport, ...still });
  await stopTurning(page);
  await showWorkbench(page, url);
  return page;
}

/**
 * Opens the workbench in a page and waits until its extensions are there: before, a file would open as plain text.
 * @param language as a language pack sets it; the workbench itself stays English without its texts
 */
export async function showWorkbench(page: Page, url: string, language?: string): Promise<void> {
  if (language !== undefined) await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = '${language}'`);
  await page.goto(url, { timeout: 90_000 });
  await waitForExtensions(page);
}

export async function waitForExtensions(page: Page): Promise<void> {
  await page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
  await page.waitForFunction('performance.getEntriesByName("code/didLoadExtensions").length > 0', undefined, {
    timeout: 60_000,
  });
}

/** Runs a command by its name in the palette, which an editor that opens or closes meanwhile can take the focus from. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input.input');
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  for (let attempt = 1; ; attempt++) {
    // The palette of a command before it may be closing still; F1 would go to that one.
    await input.waitFor({ state: 'hidden' });
    await page.keyboard.press('F1');
    try {
      await input.fill(`>${title}`, { timeout: 10_000 });
      await row.click({ timeout: 10_000 });
      return;
    } catch (error) {
      if (attempt === 3 || (await input.isVisible())) throw error;
    }
  }
}

/** The content of the webview that is on screen. */
export async function webviewFrame(page: Page): Promise<Frame> {
  for (let attempt = 1; ; attempt++) {
    const frame = await contentOfWebview(page);
    if (frame) return frame;
    if (attempt === 5) throw new Error('The webview has no content.');
  }
}

/** Nothing where it was the webview of an editor before, which goes as this one comes. */
async function contentOfWebview(page: Page): Promise<Frame | undefined> {
  const outer = await page.waitForSelector('iframe.webview.ready', { timeout: 60_000 });
  const outerFrame = await outer.contentFrame();
  try {
    const inner = await outerFrame?.waitForSelector('iframe#active-frame', { timeout: 60_000 });
    return (await inner?.contentFrame()) ?? undefined;
  } catch (error) {
    if (outerFrame?.isDetached()) return undefined;
    throw error;
  }
}

/** Keeps a picture for us to look at. Where all of the suite runs nobody looks, and none is taken; see scripts/steps/suites.mjs. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env.SHOWTELL_PICTURES !== 'none') await keepPicture(page, name);
}

/** Keeps a picture of the page in test/ui/out/, which git ignores. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  // What fades in or out is there, or gone.
  await page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });
}
