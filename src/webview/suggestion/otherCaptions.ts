import * as l10n from '@vscode/l10n';
import { button, element } from '../base/dom';
import { keyLabel } from '../keyboard/keyLabel';
import { isMac } from '../keyboard/platform';

/** Held with a number, it takes one of these captions; held alone, it shows them where they have no room. */
const heldKey = isMac ? 'Control' : 'Alt';
const keyName = isMac ? 'ctrl' : 'alt';

/**
 * The captions that are offered besides the best, each with its key. Where a window is too low for them, a line says which keys
 * take them; they stand over the image while that key is held, or after a click.
 */
export class OtherCaptions {
  readonly list = element('div', { class: 'others' });
  /** The style shows it where the list has no room. */
  readonly hint = button('', '', 'link others-hint', () => this.show(!this.isShown));
  private isShown = false;

  constructor() {
    // Before whoever takes the key for itself.
    window.addEventListener('keydown', ({ key }) => this.show(key === heldKey), { capture: true });
    window.addEventListener('keyup', ({ key }) => key === heldKey && this.show(false), { capture: true });
    window.addEventListener('blur', () => this.show(false));
    this.replace([]);
  }

  /** What the key of a caption is called. @param at its place among all that are offered, counted from 1 */
  static keyOf(at: number): string {
    return keyLabel(`${keyName}+${at}`, isMac);
  }

  /** Shows these, of which the first is the second that is offered. */
  replace(others: readonly HTMLElement[]): void {
    this.list.replaceChildren(...others);
    this.show(false);
    const last = others.length + 1;
    const keys = last > 2 ? `${OtherCaptions.keyOf(2)}…${last}` : OtherCaptions.keyOf(2);
    this.hint.hidden = others.length === 0;
    this.hint.textContent = l10n.t('{0}: other captions', keys);
    this.hint.title = l10n.t(
      'Show the other captions; they are shown while {0} is held, too',
      keyLabel(keyName, isMac),
    );
  }

  private show(isShown: boolean): void {
    this.isShown = isShown;
    this.list.classList.toggle('over-image', isShown);
    this.hint.setAttribute('aria-expanded', String(isShown));
  }
}
