import * as l10n from '@vscode/l10n';
import type { ItemView } from '../../extension/entries/entryMessages';
import { element } from '../base/dom';
import { send } from '../base/host';
import { BoxUndo } from '../caption/boxUndo';
import { setKeepingCaret } from '../caption/keepCaret';
import { TypingHistory } from '../caption/typingHistory';

export type Field = ItemView['fields'][number];

let lastId = 0;

/** The text box of one field, for whichever entry is selected. What is typed is written when it is left, or with Enter. */
export class FieldBox {
  private readonly box: HTMLTextAreaElement;
  readonly element: HTMLElement;
  private readonly history: TypingHistory;
  private readonly undo: BoxUndo;
  private key: string | undefined;
  /** What the row has, as far as it is known here. */
  private kept = '';
  /** What was sent and is not answered. */
  private sent: { id: number; meanwhile: string } | undefined;
  private isText = true;
  private isLocked = false;

  /** @param onLeave the keys are to be for the images again */
  constructor(
    readonly name: string,
    private readonly onLeave: () => void,
  ) {
    this.box = element('textarea', { class: 'field-box', rows: '1', spellcheck: 'false' });
    this.element = element('label', { class: 'field' }, element('span', { class: 'field-name', title: name }, name));
    this.element.append(this.box);
    this.history = new TypingHistory(this.box);
    this.undo = new BoxUndo(this.box, {
      undo: () => this.stepTo(this.history.undo()),
      redo: () => this.stepTo(this.history.redo()),
      mustWait: () => this.sent !== undefined,
    });
    this.box.addEventListener('input', (event) => this.history.follow(event));
    this.box.addEventListener('blur', () => this.commit());
    this.box.addEventListener('keydown', (event) => this.keyPressed(event));
  }

  focus(): void {
    this.box.focus();
    this.box.select();
  }

  /** Shows what an entry says; nothing can be typed where there is none, or it is on its way. */
  show(key: string | undefined, field: Omit<Field, 'name'>): void {
    if (key !== this.key) {
      this.commit();
      this.sent = undefined;
      this.undo.release();
      this.key = key;
      this.kept = field.text;
      this.setText(field.text);
    } else if (this.sent) {
      this.sent.meanwhile = field.text;
    } else {
      const isTyped = this.box.value !== this.kept;
      this.kept = field.text;
      if (!isTyped && this.box.value !== field.text) this.setText(field.text);
    }
    this.isText = field.isText;
    this.box.title = field.isText ? '' : l10n.t('This is no text; a text editor can change it.');
    this.applyLock();
  }

  /** While no caption can be changed, no field can. */
  lock(isOn: boolean): void {
    this.isLocked = isOn;
    this.applyLock();
  }

  /** What was typed is the row's. */
  commit(): void {
    const { key, name } = this;
    const { value: text } = this.box;
    if (key === undefined || text === this.kept || this.box.readOnly) return;
    this.sent = { id: ++lastId, meanwhile: text };
    this.kept = text;
    this.history.clear();
    send({ type: 'setField', key, name, text, id: this.sent.id });
  }

  /** The document has it, or it was refused. */
  answered(id: number): void {
    if (this.sent?.id !== id) return;
    const isTyped = this.box.value !== this.kept;
    this.kept = this.sent.meanwhile;
    this.sent = undefined;
    if (!isTyped && this.box.value !== this.kept) this.setText(this.kept);
    this.undo.release();
  }

  private keyPressed(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    // The images have the keys next, and this one is not for them.
    event.stopPropagation();
    event.preventDefault();
    if (event.key === 'Escape') this.setText(this.kept);
    this.onLeave();
  }

  private stepTo(text: string | undefined): boolean {
    if (text === undefined || this.box.readOnly) return false;
    this.box.value = text;
    return true;
  }

  private setText(text: string): void {
    setKeepingCaret(this.box, text);
    this.history.clear();
  }

  private applyLock(): void {
    this.box.readOnly = this.isLocked || !this.isText || this.key === undefined;
  }
}
