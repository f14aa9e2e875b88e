import * as l10n from '@vscode/l10n';
import type { ItemView } from '../../extension/entries/entryMessages';
import { element } from '../base/dom';
import { fillRow, makeRow, placeRow, rowHeight } from './listRow';
import { Thumbnails } from './thumbnails';

/** Rows above and below what is on screen that are kept ready. */
const margin = 6;
/** Rows beyond the selected one that stay in sight: what comes next can be seen. */
const rowsAround = 2;

/** The list: only the rows on screen exist, however many there are. */
export class List {
  readonly element = element('div', { class: 'list', role: 'listbox', tabindex: '0', 'aria-label': l10n.t('Images') });
  private readonly content = element('div', { class: 'list-content', role: 'presentation' });
  private readonly items = new Map<number, ItemView>();
  private readonly thumbnails = new Thumbnails();
  private readonly rows = new Map<number, HTMLElement>();
  private total = 0;
  private selected = 0;
  private isAll = false;
  private height = 0;
  private asked = { first: -1, count: 0 };

  constructor(
    private readonly askFor: (first: number, count: number) => void,
    onSelect: (index: number) => void,
  ) {
    this.element.append(this.content);
    this.element.addEventListener('scroll', () => this.render(), { passive: true });
    new ResizeObserver(() => {
      // What was in sight stays in sight, and nothing moves for the sake of its neighbours.
      const offset = this.selected * rowHeight - this.element.scrollTop;
      if (offset > -rowHeight && offset < this.height) this.reveal(this.selected, 0);
      this.height = this.element.clientHeight;
      this.render();
    }).observe(this.element);
    this.content.addEventListener('click', ({ target }) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('.row') : null;
      if (row) onSelect(Number(row.dataset.index));
    });
  }

  get size(): number {
    return this.total;
  }

  item(index: number): ItemView | undefined {
    return this.items.get(index);
  }

  /**
   * Entries came, went or moved. What stands there stays on screen until it is known anew, so that nothing flickers.
   * @param shift by how many places it has moved
   */
  reset(total: number, items: readonly ItemView[], shift: number): void {
    this.total = total;
    if (total === 0) this.element.removeAttribute('aria-activedescendant');
    this.items.clear();
    for (const item of items) this.items.set(item.index, item);
    this.asked = { first: -1, count: 0 };
    this.content.style.height = `${total * rowHeight}px`;
    if (shift !== 0) this.moveRows(shift);
    for (const index of this.rows.keys()) if (this.items.has(index)) this.renderRow(index);
    this.render();
  }

  /** Entries came or went, but none that is on screen, and not the selected one, which may be out of sight. */
  resize(total: number): void {
    this.total = total;
    for (const index of this.items.keys())
      if (!this.rows.has(index) && index !== this.selected) this.items.delete(index);
    this.content.style.height = `${total * rowHeight}px`;
    for (const row of this.rows.values()) row.setAttribute('aria-setsize', String(total));
    this.render();
  }

  update(items: readonly ItemView[]): void {
    for (const item of items) {
      const before = this.items.get(item.index);
      this.items.set(item.index, item);
      if (this.rows.has(item.index) && JSON.stringify(before) !== JSON.stringify(item)) this.renderRow(item.index);
    }
  }

  /** Whether all entries are selected, in sight or not. */
  get isAllSelected(): boolean {
    return this.isAll;
  }

  get isHidden(): boolean {
    return this.element.closest('.split.large') !== null;
  }

  /** Selects all entries, or the one again. */
  selectAll(isAll: boolean): void {
    if (isAll === this.isAll) return;
    this.isAll = isAll;
    this.element.setAttribute('aria-multiselectable', String(isAll));
    for (const index of this.rows.keys()) this.markSelected(index);
  }

  select(index: number): void {
    this.selectAll(false);
    const before = this.selected;
    this.selected = index;
    for (const changed of new Set([before, index])) this.markSelected(changed);
    this.element.setAttribute('aria-activedescendant', `row-${index}`);
  }

  /**
   * Scrolls as little as it takes to see an entry, and what comes before and after it.
   * @param rows so many on either side, where they have room
   */
  reveal(index: number, rows = rowsAround): void {
    const { scrollTop, clientHeight } = this.element;
    const around = Math.max(0, Math.min(rows * rowHeight, (clientHeight - rowHeight) / 2));
    const top = index * rowHeight - around;
    const bottom = (index + 1) * rowHeight + around;
    if (top < scrollTop) this.element.scrollTop = Math.max(0, top);
    // Where there is no room for all of it, its upper part is seen.
    else if (bottom > scrollTop + clientHeight) this.element.scrollTop = Math.min(top, bottom - clientHeight);
  }

  /** How far below the upper edge the selected entry is, in pixels; nothing while the list is hidden. */
  get selectedOffset(): number | undefined {
    const { scrollTop, clientHeight } = this.element;
    return clientHeight === 0 ? undefined : this.selected * rowHeight - scrollTop;
  }

  /** Whether any of the selected entry is in sight; nothing while the list is hidden. */
  get isSelectedInSight(): boolean | undefined {
    const offset = this.selectedOffset;
    return offset === undefined ? undefined : offset > -rowHeight && offset < this.element.clientHeight;
  }

  /**
   * Scrolls as it was.
   * @param place.offset so far below the upper edge the selected entry is
   * @param place.isInSight whether all of it is seen where the list is lower than it was
   */
  scrollBack({ offset, isInSight = true }: { offset?: number | undefined; isInSight?: boolean | undefined }): void {
    if (offset === undefined) return this.reveal(this.selected);
    this.element.scrollTop = this.selected * rowHeight - offset;
    if (isInSight) this.reveal(this.selected, 0);
  }

  private markSelected(index: number): void {
    const row = this.rows.get(index);
    row?.classList.toggle('selected', this.isSelected(index));
    if (this.items.has(index)) row?.setAttribute('aria-selected', String(this.isSelected(index)));
  }

  private moveRows(shift: number): void {
    const moved = [...this.rows].map(([index, row]) => [index + shift, row] as const);
    this.rows.clear();
    for (const [index, row] of moved) {
      placeRow(row, index);
      this.rows.set(index, row);
    }
    this.element.scrollTop += shift * rowHeight;
  }

  private render(): void {
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
    const last = Math.min(this.total, Math.ceil((scrollTop + clientHeight) / rowHeight) + margin);
    for (const [index, row] of this.rows) {
      if (index >= first && index < last) continue;
      row.remove();
      this.rows.delete(index);
    }
    this.thumbnails.forgetGone();
    for (let index = first; index < last; index++) if (!this.rows.has(index)) this.renderRow(index);
    if (last > first && (first !== this.asked.first || last - first !== this.asked.count)) {
      this.asked = { first, count: last - first };
      this.askFor(first, last - first);
    }
  }

  private renderRow(index: number): void {
    let row = this.rows.get(index);
    if (!row) {
      row = makeRow(index);
      this.rows.set(index, row);
      this.content.append(row);
    }
    const item = this.items.get(index);
    if (item) fillRow(row, item, this.total, this.isSelected(index), this.thumbnails);
  }

  private isSelected(index: number): boolean {
    return this.isAll || index === this.selected;
  }
}
