import type { WordView } from '../extension/messages';
import { element } from './dom';

/** Below this, a word is marked as unsure: it is more likely wrong than right. */
const unsure = 0.5;

/** A suggestion word by word: pointing at one, or stepping to it with the keyboard, shows where the captioner looked. */
export class SuggestionWords {
  readonly element = element('span', { class: 'suggestion-words' });
  private words: readonly WordView[] = [];
  private current = -1;

  constructor(private readonly onLook: (word: WordView | undefined, index: number) => void) {
    this.element.addEventListener('mouseleave', () => this.look(-1));
  }

  show(words: readonly WordView[]): void {
    this.words = words;
    this.current = -1;
    this.element.replaceChildren(
      ...words.flatMap((word, index) => {
        const made = element('span', { class: word.probability < unsure ? 'word unsure' : 'word' }, word.text);
        made.addEventListener('mouseenter', () => this.look(index));
        return index === 0 ? [made] : [' ', made];
      }),
    );
    this.onLook(undefined, -1);
  }

  /** Goes to the next or previous word; past either end, to none. */
  move(by: 1 | -1): void {
    const next = this.current < 0 && by < 0 ? this.words.length - 1 : this.current + by;
    this.look(next < this.words.length ? next : -1);
  }

  /** -1 for no word. */
  look(index: number): void {
    this.current = index;
    [...this.element.querySelectorAll('.word')].forEach((word, at) => word.classList.toggle('current', at === index));
    this.onLook(this.words.at(index < 0 ? this.words.length : index), index);
  }
}
