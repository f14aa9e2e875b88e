import assert from 'node:assert/strict';
import type { Disposable, Page } from 'playwright-core';
import { editorSteps, type EditorStep } from '../../src/captioner/evaluation/editorSteps';
import type { CaptionEditor } from './captionEditor';

/** What the captioner was asked, and what was offered then. */
export interface Asked {
  typed: string;
  instead: string | undefined;
  offered: string;
}

/** How a caption came about. */
export interface Written {
  suggestion: string;
  /** What was done, key for key. */
  steps: EditorStep[];
  asked: Asked[];
  /** As the editor has counted them. */
  keys: number;
}

/** A place of the page, from the upper left corner of what is clicked. */
interface Point {
  x: number;
  y: number;
}

/** Captions in a real editor as the simulation does: by keys and clicks, and by what is on screen. */
export class SimulatedPerson {
  /** Before the editor opens: notices what its page says of completions and decisions. @returns what leaves later pages alone */
  static async prepare(page: Page): Promise<Disposable> {
    // As a text: these tests are compiled without the browser's types.
    return page.addInitScript(`(() => {
      const seen = (window.seen = { asked: [], answered: 0, keys: [] });
      let acquire;
      const watched = () => {
        const api = acquire();
        // Not before: the page is written anew until then.
        window.addEventListener('message', ({ data }) => {
          if (data?.type === 'completion') seen.answered = data.request;
        });
        const postMessage = (message) => {
          if (message.type === 'complete') seen.asked.push(message);
          if (message.type === 'edit' || message.type === 'accept') seen.keys.push(message.keys);
          api.postMessage(message);
        };
        return { ...api, postMessage };
      };
      Object.defineProperty(window, 'acquireVsCodeApi', {
        get: () => acquire && watched,
        set: (given) => { acquire = given; },
      });
    })()`);
  }

  constructor(
    private readonly page: Page,
    private readonly editor: CaptionEditor,
  ) {}

  /** Captions the selected image. */
  async write(suggestion: string, wanted: string): Promise<Written> {
    const written: Written = { suggestion, steps: [], asked: [], keys: 0 };
    const steps = editorSteps(suggestion, wanted);
    let offered = '';
    for (let next = steps.next(); next.done !== true; next = steps.next(offered)) {
      written.steps.push(next.value);
      const before = await this.see<number>('window.seen.asked.length');
      const decided = await this.see<number>('window.seen.keys.length');
      await this.take(next.value, wanted);
      if (next.value.kind === 'accept') {
        written.keys = await this.untilDecided(decided);
        break;
      }
      const asked = await this.untilAnswered(before);
      written.asked.push(asked);
      offered = asked.offered;
    }
    return written;
  }

  private async take(step: EditorStep, wanted: string): Promise<void> {
    const { keyboard } = this.page;
    if (step.kind === 'type') return keyboard.type(wanted[step.at]);
    if (step.kind === 'accept') {
      const keys = { standing: 'Enter', offer: 'Shift+Enter', upToCaret: 'Alt+Shift+Enter' };
      return keyboard.press(keys[step.what]);
    }
    const { textBox, frame } = this.editor;
    const clicked = step.on === 'suggestion' ? frame.locator('.best') : textBox;
    await clicked.click({ position: await this.see<Point>(pointOf[step.on](step.at)) });
  }

  /** Waits until the page has decided. @returns the keys and clicks that it counted */
  private async untilDecided(before: number): Promise<number> {
    const isDecided = `new Promise(requestAnimationFrame).then(() => window.seen.keys.length > ${before})`;
    const end = Date.now() + 30_000;
    while (!(await this.see<boolean>(isDecided))) assert.ok(Date.now() < end, 'the page has decided nothing');
    return this.see('window.seen.keys.at(-1)');
  }

  /** Waits until the page has asked for a completion, and has been answered. */
  private async untilAnswered(before: number): Promise<Asked> {
    const end = Date.now() + 30_000;
    for (;;) {
      const asked = await this.see<Asked | null>(`new Promise(requestAnimationFrame).then(() => {
        const { asked, answered } = window.seen;
        const last = asked.at(-1);
        if (asked.length <= ${before} || last.request !== answered) return null;
        const text = (of) => document.querySelector(of)?.textContent ?? '';
        const ghost = text('.ghost-text');
        return { typed: last.typed, instead: last.instead, offered: ghost === '' ? last.typed : text('.ghost-typed') + ghost };
      })`);
      if (asked) return asked;
      if (Date.now() < end) continue;
      const seen = await this.see<object>('({ ...window.seen, text: document.querySelector("textarea").value })');
      assert.fail(`the page has not asked for a completion, or was not answered: ${JSON.stringify(seen)}`);
    }
  }

  private async see<Seen>(expression: string): Promise<Seen> {
    return this.editor.frame.evaluate<Seen>(expression);
  }
}

/** Where a range of a text is left of a character, or right of the last one, seen from an element. */
const pointAt = `(text, at, of) => {
  const range = document.createRange();
  const isEnd = at === text.data.length;
  range.setStart(text, isEnd ? at - 1 : at);
  range.setEnd(text, isEnd ? at : at + 1);
  const { left, right, top, height } = range.getClientRects()[0];
  const from = of.getBoundingClientRect();
  return { x: (isEnd ? right : left) + (isEnd ? -1 : 1) - from.left, y: top + height / 2 - from.top };
}`;

/** Expressions for the place in front of a character of the caption. */
const pointOf = {
  suggestion: (at: number) => `(() => {
    const best = document.querySelector('.best');
    const walker = document.createTreeWalker(best.querySelector('.suggestion-words'), NodeFilter.SHOW_TEXT);
    let left = ${at};
    let text = walker.nextNode();
    let last = text;
    for (; text && left >= text.data.length; text = walker.nextNode()) {
      left -= text.data.length;
      last = text;
    }
    if (text) return (${pointAt})(text, left, best);
    const { x, y } = (${pointAt})(last, last.data.length, best);
    return { x: x + 12, y };
  })()`,
  offer: (at: number) => `(() => {
    const typed = document.querySelector('.ghost-typed').textContent.length;
    return (${pointAt})(document.querySelector('.ghost-text').firstChild, ${at} - typed, document.querySelector('textarea'));
  })()`,
  box: (at: number) => `(() => {
    const box = document.querySelector('textarea');
    const copy = document.querySelector('.ghost-layer').cloneNode(false);
    copy.textContent = box.value;
    box.parentElement.append(copy);
    const point = (${pointAt})(copy.firstChild, ${at}, box);
    copy.remove();
    return point;
  })()`,
};
