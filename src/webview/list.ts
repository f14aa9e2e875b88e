import * as l10n from '@vscode/l10n';
import type { ItemView } from '../extension/messages';
import { element } from './dom';
import { renderEmptyRow, renderRow, rowHeight } from './listRow';

/** Rows above and below what is on screen that are kept ready. */
const margin = 6;

/** The list: only the rows on screen exist, however many there are. */
export class List {
  readonly element = element('div', { class: 'list', role: 'listbox', tabindex: '0', 'aria-label': l10n.t('Images') });
  private readonly content = element('div', { class: 'list-content', role: 'presentation' });
  private readonly items = new Map<number, ItemView>();
  private readonly rows = new Map<number, HTMLElement>();
  private total = 0;
  private selected = 0;
  private asked = { first: -1, count: 0 };

  constructor(
    private readonly askFor: (first: number, count: number) => void,
    onSelect: (index: number) => void,
  ) {
    this.element.append(this.content);
    this.element.addEventListener('scroll', () => this.render(), { passive: true });
    new ResizeObserver(() => {
      this.reveal(this.selected);
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

  /** Entries came, went or moved. What stands there stays on screen until it is known anew, so that nothing flickers. */
  reset(total: number): void {
    this.total = total;
    this.items.clear();
    this.asked = { first: -1, count: 0 };
    this.content.style.height = `${total * rowHeight}px`;
    this.render();
  }

  update(items: readonly ItemView[]): void {
    for (const item of items) {
      const before = this.items.get(item.index);
      this.items.set(item.index, item);
      if (this.rows.has(item.index) && JSON.stringify(before) !== JSON.stringify(item)) this.renderRow(item.index);
    }
  }

  select(index: number): void {
    const before = this.selected;
    this.selected = index;
    for (const changed of new Set([before, index])) this.markSelected(changed);
    this.element.setAttribute('aria-activedescendant', `row-${index}`);
    this.reveal(index);
  }

  private markSelected(index: number): void {
    const row = this.rows.get(index);
    row?.classList.toggle('selected', index === this.selected);
    if (this.items.has(index)) row?.setAttribute('aria-selected', String(index === this.selected));
  }

  private reveal(index: number): void {
    const top = index * rowHeight;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (top + rowHeight > scrollTop + clientHeight) this.element.scrollTop = top + rowHeight - clientHeight;
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
    for (let index = first; index < last; index++) if (!this.rows.has(index)) this.renderRow(index);
    if (last > first && (first !== this.asked.first || last - first !== this.asked.count)) {
      this.asked = { first, count: last - first };
      this.askFor(first, last - first);
    }
  }

  private renderRow(index: number): void {
    const item = this.items.get(index);
    const row = item ? renderRow(item, this.total, index === this.selected) : renderEmptyRow(index);
    const before = this.rows.get(index);
    // The picture stays where only words changed, so that nothing flickers.
    const picture = before?.querySelector('img.thumbnail');
    const fresh = row.querySelector('img.thumbnail');
    if (picture && fresh?.getAttribute('src') === picture.getAttribute('src')) fresh?.replaceWith(picture);
    if (before) before.replaceWith(row);
    else this.content.append(row);
    this.rows.set(index, row);
  }
}
