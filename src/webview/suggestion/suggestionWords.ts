import * as l10n from '@vscode/l10n';
import type { WordView } from '../../extension/suggestions/suggestionMessages';
import { element } from '../base/dom';

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
  let end = 0;
  return words.flatMap((word, at) => {
    const text = word.textContent;
    const begin = caption.indexOf(text, end);
    const between = begin < 0 ? ' ' : caption.slice(end, begin);
    end = Math.max(end, begin + text.length);
    return at === 0 ? [word] : [between, word];
  });
}

/** A suggestion word by word: pointing at one, or stepping to it with the keyboard, shows where the captioner looked. */
export class SuggestionWords {
  readonly element = element('span', { class: 'suggestion-words' });
  private words: readonly WordView[] = [];
  private current = -1;

  constructor(private readonly onLook: (word: WordView | undefined, index: number) => void) {
    this.element.addEventListener('mouseleave', () => this.look(-1));
  }

  /** @param text the caption; all that is shown where nothing is known of its words */
  show(words: readonly WordView[], text = ''): void {
    this.words = words;
    this.current = -1;
    const marked = markedWords(words);
    marked.forEach((word, index) => word.addEventListener('mouseenter', () => this.look(index)));
    this.element.replaceChildren(...(words.length === 0 ? [text] : spaced(marked, text)));
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
