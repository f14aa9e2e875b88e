import { deleteSelected } from '../keyboard/doAgain';
import type { Detail } from '../page/detail';
import { placeInOther, withSpace, wordPlaces, type WordPlace } from '../suggestion/wordPlaces';

/** What it works with. */
type DetailParts = Pick<Detail, 'panel' | 'box' | 'suggested'>;

/**
 * The word of the suggestion that is boxed is the word that is edited: it is selected in the text box, so that typing
 * replaces it and Delete removes it, and the rest of the caption stays.
 */
export class BoxedWord {
  /** Where it is selected in the text box. */
  private selected: WordPlace | undefined;

  /** @param detail there by the time that a word is boxed */
  constructor(private readonly detail: () => DetailParts) {}

  listen(): void {
    const { panel, box } = this.detail();
    const { element } = box;
    // The picture is light again, and the caret is where the person types.
    element.addEventListener('input', () => panel.words.box(-1));
    element.addEventListener('keydown', ({ key, isComposing }) => {
      if (/^(Delete|Backspace)$/.test(key) && !isComposing && this.isSelected) this.takeSpaceAlong();
    });
  }

  /** Steps to another word with the keyboard; while the caret is in the text box, the word is selected there, too. */
  step(move: (words: DetailParts['panel']['words']) => void): void {
    const { panel, box } = this.detail();
    move(panel.words);
    if (!box.focused || this.edit() || !this.isSelected) return;
    const { element } = box;
    element.setSelectionRange(element.value.length, element.value.length);
  }

  /**
   * Selects the boxed word in the text box, which begins with what is suggested where it was empty.
   * @returns whether there is one, and the caption has it
   */
  edit(): boolean {
    const { panel, box, suggested } = this.detail();
    const { boxedIndex, texts } = panel.words;
    if (boxedIndex < 0) return false;
    const { element } = box;
    const before = element.value === '' ? suggested : element.value;
    const place =
      before === suggested ? wordPlaces(texts, before)[boxedIndex] : placeInOther(texts, boxedIndex, before);
    if (!place) return false;
    box.edit(suggested);
    if (!box.focused) return false;
    element.setSelectionRange(place.start, place.end);
    this.selected = place;
    return true;
  }

  /** Removes the boxed word and a space beside it. @returns whether there is one, and the caption had it */
  remove(): boolean {
    if (!this.edit()) return false;
    this.takeSpaceAlong();
    deleteSelected(this.detail().box.element);
    return true;
  }

  private get isSelected(): boolean {
    const { selectionStart, selectionEnd } = this.detail().box.element;
    return this.selected?.start === selectionStart && this.selected.end === selectionEnd;
  }

  private takeSpaceAlong(): void {
    const { element } = this.detail().box;
    const { selectionStart: start, selectionEnd: end } = element;
    const wider = withSpace({ start, end }, element.value);
    element.setSelectionRange(wider.start, wider.end);
  }
}
