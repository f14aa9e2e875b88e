import * as l10n from '@vscode/l10n';
import type { CountsView } from '../../extension/document/countsMessages';
import type { FilterView } from '../../extension/entries/listFilterMessages';
import { type ToWebview } from '../../extension/messages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import { FilterBar } from '../filters/filterBar';
import { List } from '../list/list';
import { allDecided, nextSteps } from './stepNotice';
import { Header } from './header';

export interface SideActions {
  filter(filter: FilterView): void;
  /** The person is done with the filters. */
  leaveFilters(): void;
  select(index: number): void;
}

/** The list with what stands above it: how far the person is, and which entries are shown. */
export class Side {
  readonly header = new Header();
  readonly filters: FilterBar;
  readonly list: List;
  /** Below the list, which gives it room: nothing that somebody reads or types moves. Features put here what concerns the whole dataset. */
  readonly news = element('div', { class: 'news' });
  readonly element: HTMLElement;
  private readonly nothing: HTMLElement;
  private readonly reason = element('p', { role: 'status' });
  /** What to do where every image is decided. */
  private readonly steps = element('p', { class: 'next-steps' }, ...nextSteps());

  constructor(actions: SideActions) {
    this.filters = new FilterBar(
      (filter) => actions.filter(filter),
      () => actions.leaveFilters(),
    );
    this.list = new List(
      (first, count) => send({ type: 'window', first, count }),
      (index) => actions.select(index),
    );
    const clear = button(l10n.t('Show All'), l10n.t('Take the filter and the search away'), 'link', () =>
      this.filters.clear(),
    );
    this.nothing = element('div', { class: 'nothing-found' }, this.reason, element('p', {}, clear), this.steps);
    this.element = element('aside', { class: 'side' });
    this.element.append(this.header.element, this.filters.element, this.nothing, this.list.element, this.news);
  }

  /**
   * Entries came, went or moved.
   * @param isOutdated whether another filter was chosen meanwhile: what is chosen stays chosen
   */
  reset({ length, counts, filter, items, shift }: Extract<ToWebview, { type: 'reset' }>, isOutdated: boolean): void {
    if (isOutdated) this.filters.showLength(length);
    else this.filters.show(filter, length);
    this.showCounts(counts);
    this.nothing.hidden = length > 0;
    const isAllDecided = filter.shown === 'open' && counts.total > 0 && counts.decided === counts.total;
    this.reason.textContent = isAllDecided ? allDecided : l10n.t('No images match.');
    this.steps.hidden = !isAllDecided;
    this.list.reset(length, items, shift);
  }

  /** Entries came or went, but none that is on screen. */
  resize(length: number, counts: CountsView): void {
    this.filters.showLength(length);
    this.showCounts(counts);
    this.list.resize(length);
  }

  showCounts(counts: CountsView): void {
    this.header.showCounts(counts);
    this.filters.showCounts(counts);
  }
}
