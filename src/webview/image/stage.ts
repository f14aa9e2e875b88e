import * as l10n from '@vscode/l10n';
import type { ItemView } from '../../extension/entries/entryMessages';
import type { WordView } from '../../extension/suggestions/suggestionMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import { showNothing, showPicture, type PictureProblem } from '../base/picture';
import { AttentionOverlay } from './attentionOverlay';
import { otherwiseNote, pictureNote, type PictureNote } from './pictureNote';
import { ZoomedImage } from './zoomedImage';

/** The selected image, what the captioner looked at over it, or why there is no image. */
export class Stage {
  private readonly overlay = new AttentionOverlay();
  private readonly image = element('img', { class: 'image', draggable: 'false' });
  private readonly frame = element('div', { class: 'image-frame' }, this.image, this.overlay.element);
  private readonly problem = element('div', { class: 'stage-problem', role: 'alert' });
  readonly element = element(
    'div',
    { class: 'stage', role: 'group', 'aria-label': l10n.t('Image'), tabindex: '-1' },
    this.frame,
    this.problem,
  );
  readonly zoom: ZoomedImage;
  private item: ItemView | undefined;
  /** That it could not be shown, or only as the browser does it. */
  private trouble: PictureProblem | undefined;

  /** Called when the image is placed anew: another one, or seen in another way. */
  onPlaced: () => void = () => undefined;

  /** @param onFacts with what is known of the image that is shown, and what has to be said of its picture */
  constructor(private readonly onFacts: (facts: string, note?: PictureNote) => void) {
    this.zoom = new ZoomedImage(this.element, this.frame, this.image, () => {
      this.tellFacts();
      this.onPlaced();
    });
    this.image.addEventListener('load', () => {
      this.frame.classList.remove('loading');
      this.zoom.place();
    });
  }

  show(item: ItemView): void {
    const before = this.item;
    this.item = item;
    this.image.alt = item.text !== '' ? item.text : item.fileName;
    if (before?.key === item.key && before.imageUri === item.imageUri && before.problem === item.problem) {
      if (this.trouble?.isBroken) this.tellBroken();
      return;
    }
    this.trouble = undefined;
    this.overlay.hide();
    this.onFacts('');
    if (item.problem !== undefined || item.imageUri === undefined) {
      showNothing(this.image);
      this.showProblem(item.problem ?? '', item.line);
      return;
    }
    this.problem.hidden = true;
    this.frame.hidden = false;
    this.frame.classList.toggle('loading', before?.imageUri !== item.imageUri);
    showPicture(this.image, item.imageUri, (trouble) => {
      this.trouble = trouble;
      if (trouble.isBroken) this.tellBroken();
    });
  }

  /** What the stage is called where it is read out. */
  set name(name: string) {
    this.element.setAttribute('aria-label', name === '' ? l10n.t('Image') : name);
  }

  /** Shows where the captioner looked for a word; nothing for none. */
  look(word: WordView | undefined): void {
    const suggestion = this.item?.suggestion;
    if (word && suggestion?.state === 'ready')
      this.overlay.show(word.attention, suggestion.gridWidth, suggestion.gridHeight);
    else this.overlay.hide();
  }

  /** The browser knows no reason; the captioner may, as it reads the file, too. */
  private tellBroken(): void {
    const suggestion = this.item?.suggestion;
    const unknown = l10n.t('The image cannot be shown: the file is damaged, or it is no image.');
    this.showProblem(this.trouble?.reason ?? (suggestion?.state === 'failed' ? suggestion.reason : unknown));
  }

  private tellFacts(): void {
    const { naturalWidth, naturalHeight } = this.image;
    const format = /\.([a-z]+)$/i.exec(this.item?.fileName ?? '')?.[1].toUpperCase() ?? '';
    const percent = Math.round(100 * this.zoom.scale);
    const note = this.trouble ? otherwiseNote() : pictureNote(this.item?.imageUri ?? '');
    const facts = [`${naturalWidth} × ${naturalHeight}`, format.replace(/^JP(G|E|EG)$/, 'JPEG'), `${percent} %`];
    this.onFacts(facts.join(' · '), note);
  }

  private showProblem(reason: string, line?: number): void {
    this.frame.hidden = true;
    this.problem.hidden = false;
    this.problem.replaceChildren(element('p', {}, reason));
    if (line === undefined) return;
    const open = (): void => send({ type: 'openText', line });
    this.problem.append(
      button(l10n.t('Open Line {0} in Text Editor', line), l10n.t('Open the file as text'), 'secondary', open),
    );
  }
}
