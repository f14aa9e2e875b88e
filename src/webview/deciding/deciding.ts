import type { TypingRule } from '../../extension/typingRule/typingRuleMessages';
import { send } from '../base/host';
import { isDone } from '../base/statusText';
import { withDecision } from '../caption/keptDraft';
import { keyCount } from '../keyboard/keyCount';
import type { Page } from '../page/page';
import { AllSelected } from './allSelected';
import { BoxedWord } from './boxedWord';
import { DecisionsOnTheirWay } from './decisionsOnTheirWay';

/** What a person decides on the selected image. */
export class Deciding {
  /** What a letter does with a suggestion. */
  typingRule: TypingRule = 'replace';
  readonly allSelected = new AllSelected(() => this.page());
  readonly onTheirWay = new DecisionsOnTheirWay();
  readonly boxedWord = new BoxedWord(() => this.page().detail);
  readonly commands = {
    acceptAndNext: () => this.acceptAndNext(),
    saveAndNext: () => this.acceptAndNext(),
    skip: () => this.skip(),
    takeCandidate1: () => this.take(0),
    takeCandidate2: () => this.take(1),
    takeCandidate3: () => this.take(2),
    takeCandidate4: () => this.take(3),
    takeCandidate5: () => this.take(4),
    editCaption: () => this.edit(),
    exclude: () => this.exclude(),
  };

  /** @param page there by the time that something is decided */
  constructor(private readonly page: () => Page) {}

  /** Takes a suggestion as it is. While there is none yet, the person stays and is told so. */
  accept(candidate: number): void {
    const { selectedItem: item, detail } = this.page();
    if (item?.kind !== 'image') return this.page().move(1);
    if (detail.suggested === '' && item.suggestion.state === 'waiting') return detail.panel.tellToWait();
    if (detail.suggested !== '') send({ type: 'accept', key: item.key, candidate, keys: keyCount.take(item.key) });
    this.page().move(1);
  }

  /** Enter: what was typed counts; without it, the suggestion does; what is decided already stays. */
  acceptAndNext(): void {
    if (this.allSelected.accept()) return;
    const { selectedItem: item, detail, list } = this.page();
    if (!item || detail.refuses()) return;
    const decided = detail.box.commit();
    if (decided) list.update([withDecision(item)]);
    if (decided || isDone(item)) this.page().move(1);
    else this.accept(0);
    if (detail.box.focused) this.page().focusEntries();
  }

  /**
   * Puts the caret into the text box, where a letter of the list is typed: it replaces a suggestion, or goes on with it, and goes
   * on with what a person wrote. Without one all is selected, as what is renamed in the Explorer is.
   */
  edit(nextKey?: string): void {
    const { box, suggested } = this.page().detail;
    if (this.boxedWord.edit()) return;
    const isOver = nextKey !== undefined && this.typingRule === 'replace';
    box.edit(isOver ? '' : suggested, nextKey);
    if (nextKey === undefined && box.focused) box.element.select();
  }

  exclude(): void {
    // Of all that are selected, it would leave out one.
    if (this.allSelected.end()) return;
    const { selectedItem: item, detail } = this.page();
    if (item?.kind !== 'image') return;
    detail.box.flush();
    send({ type: 'exclude', key: item.key });
    if (item.status !== 'excluded') this.page().leaveImage();
  }

  /** Takes one of the captions that are offered, if there are so many. */
  private take(candidate: number): void {
    const { selectedItem: item, detail } = this.page();
    const offered = item?.suggestion.state === 'ready' ? item.suggestion.candidates.length : 0;
    if (candidate >= offered && (candidate > 0 || detail.suggested === '')) return;
    // Once that is undone, what was typed is there again.
    detail.box.flush();
    detail.box.discard();
    this.accept(candidate);
    if (detail.box.focused) this.page().focusEntries();
  }

  private skip(): void {
    const { selectedItem: item, detail } = this.page();
    if (!item) return;
    detail.box.flush();
    send({ type: 'skip', key: item.key });
  }
}
