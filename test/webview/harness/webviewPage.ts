import assert from 'node:assert/strict';
import { withGlobal, type Clock } from '@sinonjs/fake-timers';
import { JSDOM, VirtualConsole, type DOMWindow } from 'jsdom';
import type { FromWebview, ToWebview } from '../../../src/extension/messages';
import { fromWebviewSchema, toWebviewSchema } from '../../../src/extension/messages';
import { addBrowserStandIns, remove, write } from './browserStandIns';
import { runPage } from './bundledPage';

/** What is held while a key is pressed. */
export type Held = Pick<KeyboardEventInit, 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;
type Of<Type extends FromWebview['type']> = Extract<FromWebview, { type: Type }>;

/**
 * The page of the caption editor in a DOM without a browser. The test is the extension: it tells messages and reads what
 * the page says. Time passes only when the test says so.
 */
export class WebviewPage {
  /** All that the page has said, in order. */
  readonly said: FromWebview[] = [];
  /** What a crash of the page's script was, if it was one. */
  private readonly failures: unknown[] = [];
  private state: unknown;
  /** The last question about moves that was answered. */
  private answered = 0;
  private readonly dom: JSDOM;
  readonly window: DOMWindow;
  /** Makes everything so many pixels high. */
  readonly resize: (height: number) => void;
  private readonly clock: Clock;

  private constructor(state: unknown) {
    this.state = state;
    const virtualConsole = new VirtualConsole();
    virtualConsole.on('jsdomError', (error) => this.failures.push(error));
    this.dom = new JSDOM('<!DOCTYPE html><html lang="en"><body></body></html>', {
      runScripts: 'outside-only',
      pretendToBeVisual: true,
      url: 'https://webview.example/',
      virtualConsole,
    });
    const { window } = this.dom;
    this.window = window;
    this.resize = addBrowserStandIns(window);
    this.clock = withGlobal(window).install({ now: 1_700_000_000_000, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    Object.assign(window, {
      acquireVsCodeApi: () => ({
        postMessage: (message: unknown) => this.said.push(fromWebviewSchema.parse(message)),
        getState: () => this.state,
        setState: (kept: unknown) => (this.state = structuredClone(kept)),
      }),
    });
  }

  /** @param state what the page before it kept, if there was one */
  static async open(state?: unknown): Promise<WebviewPage> {
    const page = new WebviewPage(state);
    await runPage(page.dom);
    page.check();
    return page;
  }

  /** What the page would find again after it was thrown away. */
  get kept(): unknown {
    return this.state;
  }

  /** The extension tells the page something. */
  tell(message: ToWebview): void {
    const data = toWebviewSchema.parse(structuredClone(message));
    this.window.dispatchEvent(new this.window.MessageEvent('message', { data }));
    this.check();
  }

  /** What the page has said of one kind, in order. */
  saidOf<Type extends FromWebview['type']>(type: Type): Of<Type>[] {
    return this.said.filter((message): message is Of<Type> => message.type === type);
  }

  /** Forgets what was said until now. */
  hearOn(): void {
    this.said.length = 0;
  }

  /** Answers what the page has asked about moves, as often as it asks. */
  answerMoves(): void {
    for (;;) {
      this.wait(0);
      const asked = this.saidOf('areMovesDone').find(({ id }) => id > this.answered);
      if (!asked) return;
      this.answered = asked.id;
      this.tell({ type: 'movesDone', id: asked.id });
    }
  }

  /** All that was decided is in the document. */
  async answerDecisions(): Promise<void> {
    await Promise.resolve();
    const asked = this.saidOf('areDecisionsMade').at(-1);
    if (asked) this.tell({ type: 'decisionsMade', id: asked.id });
  }

  /** Lets time pass, in milliseconds. */
  wait(milliseconds: number): void {
    this.clock.tick(milliseconds);
    this.check();
  }

  /** The only element of this kind. */
  one(selector: string): HTMLElement {
    const found = this.all(selector);
    assert.equal(found.length, 1, `there are ${found.length} of ${selector}`);
    return found[0];
  }

  all(selector: string): HTMLElement[] {
    return [...this.window.document.querySelectorAll<HTMLElement>(selector)];
  }

  textOf(selector: string): string {
    return this.one(selector).textContent.trim();
  }

  /** Whether an element and all that it is in are shown. */
  isShown(selector: string): boolean {
    return this.one(selector).closest('[hidden]') === null;
  }

  button(name: string): HTMLButtonElement {
    const found = this.all('button').find(({ textContent, title }) => [textContent, title].includes(name));
    assert.ok(found instanceof this.window.HTMLButtonElement, `there is no button “${name}”`);
    return found;
  }

  get textBox(): HTMLTextAreaElement {
    const box = this.one('textarea.caption-box');
    assert.ok(box instanceof this.window.HTMLTextAreaElement);
    return box;
  }

  get focused(): Element | null {
    return this.window.document.activeElement;
  }

  click(element: HTMLElement): void {
    element.click();
    this.check();
  }

  /** Chooses in a list of choices. */
  choose(label: string, value: string): void {
    const list = this.one(`select[aria-label="${label}"]`);
    assert.ok(list instanceof this.window.HTMLSelectElement);
    list.value = value;
    assert.equal(list.value, value);
    list.dispatchEvent(new this.window.Event('change', { bubbles: true }));
    this.check();
  }

  /** What a list of choices stands on. */
  chosen(label: string): string {
    const list = this.one(`select[aria-label="${label}"]`);
    assert.ok(list instanceof this.window.HTMLSelectElement);
    return list.value;
  }

  /** Puts a text into a field in the place of what was there. */
  fill(label: string, text: string): void {
    const field = this.one(`input[aria-label="${label}"]`);
    assert.ok(field instanceof this.window.HTMLInputElement);
    field.focus();
    field.select();
    write(this.window, field, 'insertText', text);
    this.check();
  }

  /** Presses the keys of a text one after the other. */
  type(text: string): void {
    for (const letter of text) this.press(letter);
  }

  /**
   * Presses a key where the focus is; what nobody prevents does what it does in a browser.
   * @returns whether VS Code gets it, too
   */
  press(key: string, held: Held = {}): boolean {
    const { window } = this;
    let isPassedOn = false;
    const pass = (): void => void (isPassedOn = true);
    window.addEventListener('keydown', pass);
    const event = new window.KeyboardEvent('keydown', { key, ...held, bubbles: true, cancelable: true });
    const isFree = (this.focused ?? window.document.body).dispatchEvent(event);
    window.removeEventListener('keydown', pass);
    if (isFree && !held.ctrlKey && !held.metaKey && !held.altKey) this.keyDoes(key);
    this.check();
    return isPassedOn;
  }

  private keyDoes(key: string): void {
    const { window, focused } = this;
    if (focused instanceof window.HTMLButtonElement && key === 'Enter') focused.click();
    if (!(focused instanceof window.HTMLTextAreaElement || focused instanceof window.HTMLInputElement)) return;
    if (focused.readOnly || focused.disabled) return;
    const inputType = { Backspace: 'deleteContentBackward', Delete: 'deleteContentForward' }[key] ?? 'insertText';
    if (inputType === 'insertText' && key.length > 1) return;
    const data = inputType === 'insertText' ? key : null;
    focused.dispatchEvent(new window.InputEvent('beforeinput', { inputType, data, bubbles: true, cancelable: true }));
    if (data !== null) write(window, focused, inputType, data);
    else remove(window, focused, key === 'Backspace' ? -1 : 1);
  }

  /** A script that fails says so nowhere else. */
  private check(): void {
    const [failure] = this.failures;
    if (failure !== undefined) throw failure instanceof Error ? failure : new Error('The script of the page failed.');
  }
}
