import * as l10n from '@vscode/l10n';
import type { ItemView } from '../../extension/entries/entryMessages';
import { button, element } from '../base/dom';
import { send } from '../base/host';
import { keyLabel } from '../keyboard/keyLabel';
import { isMac } from '../keyboard/platform';

type Item = ItemView | undefined;

function add(item: Item): void {
  if (item?.kind === 'image') send({ type: 'addCaption', key: item.key });
}

function remove(item: Item): void {
  if (item?.kind === 'image') send({ type: 'removeCaption', key: item.key });
}

function move(item: Item, by: -1 | 1): void {
  if (item?.kind === 'image') send({ type: 'moveCaption', key: item.key, by });
}

/**
 * Commands for an image that has, or is to have, several captions.
 * @param flush sends what was typed
 * @param selected the entry that they are about
 */
export function severalCommands(flush: () => void, selected: () => Item) {
  const withItem = (what: (item: Item) => void) => (): void => {
    flush();
    what(selected());
  };
  return {
    addCaption: withItem(add),
    removeCaption: withItem(remove),
    moveCaptionUp: withItem((item) => move(item, -1)),
    moveCaptionDown: withItem((item) => move(item, 1)),
  };
}

/** Which caption of its image is selected, and what can be done with it; nothing where there is only one. */
export class SeveralCaptions {
  private readonly place = element('span', { class: 'several-place', role: 'status' });
  private readonly others = element('ul', {
    class: 'several-others',
    'aria-label': l10n.t('Other captions in the list'),
  });
  private readonly split: HTMLElement;
  private readonly ways: HTMLElement;
  readonly element: HTMLElement;
  readonly addButton: HTMLButtonElement;
  private item: ItemView | undefined;

  /** @param flush sends what was typed */
  constructor(flush: () => void) {
    const act = (what: (item: Item) => void) => (): void => {
      flush();
      what(this.item);
    };
    this.ways = element(
      'span',
      { class: 'several-ways' },
      button(
        l10n.t('Move Up'),
        l10n.t('Move this caption before the one before it ({0})', keyLabel('alt+up', isMac)),
        'link',
        act((item) => move(item, -1)),
      ),
      button(
        l10n.t('Move Down'),
        l10n.t('Move this caption after the next one ({0})', keyLabel('alt+down', isMac)),
        'link',
        act((item) => move(item, 1)),
      ),
      button(
        l10n.t('Remove'),
        l10n.t('Take this caption out of the file ({0})', keyLabel(isMac ? 'cmd+shift+k' : 'ctrl+shift+k', isMac)),
        'link',
        act(remove),
      ),
    );
    this.split = button(
      l10n.t('Split into Rows'),
      l10n.t('Write each caption of the list into a row of its own, so that it can be edited'),
      'link',
      () => this.item && send({ type: 'splitCaptions', key: this.item.key }),
    );
    this.addButton = button(
      l10n.t('Add Caption'),
      l10n.t(
        'Write one more caption of this image ({0})',
        keyLabel(isMac ? 'cmd+shift+enter' : 'ctrl+shift+enter', isMac),
      ),
      'secondary',
      act(add),
    );
    this.element = element('div', { class: 'several' }, this.place, this.ways, this.split, this.others);
  }

  show(item: ItemView): void {
    this.item = item;
    this.addButton.hidden = item.kind !== 'image' || item.text === '';
    const { at, of, others } = item.caption;
    const isList = others.length > 0;
    this.element.hidden = of < 2 && !isList;
    this.ways.hidden = isList;
    this.split.hidden = !isList;
    this.others.hidden = !isList;
    this.place.textContent = isList
      ? l10n.t('The first of {0} captions in a list of another tool', others.length + 1)
      : l10n.t('Caption {0} of {1}', at, of);
    this.others.replaceChildren(...others.map((text) => element('li', {}, text)));
  }
}
