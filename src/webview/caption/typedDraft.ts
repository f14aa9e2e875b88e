import type { Draft } from '../../extension/drafts/draftMessages';
import type { ItemView } from '../../extension/entries/entryMessages';
import { send } from '../base/host';
import { fileCaption } from '../base/statusText';
import { keyCount } from '../keyboard/keyCount';
import { forgetDraft, keepDecision, keepDraft } from './keptDraft';

/** What the text box holds of one entry, and whether the extension has it. */
export class TypedDraft {
  /** Newer than any from before a reload. */
  private sequence = Date.now();
  private sent = 0;
  private decided = 0;
  /** Whether it was given up already. */
  private isGivenUp = false;
  /** When a person began, what was there before, when its row was changed, and whether anything was typed since. */
  private begun = { number: 0, before: '', updated: '', isTyped: false };
  /** The suggestion that the box began with, if it did; nothing is begun until it is touched. */
  private offered: { candidate: number; isTouched: boolean } | undefined;
  /** What Escape has taken back, as long as nothing else is done. */
  takenBack: string | undefined;
  private item: ItemView | undefined;

  constructor(private readonly box: HTMLTextAreaElement) {}

  /** The entry as the extension has it now; of another one nothing is known. */
  follow(item: ItemView | undefined): void {
    if (item?.key !== this.item?.key) {
      this.isGivenUp = false;
      this.sent = 0;
      this.decided = 0;
      this.offered = undefined;
      this.takenBack = undefined;
    }
    this.item = item;
  }

  /** What the file has: what is only suggested is not the person's caption. */
  get fileText(): string {
    return this.item ? fileCaption(this.item) : '';
  }

  /** What the extension has: what is typed and not decided, else the caption. */
  get keptText(): string {
    return this.item?.draft ?? this.fileText;
  }

  /** What was there when the person began. */
  get before(): string {
    return this.begun.before;
  }

  /** Whether anything was typed since the person began. */
  get isTyped(): boolean {
    return this.begun.isTyped;
  }

  /** Whether anything was typed of this entry. */
  get wasTyped(): boolean {
    return this.sent > 0;
  }

  /** Whether the box holds something that the extension has not taken yet. */
  get isAhead(): boolean {
    return this.isOnItsWay || this.isUntouchedOffer;
  }

  /** Whether the box holds a suggestion that it began with, and nothing else. */
  get isUntouchedOffer(): boolean {
    return this.offered?.isTouched === false;
  }

  /** Whether a decision is what it has not taken yet. */
  get isDecisionOnItsWay(): boolean {
    return this.isOnItsWay && this.decided === this.sent;
  }

  /** The box begins with one of the candidates. */
  offer(candidate: number): void {
    this.offered = { candidate, isTouched: false };
  }

  withdrawOffer(): void {
    this.offered = undefined;
  }

  /** The person begins to type. @param before what the box holds */
  begin(before: string): void {
    const number = Math.max(Date.now(), this.begun.number + 1);
    this.begun = { number, before, updated: this.item?.updated ?? '', isTyped: false };
  }

  /** What the box holds is the person's, and not decided. */
  keep(): void {
    if (this.offered) this.offered.isTouched = true;
    this.takenBack = undefined;
    this.isGivenUp = false;
    this.begun.isTyped = true;
    this.sent = ++this.sequence;
    if (this.item) keepDraft(this.content(this.item));
  }

  /** What was there before is there again: what had been begun earlier, or nothing but the file's caption. */
  takeBack(): void {
    const { offered } = this;
    if (this.begun.before === this.fileText) this.giveUp('revert');
    else this.keep();
    this.begun.isTyped = false;
    if (offered) offered.isTouched = false;
  }

  /** What the box holds is the caption. */
  decide(): void {
    if (!this.item) return;
    this.begun.isTyped = false;
    this.decided = this.sent = ++this.sequence;
    const content = this.content(this.item);
    keepDecision(content);
    const { key, text, begunWith, draft, sequence, at } = content;
    send({ type: 'edit', key, text, begunWith, draft, sequence, at, keys: keyCount.take(key) });
  }

  /** Nothing is typed any more; or, with it, there is no caption any more. */
  giveUp(type: 'revert' | 'clear'): void {
    forgetDraft();
    if (!this.item || this.isGivenUp) return;
    this.isGivenUp = true;
    this.sent = ++this.sequence;
    send({ type, key: this.item.key, sequence: this.sent });
  }

  /** Something else is decided: what is on its way does not count, and the extension keeps what it has. */
  discard(): void {
    forgetDraft();
    this.isGivenUp = true;
    this.offered = undefined;
    this.takenBack = undefined;
    this.sent = this.item?.acknowledged ?? 0;
  }

  private get isOnItsWay(): boolean {
    return (this.item?.acknowledged ?? 0) < this.sent;
  }

  private content({ key, caption }: ItemView): Draft {
    const { number, updated } = this.begun;
    return {
      ...{ key, text: this.box.value, begunWith: this.offered?.candidate ?? -1, draft: number, sequence: this.sent },
      ...{ at: Math.max(Date.now(), number), caption: caption.at, before: updated },
    };
  }
}
