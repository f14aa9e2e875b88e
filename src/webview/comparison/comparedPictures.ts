import * as l10n from '@vscode/l10n';
import type { ComparedPicture } from '../../extension/comparison/comparisonMessages';
import { element } from '../base/dom';

/** Pictures that are kept for those who go back; each is in memory. */
const mostKept = 8;

/** The pictures of the images that are compared, by key: what the captioner sees of them. */
export class ComparedPictures {
  /** Addresses; an empty one where there is no picture. */
  private readonly addresses = new Map<string, string>();
  private shown: { key: string; frame: HTMLElement } | undefined;

  /** A frame with the picture, now or as soon as it has come. */
  show(key: string, fileName: string): HTMLElement {
    if (this.shown?.key !== key) {
      this.shown = { key, frame: element('div', { class: 'picture', role: 'img', 'aria-label': fileName }) };
      this.fill();
    }
    return this.shown.frame;
  }

  receive({ key, picture }: ComparedPicture): void {
    const address = picture ? URL.createObjectURL(new Blob([picture], { type: 'image/png' })) : '';
    this.drop(key);
    this.addresses.set(key, address);
    const [oldest] = this.addresses.keys();
    if (this.addresses.size > mostKept && oldest !== undefined) this.drop(oldest);
    if (this.shown?.key === key) this.fill();
  }

  private drop(key: string): void {
    const address = this.addresses.get(key);
    if (address) URL.revokeObjectURL(address);
    this.addresses.delete(key);
  }

  private fill(): void {
    const address = this.shown && this.addresses.get(this.shown.key);
    if (address === undefined) return;
    const image = element('img', { src: address, alt: '' });
    const none = element('p', { class: 'quiet' }, l10n.t('There is no picture of this image; the log says why.'));
    this.shown?.frame.replaceChildren(address === '' ? none : image);
  }
}
