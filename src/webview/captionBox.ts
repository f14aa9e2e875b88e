import type { ItemView } from '../extension/messages';
import { element } from './dom';
import { send } from './host';

/** How long after the last key what was typed goes into the document, in milliseconds. */
const pause = 300;

/**
 * The text box. What is typed goes into the document in small steps, so that undo, hot exit and other editors see it.
 * What comes back from the document replaces the text only if it is news: not an echo, and nothing is still unsent.
 */
export class CaptionBox {
  readonly element = element('textarea', {
    class: 'caption-box',
    rows: '2',
    spellcheck: 'true',
    'aria-label': 'Caption',
  });
  private item: ItemView | undefined;
  private timer: number | undefined;
  private sequence = Date.now();
  private sent = 0;
  private before = '';

  constructor(private readonly onFocus: (inTextBox: boolean) => void) {
    this.element.addEventListener('input', () => {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.flush(), pause);
    });
    this.element.addEventListener('focus', () => {
      this.before = this.item?.text ?? '';
      this.onFocus(true);
    });
    this.element.addEventListener('blur', () => {
      this.flush();
      this.onFocus(false);
    });
  }

  /** Shows an entry's caption. */
  show(item: ItemView | undefined): void {
    const isOther = item?.key !== this.item?.key;
    if (isOther) this.flush();
    this.item = item;
    this.element.disabled = item?.kind !== 'image';
    if (!item) return;
    const text = item.status === 'suggested' ? '' : item.text;
    const unsent = this.timer !== undefined || item.acknowledged < this.sent;
    if (isOther) this.sent = item.acknowledged;
    if (isOther) this.before = text;
    if ((isOther || !unsent) && this.element.value !== text) {
      const atEnd = this.element.selectionStart === this.element.value.length;
      const caret = atEnd ? text.length : Math.min(this.element.selectionStart, text.length);
      this.element.value = text;
      if (document.activeElement === this.element) this.element.setSelectionRange(caret, caret);
    }
  }

  /** Puts the caret into the box; an empty one begins with what is suggested. */
  edit(suggested: string): void {
    if (this.element.disabled) return;
    if (this.element.value === '') this.element.value = suggested;
    this.element.focus();
    this.element.setSelectionRange(this.element.value.length, this.element.value.length);
  }

  /** Sends what was typed and not sent yet. */
  flush(): void {
    if (this.timer === undefined || !this.item) return;
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.sent = ++this.sequence;
    send({ type: 'edit', key: this.item.key, text: this.element.value.replace(/\s*\n\s*/g, ' '), sequence: this.sent });
  }

  /** Takes back what was typed since the box got the focus. */
  revert(): void {
    const untouched = this.timer === undefined && this.element.value === this.before;
    this.element.value = this.before;
    window.clearTimeout(this.timer);
    this.timer = undefined;
    if (untouched || !this.item || this.item.text === this.before) return;
    this.sent = ++this.sequence;
    send({ type: 'edit', key: this.item.key, text: this.before, sequence: this.sent });
  }

  get focused(): boolean {
    return document.activeElement === this.element;
  }

  /** Whether there is something in the box that differs from the suggestion. */
  get text(): string {
    return this.element.value;
  }
}
