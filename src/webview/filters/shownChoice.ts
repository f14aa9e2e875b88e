import * as l10n from '@vscode/l10n';
import { entryStates, type CountsView } from '../../extension/document/countsMessages';
import { shownChoices, type FilterView } from '../../extension/entries/listFilterMessages';
import { openName, stateNames } from '../base/stateNames';
import { Choice } from './choice';
import type { LengthFilter } from './lengthFilter';

/** What the list *Show* has besides states: the captions that have more tokens than they may. */
const overLimit = 'overLimit';

const names: Readonly<Record<FilterView['shown'] | typeof overLimit, string>> = {
  all: l10n.t('All'),
  open: openName,
  ...stateNames,
  problem: l10n.t('Problems'),
  overLimit: l10n.t('Over the token limit'),
};

/** Which entries are shown: by their state, or those whose caption is over the limit of tokens, where these are counted. */
export class ShownChoice {
  private readonly choice = new Choice(l10n.t('Show'), [...shownChoices, overLimit], names, () => {
    if (this.choice.value === overLimit) this.tokens.value = this.tooMany;
    else if (this.isOverLimit(this.tokens.value)) this.tokens.value = undefined;
    this.changed();
  });
  readonly element = this.choice.element;
  private counts: CountsView | undefined;
  private limit: number | undefined;

  /** @param tokens shows captions of some number of tokens */
  constructor(
    private readonly tokens: LengthFilter,
    private readonly changed: () => void,
  ) {}

  get value(): FilterView['shown'] {
    const { value } = this.choice;
    return value === overLimit ? 'all' : value;
  }

  /** @param tokens those of the filter */
  show(shown: FilterView['shown'], tokens: FilterView['tokens']): void {
    this.choice.value = shown === 'all' && this.isOverLimit(tokens) ? overLimit : shown;
    this.tokens.value = tokens;
  }

  /** So many tokens may a caption have; nothing where none are counted, and then none is over the limit. */
  set tokenLimit(limit: number | undefined) {
    const wasOver = this.choice.value === overLimit;
    this.limit = limit;
    if (this.counts) this.showCounts(this.counts);
    if (!wasOver) return;
    this.show('all', this.tooMany);
    this.changed();
  }

  showCounts(view: CountsView): void {
    this.counts = view;
    const { states } = view;
    const counts: Record<FilterView['shown'], number> = {
      ...states,
      all: entryStates.reduce((sum, state) => sum + states[state], 0),
      open: states.todo + states.suggested + states.begun,
    };
    // How many are over the limit is known only once all are counted.
    this.choice.showCounts({ ...counts, [overLimit]: undefined }, (shown) => {
      if (shown === overLimit) return this.limit !== undefined;
      // What nothing belongs to is no choice, but for what always is; nor is what means the same as another one.
      if (shown === 'todo') return states.todo > 0 && states.suggested + states.begun > 0;
      return counts[shown] > 0 || shown === 'all' || shown === 'open';
    });
  }

  private get tooMany(): FilterView['tokens'] {
    return this.limit === undefined ? undefined : { from: this.limit + 1 };
  }

  private isOverLimit(tokens: FilterView['tokens']): boolean {
    return tokens !== undefined && tokens.to === undefined && tokens.from === this.tooMany?.from;
  }
}
