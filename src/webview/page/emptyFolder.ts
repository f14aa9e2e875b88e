import * as l10n from '@vscode/l10n';
import { element } from '../base/dom';

/** What stands where there is nothing to list. */
export class EmptyFolder {
  private readonly text = element('div', { role: 'status' });
  /** What the folder holds instead. */
  readonly news = element('div', { class: 'news' });
  readonly element = element('main', { class: 'empty-folder' }, this.text, this.news);

  show(folder: string): void {
    this.text.replaceChildren(
      element('h2', {}, l10n.t('No images here yet')),
      element('p', {}, l10n.t('Put JPEG, PNG, WebP, GIF or AVIF images into {0}, and they appear here.', folder)),
    );
  }
}
