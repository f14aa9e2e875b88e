import type { ItemView, WordView } from '../extension/messages';
import { AttentionOverlay } from './attentionOverlay';
import { button, element } from './dom';
import { send } from './host';

/** Small images are not enlarged more than this. */
const largestScale = 3;

/** The selected image as large as it fits, what the captioner looked at over it, or why there is no image. */
export class Stage {
  private readonly overlay = new AttentionOverlay();
  private readonly image = element('img', { class: 'image', draggable: 'false' });
  private readonly frame = element('div', { class: 'image-frame' }, this.image, this.overlay.element);
  private readonly problem = element('div', { class: 'stage-problem', role: 'alert' });
  readonly element = element('div', { class: 'stage' }, this.frame, this.problem);
  private item: ItemView | undefined;

  constructor() {
    this.image.addEventListener('error', () => {
      this.showProblem('The image cannot be shown: the file is damaged, or it is no image.');
    });
    this.image.addEventListener('load', () => this.fit());
    new ResizeObserver(() => this.fit()).observe(this.element);
  }

  show(item: ItemView): void {
    const before = this.item;
    this.item = item;
    this.image.alt = item.text !== '' ? item.text : item.fileName;
    if (before?.key === item.key && before.imageUri === item.imageUri && before.problem === item.problem) return;
    this.overlay.hide();
    if (item.problem !== undefined || item.imageUri === undefined) {
      this.image.removeAttribute('src');
      this.showProblem(item.problem ?? '', item.line);
      return;
    }
    this.problem.hidden = true;
    this.frame.hidden = false;
    this.image.src = item.imageUri;
  }

  /** Shows where the captioner looked for a word; nothing for none. */
  look(word: WordView | undefined): void {
    const suggestion = this.item?.suggestion;
    if (word && suggestion?.state === 'ready')
      this.overlay.show(word.attention, suggestion.gridWidth, suggestion.gridHeight);
    else this.overlay.hide();
  }

  private showProblem(reason: string, line?: number): void {
    this.frame.hidden = true;
    this.problem.hidden = false;
    this.problem.replaceChildren(element('p', {}, reason));
    if (line === undefined) return;
    const open = (): void => send({ type: 'openText', line });
    this.problem.append(button(`Open Line ${line} in Text Editor`, 'Open the file as text', 'secondary', open));
  }

  /** The frame covers just the picture, however it is fitted. */
  private fit(): void {
    const { naturalWidth, naturalHeight } = this.image;
    if (naturalWidth === 0) return;
    const { clientWidth, clientHeight } = this.element;
    const scale = Math.min(clientWidth / naturalWidth, clientHeight / naturalHeight, largestScale);
    this.frame.style.width = `${Math.floor(naturalWidth * scale)}px`;
    this.frame.style.height = `${Math.floor(naturalHeight * scale)}px`;
  }
}
