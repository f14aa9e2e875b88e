import * as l10n from '@vscode/l10n';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import { keyLabel } from '../keyboard/keyLabel';
import { isMac } from '../keyboard/platform';

/** Held with Shift and a number, it inserts a phrase; held alone, it shows those that have no room. */
const heldKey = isMac ? 'Control' : 'Alt';

/**
 * The phrases that have a key, below the text box: a click inserts one, too. Until there are some the line says where they come
 * from: what stands above it stays where it is when they come.
 */
export class PhraseBar {
  readonly element = element('div', { class: 'phrases', role: 'group', 'aria-label': l10n.t('Phrases') });
  private texts: readonly string[] = [];

  /** @param onChosen is told which one was clicked */
  constructor(private readonly onChosen: (at: number) => void) {
    this.show([]);
    // Before whoever takes the key for itself.
    window.addEventListener(
      'keydown',
      ({ key, altKey, ctrlKey }) => this.showAll(key === 'Shift' ? (isMac ? ctrlKey : altKey) : key === heldKey),
      { capture: true },
    );
    window.addEventListener('keyup', ({ key }) => key === heldKey && this.showAll(false), { capture: true });
    window.addEventListener('blur', () => this.showAll(false));
  }

  /** The phrase of a key, if it has one. @param at counted from 0 */
  phrase(at: number): string | undefined {
    return this.texts.at(at);
  }

  show(phrases: readonly string[]): void {
    this.texts = phrases;
    this.element.classList.toggle('none', phrases.length === 0);
    const first = element('kbd', {}, phraseKey('1'));
    const change = button(l10n.t('Change'), l10n.t('Change the phrases that have a key, in the settings'), 'link', () =>
      send({ type: 'run', command: 'changePhrases' }),
    );
    const others = phrases.map((phrase, at) => this.chip(phrase, at));
    const none = element('span', {}, l10n.t('What several of your captions say gets a key here.'));
    this.element.replaceChildren(
      element('span', { class: 'phrases-keys', 'aria-hidden': 'true' }, first, phrases.length > 1 ? '…' : ''),
      element(
        'span',
        { class: 'phrases-room' },
        element('span', { class: 'phrases-list' }, ...(others.length > 0 ? others : [none])),
      ),
      change,
    );
  }

  /** Those that have no room in their line stand over what is below. */
  private showAll(areAll: boolean): void {
    this.element.classList.toggle('all', areAll);
  }

  private chip(phrase: string, at: number): HTMLElement {
    const number = String(at + 1);
    const title = l10n.t('Insert “{0}” at the caret ({1})', phrase, phraseKey(number));
    const chip = button('', title, 'phrase', () => this.onChosen(at));
    chip.append(element('span', { class: 'number', 'aria-hidden': 'true' }, number), phrase);
    return chip;
  }
}

function phraseKey(number: string): string {
  return keyLabel(isMac ? `ctrl+shift+${number}` : `alt+shift+${number}`, isMac);
}
