import * as l10n from '@vscode/l10n';
import type { ItemView } from '../../extension/entries/entryMessages';
import { isUnfiltered, type FilterView } from '../../extension/entries/listFilterMessages';
import { type ToWebview } from '../../extension/messages';
import { element } from '../base/dom';
import { keepState, keptState, listenForMoves, send } from '../base/host';
import { moves } from '../base/moves';
import { forgetDraft, forgetTakenDraft, withDecision } from '../caption/keptDraft';
import { legend } from '../keyboard/legend';
import { Banner } from './banner';
import { Detail, type DetailActions } from './detail';
import { EmptyFolder } from './emptyFolder';
import { ResumedTyping } from './resumedTyping';
import { StepNotice } from './stepNotice';
import { Side } from './side';
import { Waiting } from './waiting';

/** What stands on the editor's page, and where the person is: the list on one side, the selected image on the other. */
export class Page {
  readonly banner = new Banner();
  readonly notice = new StepNotice(() => this.side.filters.showOpen());
  readonly side = new Side({
    filter: (filter) => {
      this.detail.box.flush();
      this.waiting.expect(filter);
      send({ type: 'filter', filter });
    },
    leaveFilters: () => this.focusEntries(),
    select: (index) => this.select(index),
  });
  readonly list = this.side.list;
  readonly detail: Detail;
  private readonly split: HTMLElement;
  readonly empty = new EmptyFolder();
  /** What was kept before the page was thrown away. */
  private readonly kept = keptState();
  private readonly resumed = new ResumedTyping(this.kept);
  /** Until then, where the person was is not forgotten. */
  private isRestored = this.kept.place === undefined;
  private begun = false;
  private version = 0;
  /** What waits until the list that was asked for, or the selected entry, is there. */
  private readonly waiting = new Waiting(
    () => (this.list.size === 0 || this.selectedItem !== undefined) && !this.detail.box.undo.isHolding,
    (then) => moves.whenDone(then),
  );
  private selected = 0;
  /** How many times the person went to an entry and the extension may not know it yet. */
  private unanswered = 0;
  private filter: FilterView | undefined;
  private isLarge = this.kept.isLarge;

  constructor(actions: DetailActions) {
    this.detail = new Detail(actions);
    this.side.news.append(this.notice.element);
    this.split = element('div', { class: 'split' }, this.side.element, this.detail.element);
  }

  start(): void {
    this.split.hidden = true;
    this.empty.element.hidden = true;
    const title = element('h1', {}, l10n.t('Image captions'));
    document.body.append(element('header', { class: 'visually-hidden' }, title));
    document.body.append(legend(), this.banner.element, this.split, this.empty.element);
    this.enlarge(this.isLarge);
    this.list.element.addEventListener('scroll', () => this.keep(), { passive: true });
    this.detail.stage.zoom.zoom = this.kept.zoom;
    this.detail.stage.onPlaced = () => this.keep();
    window.addEventListener('focus', () => {
      // It may have gone on already, to an editor that opens: then it is not to be taken back.
      if (this.begun && document.hasFocus() && document.activeElement === document.body) this.focusAgain();
    });
    listenForMoves(() => this.waiting.expectMove());
    send({ type: 'ready', place: this.kept.place, draft: this.kept.draft });
  }

  /** The place of the selected entry in the list. */
  get selectedIndex(): number {
    return this.selected;
  }

  /** Nothing while it is on its way. */
  get selectedItem(): ItemView | undefined {
    return this.list.item(this.selected);
  }

  select(index: number): void {
    if (index < 0 || index >= this.list.size) return;
    this.isRestored = true;
    this.notice.hide();
    this.show(index);
    this.list.reveal(index);
    send({ type: 'select', index, key: this.selectedItem?.key, version: this.version });
    this.unanswered++;
    moves.whenDone(() => this.unanswered--);
    this.keep();
  }

  /**
   * Does something as soon as the list is there that was asked for, so that no key is lost meanwhile; all in order.
   * @param needsEntry whether it also needs what is known of the selected entry
   */
  whenReady(needsEntry: boolean, action: () => void): void {
    this.waiting.add(needsEntry, action);
  }

  /** Whether {@link whenReady} would wait. */
  get isWaiting(): boolean {
    return this.waiting.isWaiting;
  }

  /** Goes to the entry that comes by this many after the selected one; past either end, nowhere. */
  move(by: number): void {
    if (this.selected + by >= this.list.size) send({ type: 'reachedEnd' });
    else this.select(this.selected + by);
  }

  /** Goes on past all captions of the selected image. */
  leaveImage(): void {
    let next = this.selected + 1;
    while (this.list.item(next)?.fileName === this.selectedItem?.fileName && next < this.list.size) next++;
    this.move(next - this.selected);
  }

  /** Shows entries as they are now. */
  update({ items, counts }: Extract<ToWebview, { type: 'items' }>): void {
    this.side.showCounts(counts);
    forgetTakenDraft(items);
    this.list.update(items.map(withDecision));
    const current = items.find(({ index }) => index === this.selected);
    if (current) this.detail.show(current);
    this.resumed.goOnIn(this.detail.box);
    this.waiting.go();
  }

  /** Entries came or went, but none that is on screen. */
  resize({ version, length, counts }: Extract<ToWebview, { type: 'length' }>): void {
    this.version = version;
    this.side.resize(length, counts);
  }

  /** The search cannot be read; what is shown stays. */
  refuseFilter(problem: string): void {
    this.side.filters.refuse(problem);
    this.waiting.arrived();
  }

  /** Entries came, went or moved. */
  reset(message: Extract<ToWebview, { type: 'reset' }>): void {
    const { version, length, select, scroll, folder, filter } = message;
    // It may be of before the person went elsewhere, and the extension may lead there again.
    if (this.unanswered > 0) this.waiting.expectMove();
    this.version = version;
    const isEmpty = length === 0 && isUnfiltered(filter);
    this.filter = filter;
    this.notice.passOn();
    this.side.reset(message, this.waiting.expectsOther(filter));
    this.split.hidden = isEmpty;
    this.empty.element.hidden = !isEmpty;
    this.detail.element.classList.toggle('nothing', length === 0);
    if (isEmpty) this.empty.show(folder);
    if (length === 0) {
      this.detail.show(undefined);
    } else {
      this.show(select);
      // An editor that opens beside what the person does, or a list of choices, must not take the keys away.
      if (!this.begun && document.hasFocus()) this.focusAgain();
      // The extension has had it since `ready`.
      if (!this.begun) forgetDraft();
      if (!this.begun && this.kept.held !== undefined) this.tellNotTyped(this.kept.held);
      this.begun = true;
      if (scroll === 'restore') this.list.scrollBack(this.kept);
      else if (scroll !== 'keep') this.list.reveal(select);
      this.isRestored ||= scroll === 'reveal' || this.kept.place?.key === this.selectedItem?.key;
      this.keep();
    }
    this.waiting.arrived(filter);
  }

  /** Keeps what is typed and waits for its caption, in case that the page goes before. */
  keepHeld(text: string): void {
    keepState({ held: text === '' ? undefined : text });
    send({ type: 'held', text });
  }

  /** Says that something was typed and is nowhere. */
  tellNotTyped(text: string): void {
    keepState({ held: undefined });
    this.notice.tellNotTyped(text);
  }

  /** The keys are for the entries again. */
  focusEntries(): void {
    (this.isLarge ? this.detail.stage.element : this.list.element).focus({ preventScroll: true });
  }

  /** The keys are for what they were for before the page was thrown away: the text box, where somebody was typing. */
  private focusAgain(): void {
    if (!this.resumed.goOnIn(this.detail.box)) this.focusEntries();
  }

  /** Shows the list, or one image large instead of it. */
  toggleFocusView(): void {
    this.enlarge(!this.isLarge);
  }

  search(): void {
    if (this.isLarge) this.enlarge(false);
    this.side.filters.focus();
  }

  private show(index: number): void {
    if (index !== this.selected) this.detail.box.flush();
    this.selected = index;
    this.list.select(index);
    const { selectedItem } = this;
    if (selectedItem) this.detail.show(selectedItem);
    else this.detail.expectOther();
  }

  private enlarge(isLarge: boolean): void {
    const moves = this.list.element === document.activeElement || this.detail.stage.element === document.activeElement;
    this.isLarge = isLarge;
    this.split.classList.toggle('large', isLarge);
    this.detail.enlarge(isLarge);
    this.list.reveal(this.selected);
    if (moves) this.focusEntries();
    this.keep();
  }

  /** Keeps where the person is, in case that the page goes. */
  keep(): void {
    if (!this.isRestored) return;
    const key = this.selectedItem?.key;
    const kept = keptState();
    keepState({
      place: key === undefined ? kept.place : { key, filter: this.filter, at: Date.now() },
      offset: this.list.selectedOffset ?? kept.offset,
      isInSight: this.list.isSelectedInSight ?? kept.isInSight,
      isLarge: this.isLarge,
      isTyping: this.detail.box.focused,
      zoom: this.detail.stage.zoom.zoom,
    });
  }
}
