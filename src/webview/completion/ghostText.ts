import * as l10n from '@vscode/l10n';
import { element } from '../base/dom';
import { keyLabel } from '../keyboard/keyLabel';
import { isMac } from '../keyboard/platform';
import type { Proposal } from './proposal';

/** The word that the caret is in, if it is in one. */
const lastWord = /\S*$/;
/** How long nothing may change before a proposal is said aloud, in milliseconds: whoever types on wants to hear none. */
const quietTime = 700;

/**
 * Shows a proposal over the text box, in a layer that wraps as the box does: behind the caret in grey, or, where
 * something stands there, below the caption as an offer, with what it would begin with. The text in the box stays as it is.
 */
export class GhostText {
  /** The text box and the layer over it. */
  readonly field: HTMLElement;
  private readonly layer = element('div', { class: 'ghost-layer', 'aria-hidden': 'true' });
  private readonly spoken = element('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  private continuation: HTMLElement | undefined;
  private timer: number | undefined;

  /** Takes the place of the text box on the page, and takes the box in. */
  constructor(box: HTMLTextAreaElement) {
    this.field = element('div', { class: 'caption-field' });
    box.replaceWith(this.field);
    this.field.append(box, this.layer, this.spoken);
  }

  show({ typed, rest, continuation }: Proposal): void {
    const hidden = element('span', { class: 'ghost-typed' }, typed);
    this.continuation = element('span', { class: 'ghost-text' }, continuation);
    this.field.classList.add('completing');
    if (rest === '') {
      // Half a word stays where the box shows it, even if the whole word would wrap.
      this.layer.replaceChildren(hidden, element('wbr'), this.continuation);
    } else {
      const begun = typed.slice(typed.search(lastWord));
      const key = element('kbd', {}, keyLabel('tab', isMac));
      const lead = element('span', { class: 'ghost-lead' }, l10n.t('or:'));
      const offer = element('span', { class: 'ghost-offer' }, key, ' ', lead, ' ', begun, this.continuation);
      this.layer.replaceChildren(hidden, rest, offer);
    }
    this.sayLater(continuation, rest);
  }

  hide(): void {
    this.field.classList.remove('completing');
    this.layer.replaceChildren();
    this.continuation = undefined;
    window.clearTimeout(this.timer);
    this.spoken.textContent = '';
  }

  /** How many characters of the proposal are left of this point; 0 if it is not on the proposal. */
  lengthAt(x: number, y: number): number {
    const text = this.continuation?.firstChild;
    if (!(text instanceof Text)) return 0;
    const range = document.createRange();
    for (let at = 0; at < text.length; at++) {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (x >= left && x < right && y >= top && y < bottom) return x < (left + right) / 2 ? at : at + 1;
      }
    }
    return 0;
  }

  private sayLater(continuation: string, rest: string): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.spoken.textContent =
        rest === ''
          ? l10n.t('Completion: {0}. Tab takes it.', continuation.trim())
          : l10n.t('Another ending: {0}. Tab takes it.', continuation.trim());
    }, quietTime);
  }
}
