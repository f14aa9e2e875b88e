import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { errors, type Frame, type Locator, type Page } from 'playwright-core';
import { webviewFrame } from '../harness/browser';
import type { Workbench } from '../harness/workbench';

const patience = 60_000;

/** The caption editor as a person sees it. */
export class CaptionEditor {
  private constructor(
    readonly page: Page,
    readonly frame: Frame,
  ) {}

  /** The editor that is on screen, once it lists images; `attached` where one image hides the list. */
  static async onScreen(page: Page, state: 'visible' | 'attached' = 'visible'): Promise<CaptionEditor> {
    const editor = new CaptionEditor(page, await webviewFrame(page));
    await editor.frame.waitForSelector('.row[role=option]', { timeout: patience, state });
    return editor;
  }

  /** The editor beside another page of ours. */
  static async beside(page: Page): Promise<CaptionEditor> {
    const end = Date.now() + patience;
    for (;;) {
      for (const frame of page.frames())
        if ((await frame.locator('.row[role=option]').count()) > 0) return new CaptionEditor(page, frame);
      assert.ok(Date.now() < end, 'there is no editor on screen');
      await page.waitForEvent('frameattached', { timeout: 1_000 }).catch(() => undefined);
    }
  }

  get words(): Locator {
    return this.frame.locator('.best .word');
  }

  get counts(): Locator {
    return this.frame.locator('.counts');
  }

  get textBox(): Locator {
    return this.frame.locator('textarea.caption-box');
  }

  row(fileName: string): Locator {
    return this.frame.locator('.row', { hasText: fileName });
  }

  async select(fileName: string): Promise<void> {
    // Just after opening, or a decision, the list may go to what is selected: the row is looked for again then.
    for (let attempt = 1; ; attempt++) {
      try {
        await this.scrollTo(fileName);
        await this.row(fileName).click({ timeout: 5_000 });
        break;
      } catch (error) {
        if (attempt === 4) throw error;
      }
    }
    await this.frame.locator('.row.selected', { hasText: fileName }).waitFor();
  }

  /** Rows that are not on screen do not exist, so the list is looked through from its top. */
  private async scrollTo(fileName: string): Promise<void> {
    if ((await this.row(fileName).count()) > 0) return;
    await this.frame.evaluate(`document.querySelector('.list').scrollTop = 0`);
    await this.frame.locator('.row').first().waitFor();
    while ((await this.row(fileName).count()) === 0) {
      const moved = await this.frame.evaluate(`(() => {
        const list = document.querySelector('.list');
        const before = list.scrollTop;
        list.scrollTop += list.clientHeight / 2;
        return list.scrollTop > before;
      })()`);
      // The last rows may still be on their way.
      if (moved !== true) return this.row(fileName).first().waitFor({ state: 'attached', timeout: 5_000 });
      await this.frame.evaluate('new Promise(requestAnimationFrame)');
      await this.frame.locator('.row[role=option]').first().waitFor();
    }
  }

  /** Waits until the selected image is shown, and a caption suggested for it: what is shown follows the list a moment later. */
  async waitForSuggestion(): Promise<string> {
    const isShown = await this.becomesTrue(
      `(() => {
        const [inList, shown] = ['.row.selected', '.meta'].map(
          (part) => document.querySelector(part + ' .file-name')?.textContent,
        );
        return inList === undefined || inList === shown;
      })()`,
    );
    assert.ok(isShown, 'another image is shown than the list has selected');
    await untilThere(this.words.first());
    return (await this.frame.locator('.suggestion-words').innerText()).trim();
  }

  /** Waits until this image is the one that is worked on, with its suggestion. @returns the best caption suggested */
  async arrive(fileName: string): Promise<string> {
    await untilThere(this.frame.locator('.row.selected', { hasText: fileName }));
    await untilThere(this.frame.locator('.meta .file-name', { hasText: fileName }));
    return this.waitForSuggestion();
  }

  /** Presses a key once. @param effect what there is then */
  async pressFor(key: string, effect: Locator): Promise<void> {
    await this.page.keyboard.press(key);
    await untilThere(effect);
  }

  /** Waits until the list shows this status for an image. */
  async waitForStatus(fileName: string, status: string): Promise<void> {
    await untilThere(this.row(fileName).locator('.status', { hasText: status }));
  }

  async waitForNoStatus(fileName: string): Promise<void> {
    await untilThere(this.row(fileName).locator('.status'), 'detached');
  }

  async waitForModel(matching: RegExp, limit = patience): Promise<string> {
    const model = this.frame.locator('.model', { hasText: matching });
    await model.waitFor({ timeout: limit });
    return model.innerText();
  }

  /** How dark the attention makes the image at its darkest and at its lightest, 0 to 255; undefined without attention. */
  async attention(): Promise<{ darkest: number; lightest: number } | undefined> {
    // As a text: these tests are compiled without the browser's types.
    const shades: unknown = await this.frame.evaluate(`(() => {
      const canvas = document.querySelector('canvas.attention.shown');
      if (!canvas) return null;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return Array.from(data).filter((_, at) => at % 4 === 3);
    })()`);
    if (!Array.isArray(shades)) return undefined;
    const numbers = shades.map(Number);
    return { darkest: Math.max(...numbers), lightest: Math.min(...numbers) };
  }

  /**
   * Waits until an expression is true in the page. (Playwright's own `waitForFunction` asks again from within the page, whose content security
   * policy forbids it to evaluate a text.)
   * @returns false where it is not for so long, in milliseconds
   */
  async becomesTrue(expression: string, limit = patience): Promise<boolean> {
    const look = `(async () => {
      for (const end = performance.now() + ${limit}; performance.now() < end;) {
        if ((${expression}) === true) return true;
        await new Promise(requestAnimationFrame);
      }
      return false;
    })()`;
    return (await this.frame.evaluate(look)) === true;
  }

  async tabIsDirty(): Promise<boolean> {
    return (await this.page.locator('.tab.active.dirty').count()) > 0;
  }

  async waitUntilSaved(): Promise<void> {
    await untilThere(this.page.locator('.tab.active:not(.dirty)'));
  }

  async waitUntilDirty(): Promise<void> {
    await untilThere(this.page.locator('.tab.active.dirty'));
  }
}

/** What Playwright waits for no longer than this it looks for every tenth of a second; else, after the first, every half. */
const promptly = 2_400;

/** Waits until something is there, or gone. */
async function untilThere(wanted: Locator, state: 'visible' | 'detached' = 'visible'): Promise<void> {
  for (const end = Date.now() + patience; ;) {
    try {
      return await wanted.waitFor({ state, timeout: promptly });
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || Date.now() > end) throw error;
    }
  }
}

/** Waits until a field says what is wanted. @returns what it says */
export async function untilValue(field: Locator, wanted: RegExp, limit = patience): Promise<string> {
  const end = Date.now() + limit;
  for (;;) {
    const value = await field.inputValue();
    if (wanted.test(value)) return value;
    assert.ok(Date.now() < end, `the text is "${value}", not ${String(wanted)}`);
    await field.evaluate('new Promise(requestAnimationFrame)');
  }
}

/** Fails when the page said something that it should not, such as a breach of the content security policy. */
export function watchConsole(page: Page): () => void {
  const bad: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text()) && /showtell|main\.(js|css)/.test(message.text()))
      bad.push(message.text());
  });
  page.on('pageerror', (error) => {
    if (/showtell|webview\/main\.js/.test(error.stack ?? '')) bad.push(String(error.stack));
  });
  return () => assert.deepEqual(bad, []);
}

/** Waits until hot exit keeps these words: VS Code backs up about a second after the last change. */
export async function untilBackedUp(workbench: Workbench, words: string): Promise<void> {
  const data = path.join(workbench.home, 'data');
  const end = Date.now() + patience;
  for (;;) {
    const files = (await readdir(data, { recursive: true })).filter((name) => name.split(path.sep).includes('Backups'));
    const contents = await Promise.all(files.map((name) => readFile(path.join(data, name), 'utf8').catch(() => '')));
    if (contents.some((content) => content.includes(words))) return;
    assert.ok(Date.now() < end, `no backup in ${data} holds "${words}"`);
  }
}

/** Waits until VS Code in the browser has written what an extension told it to keep: it does so about a tenth of a second later. */
export async function untilKept(page: Page, words: string): Promise<void> {
  const end = Date.now() + patience;
  while (!(await page.evaluate<boolean>(`(${holdsState})(${JSON.stringify(words)})`)))
    assert.ok(Date.now() < end, `VS Code has not kept "${words}"`);
}

/** Whether a value of the workbench's databases has some words. */
const holdsState = `async (words) => {
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db')) continue;
    const database = await answer(indexedDB.open(name));
    const table = database.objectStoreNames[0];
    const values = await answer(database.transaction(table).objectStore(table).getAll());
    database.close();
    if (values.some((value) => typeof value === 'string' && value.includes(words))) return true;
  }
  return false;
}`;
