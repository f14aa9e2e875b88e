import type { ItemView, WordView } from '../extension/messages';
import { button, element } from './dom';
import { send } from './host';
import { SuggestionWords } from './suggestionWords';

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
    { class: 'suggestion', role: 'group', 'aria-label': 'Suggestion' },
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
        this.best.replaceChildren(element('span', { class: 'quiet' }, 'The captioner finds no words for this image.'));
        return;
      }
      this.words.show(best.words);
      this.best.replaceChildren(best.words.length > 0 ? this.words.element : best.text);
      this.others.replaceChildren(...others.slice(0, othersShown).map(({ text }, at) => this.other(text, at + 1)));
    } else if (suggestion.state === 'waiting') {
      this.best.replaceChildren(element('span', { class: 'skeleton', 'aria-label': 'A suggestion is being made' }));
    } else if (suggestion.state === 'failed') {
      const retry = button('Try Again', 'Ask for a suggestion again', 'link', () =>
        send({ type: 'retry', key: item.key }),
      );
      this.best.replaceChildren(element('span', { class: 'problem' }, suggestion.reason), ' ', retry);
    } else {
      this.best.replaceChildren(item.status === 'suggested' ? item.text : '');
    }
  }

  private other(text: string, candidate: number): HTMLElement {
    const title = `Accept this one (Alt+${candidate + 1})`;
    const made = button('', title, 'other', () => this.onAccept(candidate));
    made.append(element('span', { class: 'number', 'aria-hidden': 'true' }, String(candidate + 1)), text);
    return made;
  }

  private look(word: WordView | undefined, index: number): void {
    this.certainty.textContent = word ? `${word.text}: ${Math.round(100 * word.probability)} % sure` : '';
    this.onLook(word, index);
  }
}
