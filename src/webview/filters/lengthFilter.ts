import * as l10n from '@vscode/l10n';
import type { FilterView } from '../../extension/entries/listFilterMessages';
import { button } from '../base/dom';

type LengthRange = FilterView['words'];

/** That only captions of some length are shown, as the statistics ask for; not there where all are. A click ends it. */
export class LengthFilter {
  readonly element: HTMLButtonElement;
  private range: LengthRange;

  /**
   * @param text what is shown, by the number of words or tokens
   * @param changed is told when captions of all lengths are shown again
   */
  constructor(
    private readonly text: (length: string) => string,
    changed: () => void,
  ) {
    this.element = button('', l10n.t('Show captions of any length'), 'link length-filter', () => {
      this.value = undefined;
      changed();
    });
    this.value = undefined;
  }

  /** Nothing for captions of any length. */
  get value(): LengthRange {
    return this.range;
  }

  set value(range: LengthRange) {
    this.range = range;
    this.element.hidden = range === undefined;
    if (!range) return;
    const { from, to } = range;
    this.element.textContent = this.text(to === undefined ? `${from}+` : to === from ? String(from) : `${from}–${to}`);
  }
}
