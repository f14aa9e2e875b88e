import type { ItemView, WordView } from '../extension/messages';
import { AttentionOverlay } from './attentionOverlay';
import { CaptionBox } from './captionBox';
import { button, element } from './dom';
import { send } from './host';
import { statusText } from './statusText';
import { SuggestionWords } from './suggestionWords';

export interface DetailActions {
  accept(candidate: number): void;
  edit(): void;
  exclude(): void;
  focusChanged(inTextBox: boolean): void;
}

/** The selected image, large, with its suggestion and its caption. */
export class Detail {
  readonly box: CaptionBox;
  readonly words: SuggestionWords;
  readonly element: HTMLElement;
  private readonly overlay = new AttentionOverlay();
  private readonly image = element('img', { class: 'image', draggable: 'false' });
  private readonly frame = element('div', { class: 'image-frame' }, this.image, this.overlay.element);
  private readonly problem = element('div', { class: 'detail-problem', role: 'alert' });
  private readonly stage = element('div', { class: 'stage' }, this.frame, this.problem);
  private readonly lookedFor = element('div', { class: 'looked-for' });
  private readonly suggestion = element('div', { class: 'suggestion' });
  private readonly others = element('div', { class: 'others' });
  private readonly meta = element('div', { class: 'meta' });
  private readonly excludeButton: HTMLButtonElement;
  private item: ItemView | undefined;
  private shownSuggestion = '';

  constructor(private readonly actions: DetailActions) {
    this.box = new CaptionBox((inTextBox) => actions.focusChanged(inTextBox));
    this.words = new SuggestionWords((word) => this.look(word));
    this.excludeButton = button('Exclude', 'Leave this image out (Delete)', 'secondary', () => actions.exclude());
    this.image.addEventListener('error', () => this.showProblem('The image cannot be shown: its file is damaged, or no image.'));
    this.image.addEventListener('load', () => this.fit());
    new ResizeObserver(() => this.fit()).observe(this.stage);
    this.element = element(
      'main',
      { class: 'detail' },
      this.stage,
      element(
        'section',
        { class: 'panel' },
        element('div', { class: 'suggestion-line' }, this.suggestion, this.lookedFor),
        this.others,
        this.box.element,
        element(
          'div',
          { class: 'actions' },
          button('Accept', 'Accept the suggestion and go on (Enter)', 'primary', () => actions.accept(0)),
          button('Edit', 'Edit the caption (F2)', 'secondary', () => actions.edit()),
          this.excludeButton,
          this.meta,
        ),
      ),
    );
  }

  show(item: ItemView | undefined): void {
    const before = this.item;
    this.item = item;
    this.element.classList.toggle('empty', item === undefined);
    this.box.show(item);
    if (!item) return;
    this.element.classList.toggle('broken-line', item.kind === 'brokenLine');
    if (item.imageUri !== before?.imageUri) this.showImage(item);
    if (item.problem !== undefined) this.showProblem(item.problem, item.line);
    this.image.alt = item.text !== '' ? item.text : item.fileName;
    this.showSuggestion(item);
    const { label } = statusText(item.status);
    this.meta.replaceChildren(element('span', { class: `status ${item.status}` }, label), element('span', { class: 'file-name', title: item.fileName }, item.fileName));
    this.excludeButton.textContent = item.status === 'excluded' ? 'Include' : 'Exclude';
  }

  /** The best caption that is suggested, "" if there is none. */
  get suggested(): string {
    const { suggestion, status, text } = this.item ?? { suggestion: { state: 'none' as const }, status: '', text: '' };
    if (status === 'suggested') return text;
    return suggestion.state === 'ready' ? (suggestion.candidates.at(0)?.text ?? '') : '';
  }

  private showImage({ imageUri }: ItemView): void {
    this.overlay.hide();
    this.problem.hidden = true;
    this.frame.hidden = imageUri === undefined;
    if (imageUri !== undefined) this.image.src = imageUri;
    else this.image.removeAttribute('src');
  }

  private showProblem(reason: string, line?: number): void {
    this.frame.hidden = true;
    this.problem.hidden = false;
    this.problem.replaceChildren(element('p', {}, reason));
    if (line !== undefined) {
      this.problem.append(button('Open in text editor', `Open line ${line}`, 'secondary', () => send({ type: 'openText', line })));
    }
  }

  /** The overlay covers just the picture, however it is fitted. */
  private fit(): void {
    const { naturalWidth, naturalHeight } = this.image;
    if (naturalWidth === 0) return;
    const scale = Math.min(this.stage.clientWidth / naturalWidth, this.stage.clientHeight / naturalHeight, 3);
    this.frame.style.width = `${Math.floor(naturalWidth * scale)}px`;
    this.frame.style.height = `${Math.floor(naturalHeight * scale)}px`;
  }

  private showSuggestion(item: ItemView): void {
    const shown = JSON.stringify([item.key, item.suggestion, item.status === 'suggested' && item.text]);
    if (shown === this.shownSuggestion) return;
    this.shownSuggestion = shown;
    this.others.replaceChildren();
    this.look(undefined);
    const { suggestion } = item;
    if (suggestion.state === 'ready') {
      const [best, ...others] = suggestion.candidates;
      if (!best) this.suggestion.replaceChildren(element('span', { class: 'quiet' }, 'No suggestion for this image.'));
      else this.showCandidates(best.words, others);
    } else if (suggestion.state === 'waiting') {
      this.suggestion.replaceChildren(element('span', { class: 'skeleton', role: 'status', 'aria-label': 'A suggestion is being made' }));
    } else if (suggestion.state === 'failed') {
      const retry = button('Try again', 'Ask for a suggestion again', 'link', () => send({ type: 'retry', key: item.key }));
      this.suggestion.replaceChildren(element('span', { class: 'problem', role: 'alert' }, suggestion.reason), ' ', retry);
    } else {
      this.suggestion.replaceChildren();
    }
  }

  private showCandidates(words: readonly WordView[], others: readonly { text: string }[]): void {
    this.words.show(words);
    this.suggestion.replaceChildren(this.words.element);
    this.others.replaceChildren(
      ...others.slice(0, 3).map(({ text }, index) => button(text, 'Accept this one instead', 'other', () => this.actions.accept(index + 1))),
    );
  }

  private look(word: WordView | undefined): void {
    const suggestion = this.item?.suggestion;
    if (word && suggestion?.state === 'ready') this.overlay.show(word.attention, suggestion.gridWidth, suggestion.gridHeight);
    else this.overlay.hide();
    this.lookedFor.textContent = word ? `${Math.round(100 * word.probability)} % sure` : '';
  }
}
