import * as l10n from '@vscode/l10n';
import type { CountsView } from '../../extension/document/countsMessages';
import { orders, searchPlaces, type FilterView } from '../../extension/entries/listFilterMessages';
import { button, element } from '../base/dom';
import { isPressed, press, toggle } from '../base/toggle';
import { chord } from '../keyboard/chord';
import { Choice } from './choice';
import { FolderChoice } from './folderChoice';
import { LengthFilter } from './lengthFilter';
import { ShownChoice } from './shownChoice';

/** How long typing is gathered before it is searched for, in milliseconds. */
const pause = 150;

const orderNames: Readonly<Record<FilterView['order'], string>> = {
  path: l10n.t('By path'),
  confidence: l10n.t('Least sure first'),
  longest: l10n.t('Longest first'),
  shortest: l10n.t('Shortest first'),
  newest: l10n.t('Latest first'),
  oldest: l10n.t('Oldest first'),
};
const placeNames: Readonly<Record<FilterView['searchIn'], string>> = {
  both: l10n.t('Anywhere'),
  captions: l10n.t('In captions'),
  names: l10n.t('In file names'),
};

/** Which entries are shown, and in which order. */
export class FilterBar {
  private readonly search = element('input', {
    ...{
      class: 'search',
      type: 'text',
      spellcheck: 'false',
      placeholder: l10n.t('Search'),
      'aria-label': l10n.t('Search'),
    },
    'aria-describedby': 'search-count',
  });
  private readonly count = element('span', { class: 'search-count', id: 'search-count', role: 'status' });
  private readonly matchCase = toggle('Aa', l10n.t('Match case'), () => this.changed());
  private readonly expression = toggle('.*', l10n.t('Use regular expression'), () => this.changed());
  private readonly order = new Choice(l10n.t('Order'), orders, orderNames, () => this.changed());
  private readonly searchIn = new Choice(l10n.t('Search in'), searchPlaces, placeNames, () => this.changed());
  readonly folders = new FolderChoice(() => this.changed());
  private readonly length = new LengthFilter(
    (words) => l10n.t('Only captions of {0} words ✕', words),
    () => this.changed(),
  );
  private readonly tokens = new LengthFilter(
    (tokens) => l10n.t('Only captions of {0} tokens ✕', tokens),
    () => this.changed(),
  );
  private readonly shown = new ShownChoice(this.tokens, () => this.changed());
  private readonly reorder = button(
    l10n.t('New order available'),
    l10n.t('Put the images in order by what is known of them now'),
    'link reorder',
    () => this.changed(),
  );
  private readonly problem = element('div', { class: 'search-problem', role: 'alert' });
  private readonly box = element(
    'div',
    { class: 'search-box' },
    this.search,
    this.count,
    this.matchCase,
    this.expression,
  );
  readonly element = element(
    'div',
    { class: 'filters', role: 'search' },
    this.box,
    this.problem,
    element(
      'div',
      { class: 'filter-line' },
      this.shown.element,
      this.order.element,
      this.searchIn.element,
      this.folders.element,
    ),
    this.length.element,
    this.tokens.element,
    this.reorder,
  );
  private timer: number | undefined;

  constructor(
    private readonly onFilter: (filter: FilterView) => void,
    private readonly onLeave: () => void,
  ) {
    this.problem.hidden = true;
    this.search.addEventListener('input', () => {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.changed(), pause);
    });
    this.element.addEventListener('keydown', (event) => this.keyPressed(event));
    this.reorder.hidden = true;
  }

  get hasFocus(): boolean {
    return this.element.contains(document.activeElement);
  }

  focus(): void {
    this.search.focus();
    this.search.select();
  }

  /** Shows everything again. */
  clear(): void {
    this.showOnly('all');
  }

  /** Shows all that waits for a decision. */
  showOpen(): void {
    this.showOnly('open');
  }

  /** What is shown now, and how many. */
  show(filter: FilterView, length: number): void {
    this.problem.hidden = true;
    this.box.classList.remove('refused');
    if (this.timer === undefined && document.activeElement !== this.search) this.search.value = filter.search;
    this.shown.show(filter.shown, filter.tokens);
    this.order.value = filter.order;
    this.searchIn.value = filter.searchIn;
    this.folders.value = filter.folder;
    this.length.value = filter.words;
    press(this.matchCase, filter.matchCase);
    press(this.expression, filter.isRegularExpression);
    this.showLength(length);
    this.reorder.hidden = true;
  }

  showLength(length: number): void {
    this.count.textContent =
      this.search.value === '' && !this.length.value && !this.tokens.value ? '' : length.toLocaleString();
  }

  /** What is known now would put the entries in another order. */
  offerOrder(): void {
    this.reorder.hidden = false;
  }

  /** The search cannot be read. */
  refuse(problem: string): void {
    this.problem.textContent = problem;
    this.problem.hidden = false;
    this.box.classList.add('refused');
    this.count.textContent = '';
  }

  /** So many tokens may a caption have; nothing where none are counted. */
  set tokenLimit(limit: number | undefined) {
    this.shown.tokenLimit = limit;
  }

  showCounts(counts: CountsView): void {
    this.shown.showCounts(counts);
  }

  /** Shows the captions that have so many tokens or more. */
  showFromTokens(from: number): void {
    this.shown.show(this.shown.value, { from });
    this.changed();
  }

  private showOnly(shown: FilterView['shown']): void {
    this.search.value = '';
    this.folders.value = '';
    this.length.value = undefined;
    this.shown.show(shown, undefined);
    this.changed();
  }

  private get filter(): FilterView {
    return {
      shown: this.shown.value,
      order: this.order.value,
      searchIn: this.searchIn.value,
      folder: this.folders.value,
      words: this.length.value,
      tokens: this.tokens.value,
      search: this.search.value,
      matchCase: isPressed(this.matchCase),
      isRegularExpression: isPressed(this.expression),
    };
  }

  private changed(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.onFilter(this.filter);
  }

  private keyPressed(event: KeyboardEvent): void {
    if (chord.hasTaken(event) || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    // These belong to what has the focus here, not to the list; the function keys belong to VS Code.
    if (!/^F\d+$/.test(event.key)) event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      if (this.search.value !== '') this.search.value = '';
      this.changed();
      this.onLeave();
    } else if (event.target === this.search && (event.key === 'Enter' || event.key === 'ArrowDown')) {
      event.preventDefault();
      // What is shown already is not asked for again: while a list is on its way, keys have nothing to work on.
      if (this.timer !== undefined) this.changed();
      this.onLeave();
    }
  }
}
