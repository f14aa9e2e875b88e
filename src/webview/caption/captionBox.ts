import * as l10n from '@vscode/l10n';
import type { ItemView } from '../../extension/entries/entryMessages';
import { element } from '../base/dom';
import { send } from '../base/host';
import { forgetDraft, keepDraft } from './keptDraft';
import { HeldUndo } from './heldUndo';
import { setKeepingCaret } from './keepCaret';
import { pasteOnOneLine } from './pasteOnOneLine';
import { TextBoxLock } from './textBoxLock';
import { TypingSteps } from './typingSteps';

/**
 * The text box. What is typed goes into the document step by step, so that undo, hot exit and other editors see it.
 * What comes back from the document replaces the text only if it is news: not an echo, and nothing is still unsent.
 */
export class CaptionBox {
  readonly element = element('textarea', {
    class: 'caption-box',
    rows: '2',
    spellcheck: 'true',
    'aria-label': l10n.t('Caption'),
  });
  readonly lock = new TextBoxLock(this.element);
  /** Called when the text became another, but not by typing. */
  onTextSet: () => void = () => undefined;
  private item: ItemView | undefined;
  private readonly steps = new TypingSteps(() => this.flush());
  readonly undo = new HeldUndo(this.element, () => this.isAhead && !this.isUntouchedOffer);
  /** Newer than any from before a reload. */
  private sequence = Date.now();
  private sent = 0;
  /** The suggestion that the box began with, if it did; nothing is decided until it is touched. */
  private offered: { candidate: number; touched: boolean } | undefined;
  /** Whether the caption was just added. */
  private isNew = false;
  /** Whether it was taken back already. */
  private isCleared = false;
  /** What was typed since the box got the focus: the row before, and whether the document has any of it. */
  private draft = { number: 0, before: '', updated: '', isSent: false };

  constructor(onFocus: () => void) {
    this.element.addEventListener('beforeinput', (event) => this.steps.begin(event));
    this.element.addEventListener('input', (event) => this.typed(event));
    this.element.addEventListener('paste', (event) => pasteOnOneLine(event));
    this.element.addEventListener('focus', () => {
      this.beginDraft();
      onFocus();
    });
    this.element.addEventListener('blur', () => {
      this.leave();
      onFocus();
    });
    // Before Ctrl+S, Ctrl+Z or Ctrl+Tab does its work, what was typed is on its way.
    this.element.addEventListener('keydown', ({ key }) => {
      if (key === 'Control' || key === 'Meta' || key === 'Alt') this.flush();
    });
    window.addEventListener('pagehide', () => this.flush());
  }

  get focused(): boolean {
    return document.activeElement === this.element;
  }

  /** Of the entry whose caption is shown. */
  get key(): string | undefined {
    return this.item?.key;
  }

  /** Shows an entry's caption. */
  show(item: ItemView | undefined): void {
    const isOther = item?.key !== this.item?.key;
    if (isOther) this.leave();
    this.item = item;
    this.element.disabled = item?.kind !== 'image';
    this.element.readOnly = this.lock.isOn;
    if (isOther) {
      this.sent = 0;
      this.isCleared = false;
      this.offered = undefined;
      this.beginDraft();
      this.setText(this.documentText);
    } else if (!this.isAhead && this.element.value !== this.documentText) {
      this.setText(this.documentText);
    }
    if (!this.isAhead) this.undo.release();
  }

  /** The selected entry is on its way: nothing may be typed into the one before. */
  expectOther(): void {
    this.leave();
    this.element.readOnly = true;
    this.onTextSet();
  }

  /** What stands in the empty box: what the keys would do. */
  setHint(hint: string): void {
    this.element.placeholder = hint;
  }

  /**
   * Puts the caret into the box; an empty one begins with what is suggested.
   * @param nextKey the key that is about to be typed; a word that goes on needs no space typed before it
   */
  edit(suggested: string, nextKey = ''): void {
    if (this.element.disabled || this.lock.isOn) return;
    this.element.focus();
    if (this.element.value === '' && suggested !== '') {
      this.offered = { candidate: 0, touched: false };
      this.element.value = suggested;
    }
    if (/^[\p{L}\p{N}]$/u.test(nextKey) && /\S$/.test(this.element.value)) this.element.value += ' ';
    this.element.setSelectionRange(this.element.value.length, this.element.value.length);
    this.onTextSet();
  }

  /** Puts the caret into the box of a caption that was just added; if nothing is typed, it goes again. */
  editNew(): void {
    this.isNew = true;
    this.element.focus();
  }

  /**
   * Begins the caption with what is suggested.
   * @returns whether it could: there is a suggestion, and the person has written nothing yet
   */
  begin(suggested: string): boolean {
    const isWritten = this.element.value !== '' && !this.isUntouchedOffer;
    if (this.element.disabled || this.lock.isOn || suggested === '' || isWritten) return false;
    this.edit(suggested);
    return true;
  }

  /**
   * Decides on what the box holds.
   * @returns whether there was anything to decide on
   */
  commit(): boolean {
    if (!this.item || this.element.disabled) return false;
    const text = this.element.value;
    if (text.trim() === '') {
      if (this.isNew) return (this.isNew = false);
      const emptied = this.documentText !== '' || this.isAhead;
      this.leave();
      return emptied;
    }
    if (this.isUntouchedOffer) this.sendEdit(text);
    else this.flush();
    this.offered = undefined;
    return true;
  }

  /** Forgets what was typed and not sent yet: something else is decided. */
  discard(): void {
    this.steps.close();
    forgetDraft();
    this.offered = undefined;
    this.isNew = false;
    this.setText(this.documentText);
  }

  /** Takes back what was typed since the box got the focus. */
  revert(): void {
    this.steps.close();
    this.offered = undefined;
    this.setText(this.draft.before);
    // A caption that was just added goes as soon as it is left.
    if (this.draft.isSent && !this.isNew) this.sendTakenBack('revert');
  }

  /** Sends what was typed and not sent yet. */
  flush(): void {
    if (this.steps.close()) this.sendEdit(this.element.value);
  }

  /** What is only suggested is not the person's caption. */
  private get documentText(): string {
    return !this.item || this.item.status === 'suggested' ? '' : this.item.text;
  }

  /** Whether the box holds something that the document does not hold yet. */
  private get isAhead(): boolean {
    return this.steps.isOpen || (this.item?.acknowledged ?? 0) < this.sent || this.isUntouchedOffer;
  }

  private get isUntouchedOffer(): boolean {
    return this.offered?.touched === false;
  }

  private beginDraft(): void {
    const before = this.isAhead ? this.element.value : this.documentText;
    const number = Math.max(Date.now(), this.draft.number + 1);
    this.draft = { number, before, updated: this.item?.updated ?? '', isSent: false };
  }

  private typed(event: Event): void {
    if (!this.item) return;
    if (this.offered) this.offered.touched = true;
    this.isCleared = false;
    this.steps.follow(event);
    // The first of it goes at once: from then on VS Code knows that something is unsaved, and keeps it.
    if (!this.draft.isSent) this.flush();
    const sequence = this.steps.isOpen ? this.sequence + 1 : this.sent;
    const place = { caption: this.item.caption.at, before: this.draft.updated };
    keepDraft({ ...this.content(this.item, this.element.value), sequence, ...place });
  }

  /** The person goes on to something else: an offer that was not touched goes, an emptied caption is no decision. */
  private leave(): void {
    const wasText = this.steps.isOpen || this.sent > 0 || this.documentText !== '';
    if (this.element.value.trim() === '' && (wasText || this.isNew)) {
      this.steps.close();
      // Where there was no caption, everything is as if nothing had been typed.
      const hadNone = this.draft.before === '' && !this.isNew;
      if (!this.isCleared) this.sendTakenBack(hadNone ? 'revert' : 'clear');
    } else if (this.isUntouchedOffer) {
      this.setText(this.documentText);
    } else {
      this.flush();
    }
    this.offered = undefined;
    this.isNew = false;
  }

  private sendEdit(text: string): void {
    if (!this.item) return;
    this.draft.isSent = true;
    this.sent = ++this.sequence;
    send({ type: 'edit', ...this.content(this.item, text), sequence: this.sent });
  }

  private content({ key }: ItemView, text: string) {
    const at = Math.max(Date.now(), this.draft.number);
    return { key, text, begunWith: this.offered?.candidate ?? -1, draft: this.draft.number, at };
  }

  private sendTakenBack(type: 'clear' | 'revert'): void {
    if (!this.item) return;
    forgetDraft();
    this.isCleared = true;
    this.sent = ++this.sequence;
    send({ type, key: this.item.key, draft: this.draft.number, sequence: this.sent });
  }

  private setText(text: string): void {
    setKeepingCaret(this.element, text);
    this.onTextSet();
  }
}
