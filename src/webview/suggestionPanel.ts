import * as l10n from '@vscode/l10n';
import type { CandidateView, ItemView, WordView } from '../extension/messages';
import { button, element } from './dom';
import { send } from './host';
import { keyLabel } from './keyLabel';
import { isMac } from './platform';
import { markedWords, spaced, SuggestionWords, unsureText } from './suggestionWords';

/** Other captions that are offered besides the best. */
const othersShown = 4;

/** What the captioner proposes for the selected image, clearly apart from the person's own caption. */
export class SuggestionPanel {
  readonly words: SuggestionWords;
  private readonly best = element('div', { class: 'best', 'aria-live': 'polite' });
  private readonly certainty = element('div', { class: 'certainty', 'aria-live': 'polite' });
  private readonly others = element('div', { class: 'others' });
  readonly element = element(
    'div',
    { class: 'suggestion', role: 'group', 'aria-label': l10n.t('Suggestion') },
    this.best,
    this.others,
    this.certainty,
  );
  private shown = '';

  constructor(
    private readonly onLook: (word: WordView | undefined, index: number) => void,
    private readonly onAccept: (candidate: number) => void,
  ) {
    this.words = new SuggestionWords((word, index) => this.look(word, index));
  }

  show(item: ItemView): void {
    const content = JSON.stringify([item.key, item.suggestion, item.status === 'suggested' ? item.text : '']);
    if (content === this.shown) return;
    this.shown = content;
    this.others.replaceChildren();
    this.words.show([]);
    const { suggestion } = item;
    this.element.classList.toggle('none', suggestion.state === 'none' && item.status !== 'suggested');
    if (suggestion.state === 'ready') {
      const [best, ...others] = suggestion.candidates;
      if (suggestion.candidates.length === 0) {
        const none = l10n.t('The captioner finds no words for this image.');
        this.best.replaceChildren(element('span', { class: 'quiet' }, none));
        return;
      }
      this.words.show(best.words);
      this.best.replaceChildren(best.words.length > 0 ? this.words.element : best.text);
      const unsure = unsureText(best.words);
      // Read out with the caption.
      if (unsure !== '') this.best.append(element('span', { class: 'visually-hidden' }, ` ${unsure}`));
      this.others.replaceChildren(...others.slice(0, othersShown).map((other, at) => this.other(other, at + 1)));
    } else if (suggestion.state === 'waiting') {
      this.best.replaceChildren(
        element('span', { class: 'skeleton', role: 'img', 'aria-label': l10n.t('A suggestion is being made') }),
      );
    } else if (suggestion.state === 'failed') {
      const retry = button(l10n.t('Try Again'), l10n.t('Ask for a suggestion again'), 'link', () =>
        send({ type: 'retry', key: item.key }),
      );
      this.best.replaceChildren(element('span', { class: 'problem' }, suggestion.reason), ' ', retry);
    } else {
      this.best.replaceChildren(item.status === 'suggested' ? item.text : '');
    }
  }

  private other({ text, words }: CandidateView, candidate: number): HTMLElement {
    const number = String(candidate + 1);
    const accepts = l10n.t('Accept this one ({0})', keyLabel(isMac ? `ctrl+${number}` : `alt+${number}`, isMac));
    const title = [accepts, unsureText(words)].filter((part) => part !== '').join('\n');
    const made = button('', title, 'other', () => this.onAccept(candidate));
    made.append(element('span', { class: 'number', 'aria-hidden': 'true' }, number));
    made.append(...(words.length > 0 ? spaced(markedWords(words)) : [text]));
    return made;
  }

  private look(word: WordView | undefined, index: number): void {
    this.certainty.textContent = word ? l10n.t('{0}: {1} % sure', word.text, Math.round(100 * word.probability)) : '';
    this.onLook(word, index);
  }
}
