import * as l10n from '@vscode/l10n';
import type { ItemView, LookView, ToWebview } from '../extension/messages';
import { Banner } from './banner';
import { Detail, type DetailActions } from './detail';
import { element } from './dom';
import { keepState, keptState, send } from './host';
import { legend } from './legend';
import { Side } from './side';

/** What stands on the editor's page, and where the person is: the list on one side, the selected image on the other. */
export class Page {
  readonly banner = new Banner();
  readonly side = new Side({
    look: (look) => {
      this.detail.box.flush();
      send({ type: 'look', look });
    },
    leaveFilters: () => this.focusEntries(),
    select: (index) => this.select(index),
  });
  readonly list = this.side.list;
  readonly detail: Detail;
  /** Above list and image: features put here what concerns the whole dataset. */
  readonly top = element('div', { class: 'top' });
  private readonly split: HTMLElement;
  private readonly empty = element('div', { class: 'empty-folder', role: 'status' });
  private readonly kept = keptState();
  private begun = false;
  private selected = 0;
  private look: LookView | undefined;
  private isLarge = this.kept.isLarge;

  constructor(actions: DetailActions) {
    this.detail = new Detail(actions);
    this.split = element('div', { class: 'split' }, this.side.element, this.detail.element);
  }

  start(): void {
    this.split.hidden = true;
    this.empty.hidden = true;
    document.body.append(this.banner.element, this.top, this.split, this.empty, legend());
    this.enlarge(this.isLarge);
    this.list.element.addEventListener('scroll', () => this.keep(), { passive: true });
    window.addEventListener('focus', () => {
      if (this.begun && document.activeElement === document.body) this.focusEntries();
    });
    send({ type: 'ready', place: this.kept.place });
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
    if (index !== this.selected) this.detail.box.flush();
    this.selected = index;
    this.list.select(index);
    const item = this.list.item(index);
    if (item) this.detail.show(item);
    send({ type: 'select', index });
    this.keep();
  }

  /** Goes to the entry that comes by this many after the selected one; past either end, nowhere. */
  move(by: number): void {
    this.select(this.selected + by);
  }

  /** Shows entries as they are now. */
  update({ items, counts }: Extract<ToWebview, { type: 'items' }>): void {
    this.side.showCounts(counts);
    this.list.update(items);
    const current = items.find(({ index }) => index === this.selected);
    if (current) this.detail.show(current);
  }

  /** Entries came, went or moved. */
  reset({ length, counts, select, folder, look }: Extract<ToWebview, { type: 'reset' }>): void {
    const isEmpty = length === 0 && look.shown === 'all' && look.search === '';
    this.look = look;
    this.side.reset(length, counts, look);
    this.split.hidden = isEmpty;
    this.empty.hidden = !isEmpty;
    this.detail.element.classList.toggle('nothing', length === 0);
    if (isEmpty) {
      this.empty.replaceChildren(
        element('h2', {}, l10n.t('No images here yet')),
        element('p', {}, l10n.t('Put JPEG, PNG, WebP, GIF or AVIF images into {0}, and they appear here.', folder)),
      );
    }
    if (length === 0) return this.detail.show(undefined);
    if (!this.begun) {
      this.begun = true;
      this.list.element.scrollTop = this.kept.scrollTop;
      // An editor that opens beside what the person does, or a list of choices, must not take the keys away.
      if (document.hasFocus()) this.focusEntries();
    }
    this.select(select);
  }

  /** The keys are for the entries again. */
  focusEntries(): void {
    (this.isLarge ? this.detail.stage.element : this.list.element).focus();
  }

  /** Shows the list, or one image large instead of it. */
  toggleFocusView(): void {
    this.enlarge(!this.isLarge);
  }

  search(): void {
    if (this.isLarge) this.enlarge(false);
    this.side.filters.focus();
  }

  private enlarge(isLarge: boolean): void {
    const moves = this.list.element === document.activeElement || this.detail.stage.element === document.activeElement;
    this.isLarge = isLarge;
    this.split.classList.toggle('large', isLarge);
    this.detail.enlarge(isLarge);
    if (moves) this.focusEntries();
    this.keep();
  }

  private keep(): void {
    const key = this.list.item(this.selected)?.key;
    const place = key === undefined ? this.kept.place : { key, look: this.look, at: Date.now() };
    keepState({ place, scrollTop: this.list.element.scrollTop, isLarge: this.isLarge });
  }
}
