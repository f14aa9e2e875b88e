import type { ItemView } from '../../extension/entries/entryMessages';
import type { WordView } from '../../extension/suggestions/suggestionMessages';
import { element } from '../base/dom';
import { suggestedWords } from '../suggestion/suggested';
import { AttentionOverlay } from './attentionOverlay';
import { picture } from './zoomedImage';

/** The image once for each word, dark where the captioner did not look, as in "Show, Attend and Tell", figure 3. */
export class FilmStrip {
  private readonly tiles = element('div', { class: 'tiles' });
  readonly element = element('div', { class: 'film-strip', 'aria-hidden': 'true' }, this.tiles);
  private shown = '';

  constructor(private readonly onLook: (word: number) => void) {}

  show(item: ItemView): void {
    const { key, imageUri, suggestion } = item;
    const words = suggestedWords(item);
    const content = `${key} ${imageUri ?? ''} ${words.map(({ text }) => text).join(' ')}`;
    if (content === this.shown) return;
    this.shown = content;
    if (suggestion.state !== 'ready' || imageUri === undefined) return this.tiles.replaceChildren();
    this.tiles.style.setProperty('--words', String(words.length));
    this.tiles.replaceChildren(
      ...words.map((word, at) => this.tile(word, at, imageUri, suggestion.gridWidth, suggestion.gridHeight)),
    );
  }

  /** Marks the word that is looked at. */
  mark(word: number): void {
    [...this.tiles.children].forEach((tile, at) => tile.classList.toggle('current', at === word));
  }

  private tile(word: WordView, at: number, uri: string, gridWidth: number, gridHeight: number): HTMLElement {
    const overlay = new AttentionOverlay();
    overlay.show(word.attention, gridWidth, gridHeight);
    const image = picture(uri);
    // How wide a tile is depends on it, and how high all of them can be where there are many.
    image.addEventListener('load', () => {
      this.tiles.style.setProperty('--shape', String(image.naturalWidth / image.naturalHeight));
    });
    const made = element(
      'div',
      { class: 'tile' },
      element('div', { class: 'tile-picture' }, image, overlay.element),
      element('div', { class: 'tile-word', title: word.text }, word.text),
    );
    made.addEventListener('mouseenter', () => this.onLook(at));
    made.addEventListener('mouseleave', () => this.onLook(-1));
    return made;
  }
}
