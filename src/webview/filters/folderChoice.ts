import * as l10n from '@vscode/l10n';
import { datasetFolder } from '../../extension/entries/listFilterMessages';
import { type ToWebview } from '../../extension/messages';
import { element } from '../base/dom';

type Folders = Extract<ToWebview, { type: 'folders' }>['folders'];

/** The folder whose images are shown, with those of its subfolders; not there where the dataset has no folders. */
export class FolderChoice {
  private readonly label = l10n.t('Folder');
  readonly element = element('select', { class: 'choice folders', 'aria-label': this.label, title: this.label });
  private folders: Folders = [];

  constructor(changed: () => void) {
    this.element.addEventListener('change', changed);
    this.offer([]);
  }

  /** '' for all. */
  get value(): string {
    return this.element.value;
  }

  set value(folder: string) {
    // One that is gone is still what is looked at.
    if (folder !== '' && !this.folders.some((one) => one.folder === folder)) {
      this.folders = [...this.folders, { folder, count: 0 }];
      this.offer(this.folders);
    }
    this.element.value = folder;
    this.element.classList.toggle('active', folder !== '');
  }

  offer(folders: Folders): void {
    const { value } = this;
    this.folders = folders;
    const options = folders.map(({ folder, count }) =>
      element('option', { value: folder }, `${nameOf(folder)} (${count.toLocaleString()})`),
    );
    this.element.replaceChildren(element('option', { value: '' }, l10n.t('All folders')), ...options);
    if (value !== '') this.value = value;
    this.element.hidden = this.folders.length === 0;
  }
}

function nameOf(folder: string): string {
  return folder === datasetFolder ? l10n.t('In no folder') : folder;
}
