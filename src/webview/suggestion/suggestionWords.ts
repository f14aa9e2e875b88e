import * as l10n from '@vscode/l10n';
import type { WordView } from '../../extension/suggestions/suggestionMessages';
import { element } from '../base/dom';
import { wordPlaces } from './wordPlaces';

/** Below this, a word is marked as unsure: it is more likely wrong than right. */
const unsure = 0.5;

/** The words of a caption, those that are unsure marked, for {@link spaced}. */
export function markedWords(words: readonly WordView[]): HTMLElement[] {
  return words.map(({ text, probability }) =>
    element('span', { class: probability < unsure ? 'word unsure' : 'word' }, text),
  );
}

/** What the marks of {@link markedWords} say, for those who do not see them; '' where all words are sure. */
export function unsureText(words: readonly WordView[]): string {
  const marked = words.filter(({ probability }) => probability < unsure).map(({ text }) => text);
  return marked.length === 0 ? '' : l10n.t('Unsure: {0}', marked.join(', '));
}

/** Words with what stands between each two in their caption: a space, and nothing where a script puts none. */
export function spaced(words: readonly HTMLElement[], caption: string): (HTMLElement | string)[] {
  const places = wordPlaces(
    words.map(({ textContent }) => textContent),
    caption,
  );
  let end = 0;
  return words.flatMap((word, at) => {
    const place = places[at];
    const between = place ? caption.slice(end, place.start) : ' ';
    end = place?.end ?? end;
    return at === 0 ? [word] : [between, word];
  });
}

/**
 * A suggestion word by word: pointing at one shows where the captioner looked, and so does stepping to it with the keyboard, which
 * also boxes it: what is done next is done with that word.
 */
export class SuggestionWords {
  readonly element = element('span', { class: 'suggestion-words' });
  private words: readonly WordView[] = [];
  private boxed = -1;

  constructor(private readonly onLook: (word: WordView | undefined, index: number) => void) {
    this.element.addEventListener('mouseleave', () => this.look(-1));
  }

  /** The words, as they are written. */
  get texts(): string[] {
    return this.words.map(({ text }) => text);
  }

  /** Which word is boxed; -1 for none. */
  get boxedIndex(): number {
    return this.boxed;
  }

  /** @param text the caption; all that is shown where nothing is known of its words */
  show(words: readonly WordView[], text = ''): void {
    this.words = words;
    this.boxed = -1;
    const marked = markedWords(words);
    marked.forEach((word, index) => word.addEventListener('mouseenter', () => this.look(index)));
    this.element.replaceChildren(...(words.length === 0 ? [text] : spaced(marked, text)));
    this.onLook(undefined, -1);
  }

  /** Boxes the next or previous word; past either end, none. */
  move(by: 1 | -1): void {
    const next = this.boxed < 0 && by < 0 ? this.words.length - 1 : this.boxed + by;
    this.box(next < this.words.length ? next : -1);
  }

  /**
   * Boxes the next or previous word that is marked as unsure; past either end, none. Where none is boxed, the least sure of all,
   * marked or not, or with the other key the second: that is the word that is to be changed most often.
   */
  moveToUnsure(by: 1 | -1): void {
    const places = this.words.map((_, at) => at);
    const sureness = (at: number): number => this.words[at].probability;
    if (this.boxed < 0) {
      const leastSure = places.sort((one, other) => sureness(one) - sureness(other));
      return this.box(leastSure.at(by > 0 ? 0 : 1) ?? leastSure.at(0) ?? -1);
    }
    const marked = places.filter((at) => sureness(at) < unsure);
    const ahead = by > 0 ? marked.find((at) => at > this.boxed) : marked.findLast((at) => at < this.boxed);
    this.box(ahead ?? -1);
  }

  /** -1 for no word. */
  box(index: number): void {
    this.boxed = index;
    this.marks.forEach((word, at) => word.classList.toggle('boxed', at === index));
    this.look(index);
  }

  wordAt(index: number): Element {
    return this.marks[index];
  }

  /** Which word an element of the page is, or is in; -1 for none. */
  indexOf(target: EventTarget | null): number {
    return this.marks.findIndex((word) => target instanceof Node && word.contains(target));
  }

  /** Shows where the captioner looked for a word; -1 for the one that is boxed, if any. */
  look(index: number): void {
    const shown = index < 0 ? this.boxed : index;
    this.marks.forEach((word, at) => word.classList.toggle('current', at === shown));
    this.onLook(this.words.at(shown < 0 ? this.words.length : shown), shown);
  }

  private get marks(): Element[] {
    return [...this.element.querySelectorAll('.word')];
  }
}
