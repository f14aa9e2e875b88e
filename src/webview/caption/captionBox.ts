import * as l10n from '@vscode/l10n';
import type { ItemView } from '../../extension/entries/entryMessages';
import { element } from '../base/dom';
import { onOneLine } from '../base/onOneLine';
import { isBegun } from '../base/statusText';
import { beforeLeaving } from './beforeLeaving';
import { BoxUndo } from './boxUndo';
import { tellDraft } from './keptDraft';
import { setKeepingCaret } from './keepCaret';
import { pasteAs } from './pasteAs';
import { TextBoxLock } from './textBoxLock';
import { TypedDraft } from './typedDraft';
import { TypingHistory } from './typingHistory';

/**
 * The text box. What is typed is kept by the extension as it is typed, and becomes the caption once the person decides.
 * What comes from the extension replaces the text only if it is news: not an echo, and nothing is still on its way.
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
  readonly onTextSet: (() => void)[] = [];
  /** Whether what is pasted keeps its line breaks. */
  keepsPastedLines = false;
  private item: ItemView | undefined;
  private readonly history = new TypingHistory(this.element);
  readonly undo = new BoxUndo(this.element, {
    undo: () => this.takeBackNew() || this.stepTo(this.history.undo()),
    redo: () => this.stepTo(this.history.redo()),
    mustWait: () => this.draft.isAhead && !this.draft.isUntouchedOffer,
  });
  private readonly draft = new TypedDraft(this.element);
  /** Whether the caption was just added. */
  private isNew = false;

  constructor(onFocus: () => void) {
    this.element.addEventListener('input', (event) => this.typed(event));
    this.element.addEventListener('paste', (event) => pasteAs(event, (text) => this.asPasted(text)));
    this.element.addEventListener('focus', () => {
      this.beginDraft();
      onFocus();
    });
    this.element.addEventListener('blur', () => {
      this.leave();
      onFocus();
    });
    beforeLeaving(this.element, () => this.flush());
  }

  get focused(): boolean {
    return document.activeElement === this.element;
  }

  /** Whether the caption is a JSON object. */
  get isStructured(): boolean {
    return this.item?.isStructured === true;
  }
  /** Of the entry whose caption is shown. */
  get key(): string | undefined {
    return this.item?.key;
  }

  /** What a text becomes that is pasted. */
  asPasted(text: string): string {
    return this.keepsPastedLines || this.isStructured ? text : onOneLine(text);
  }

  /** Shows an entry's caption. */
  show(item: ItemView | undefined): void {
    const isOther = item?.key !== this.item?.key;
    if (isOther) this.leave();
    this.item = item;
    this.draft.follow(item);
    this.element.disabled = item?.kind !== 'image';
    this.element.readOnly = this.lock.isOn;
    if (isOther) this.beginDraft();
    const isNews = !this.draft.isAhead && this.element.value !== this.draft.keptText;
    if (isOther || isNews) this.setText(this.draft.keptText);
    if (!this.draft.isAhead) this.undo.release();
  }

  /** The selected entry is on its way: nothing may be typed into the one before. */
  expectOther(): void {
    this.leave();
    this.element.readOnly = true;
    for (const tell of this.onTextSet) tell();
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
      this.draft.offer(0);
      this.element.value = suggested;
      this.history.clear();
    }
    if (/^[\p{L}\p{N}]$/u.test(nextKey) && /\S$/.test(this.element.value)) this.element.value += ' ';
    this.element.setSelectionRange(this.element.value.length, this.element.value.length);
    for (const tell of this.onTextSet) tell();
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
    const isWritten = this.element.value !== '' && !this.draft.isUntouchedOffer;
    if (this.element.disabled || this.lock.isOn || suggested === '' || isWritten) return false;
    this.edit(suggested);
    return true;
  }

  /**
   * Decides on what the box holds.
   * @returns whether there was anything to decide on
   */
  commit(): boolean {
    this.draft.takenBack = undefined;
    if (!this.item || this.element.disabled) return false;
    if (this.element.value.trim() === '') {
      if (this.isNew) return (this.isNew = false);
      const emptied = this.draft.keptText !== '' || this.draft.isAhead;
      this.leave();
      return emptied;
    }
    // A decision that is on its way is not made twice.
    const isOpen = !this.draft.isDecisionOnItsWay && (this.draft.isAhead || isBegun(this.item));
    if (this.draft.isUntouchedOffer || isOpen) {
      this.draft.decide();
      this.history.clear();
    }
    this.draft.withdrawOffer();
    this.isNew = false;
    return true;
  }

  /** Forgets what was typed: something else is decided. */
  discard(): void {
    this.draft.discard();
    this.isNew = false;
    this.setText(this.draft.fileText);
  }

  /** Takes back what was typed since the box got the focus. */
  revert(): void {
    const { value } = this.element;
    const { before, isTyped } = this.draft;
    this.draft.withdrawOffer();
    this.setText(before);
    // A caption that was just added goes as soon as it is left.
    if (!isTyped || this.isNew) return;
    this.draft.takeBack();
    this.draft.takenBack = value;
  }

  /**
   * Brings back what Escape took back, if nothing else was done since.
   * @returns whether there was anything
   */
  bringBack(): boolean {
    const { takenBack } = this.draft;
    if (takenBack === undefined || this.element.disabled || this.lock.isOn) return false;
    this.setText(takenBack);
    this.draft.keep();
    this.flush();
    return true;
  }

  /** Tells the extension now what is typed. */
  flush(): void {
    this.draft.takenBack = undefined;
    this.history.close();
    tellDraft();
  }

  private beginDraft(): void {
    this.draft.begin(this.draft.isAhead ? this.element.value : this.draft.keptText);
  }

  private typed(event: Event): void {
    if (!this.item) return;
    this.history.follow(event);
    this.draft.keep();
  }

  /** @returns whether a caption was just added, into which nothing is typed: it goes again */
  private takeBackNew(): boolean {
    const isUntouched = this.isNew && this.element.value === '';
    if (isUntouched) this.leave();
    return isUntouched;
  }

  /** Takes a step of typing back, or makes it again. @returns whether there was one */
  private stepTo(text: string | undefined): boolean {
    if (text === undefined || this.element.readOnly) return false;
    this.element.value = text;
    if (this.history.isAtStart) {
      // As if nothing had been typed: what was offered is there untouched.
      this.draft.takeBack();
    } else {
      this.draft.keep();
    }
    for (const tell of this.onTextSet) tell();
    return true;
  }

  /** The person goes on to something else: an offer that was not touched goes, an emptied caption is no decision. */
  private leave(): void {
    const wasText = this.draft.wasTyped || this.draft.keptText !== '';
    if (this.element.value.trim() === '' && (wasText || this.isNew)) {
      // Where there was no caption, everything is as if nothing had been typed.
      const hadNone = this.draft.fileText === '' && !this.isNew;
      this.draft.giveUp(hadNone ? 'revert' : 'clear');
    } else if (this.draft.isUntouchedOffer) {
      this.setText(this.draft.keptText);
    } else {
      this.history.close();
      tellDraft();
    }
    this.draft.withdrawOffer();
    this.isNew = false;
  }

  private setText(text: string): void {
    setKeepingCaret(this.element, text);
    this.history.clear();
    for (const tell of this.onTextSet) tell();
  }
}
