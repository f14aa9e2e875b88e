import * as l10n from '@vscode/l10n';
import type { FilterView } from '../../extension/entries/listFilterMessages';
import { button } from '../base/dom';

type WordRange = FilterView['words'];

/** That only captions of some length are shown, as the statistics ask for; not there where all are. A click ends it. */
export class LengthFilter {
  readonly element: HTMLButtonElement;
  private range: WordRange;

  /** @param changed is told when captions of all lengths are shown again */
  constructor(changed: () => void) {
    this.element = button('', l10n.t('Show captions of any length'), 'link length-filter', () => {
      this.value = undefined;
      changed();
    });
    this.value = undefined;
  }

  /** Nothing for captions of any length. */
  get value(): WordRange {
    return this.range;
  }

  set value(range: WordRange) {
    this.range = range;
    this.element.hidden = range === undefined;
    if (!range) return;
    const { from, to } = range;
    const words = to === undefined ? `${from}+` : String(from);
    this.element.textContent = l10n.t('Only captions of {0} words ✕', words);
  }
}
