import * as l10n from '@vscode/l10n';
import type { ItemView } from '../../extension/entries/entryMessages';
import type { CandidateView, WordView } from '../../extension/suggestions/suggestionMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import { cutText } from './cutText';
import { OtherCaptions } from './otherCaptions';
import { suggestedCandidate, suggestedText } from './suggested';
import { markedWords, spaced, SuggestionWords, unsureText } from './suggestionWords';

/** Other captions that are offered besides the best. */
const othersShown = 4;

/** What the captioner proposes for the selected image, clearly apart from the person's own caption. */
export class SuggestionPanel {
  readonly words: SuggestionWords;
  /** Where the best one stands. */
  readonly best = element('div', { class: 'best', 'aria-live': 'polite' });
  private readonly certainty = element('div', { class: 'certainty', 'aria-live': 'polite' });
  private readonly others = new OtherCaptions();
  readonly element = element(
    'div',
    { class: 'suggestion', role: 'group', 'aria-label': l10n.t('Suggestion') },
    this.best,
    this.others.list,
    this.others.hint,
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
    const { suggestion } = item;
    const text = suggestedText(item);
    const others = suggestion.state === 'ready' ? suggestion.candidates.slice(1, 1 + othersShown) : [];
    this.others.replace(others.map((other, at) => this.other(other, at + 1)));
    const best = suggestedCandidate(item);
    const words = best?.words ?? [];
    this.words.show(words, text);
    this.element.classList.toggle('none', suggestion.state === 'none' && text === '');
    if (text !== '') {
      this.best.replaceChildren(this.words.element);
      const unsure = unsureText(words);
      // Read out with the caption.
      if (unsure !== '') this.best.append(element('span', { class: 'visually-hidden' }, ` ${unsure}`));
      const cut = cutText(best);
      if (cut !== '') this.best.append(' ', element('span', { class: 'quiet cut' }, cut));
    } else if (suggestion.state === 'ready') {
      const none = l10n.t('The captioner finds no words for this image.');
      this.best.replaceChildren(element('span', { class: 'quiet' }, none));
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
      this.best.replaceChildren();
    }
  }

  /** Nothing can be accepted before it is seen. */
  tellToWait(): void {
    const text = l10n.t('The suggestion is on its way. Press Enter again when you see it.');
    if (!this.best.querySelector('.quiet')) this.best.append(element('div', { class: 'quiet' }, text));
  }

  private other(other: CandidateView, candidate: number): HTMLElement {
    const { text, words } = other;
    const number = String(candidate + 1);
    const accepts = l10n.t('Accept this one ({0})', OtherCaptions.keyOf(candidate + 1));
    const title = [accepts, unsureText(words), cutText(other)].filter((part) => part !== '').join('\n');
    const made = button('', title, 'other', () => this.onAccept(candidate));
    made.append(element('span', { class: 'number', 'aria-hidden': 'true' }, number));
    made.append(...(words.length > 0 ? spaced(markedWords(words), text) : [text]));
    return made;
  }

  private look(word: WordView | undefined, index: number): void {
    this.certainty.textContent = word ? l10n.t('{0}: {1} % sure', word.text, Math.round(100 * word.probability)) : '';
    this.onLook(word, index);
  }
}
