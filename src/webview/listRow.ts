import * as l10n from '@vscode/l10n';
import type { ItemView } from '../extension/messages';
import { element } from './dom';
import { isDone, statusText } from './statusText';

/** Pixels; the same for every row, so that any place in a long list is found at once. */
export const rowHeight = 84;

/** One row of the list: the image small, its caption or what is suggested for it. */
export function renderRow(item: ItemView, total: number, selected: boolean): HTMLElement {
  const row = element(
    'div',
    {
      class: `row${selected ? ' selected' : ''}${item.status === 'excluded' ? ' excluded' : ''}`,
      role: 'option',
      id: `row-${item.index}`,
      'aria-selected': String(selected),
      'aria-posinset': String(item.index + 1),
      'aria-setsize': String(total),
    },
    thumbnail(item),
    words(item),
  );
  placeRow(row, item.index);
  return row;
}

/** Puts a row where it belongs. */
export function placeRow(row: HTMLElement, index: number): void {
  row.dataset.index = String(index);
  row.style.top = `${index * rowHeight}px`;
}

/** A row whose content is on its way. */
export function renderEmptyRow(index: number): HTMLElement {
  const row = element(
    'div',
    { class: 'row', role: 'presentation' },
    element('div', { class: 'thumbnail' }),
    element(
      'div',
      { class: 'row-words' },
      element('div', { class: 'row-caption' }, element('div', { class: 'skeleton' })),
    ),
  );
  placeRow(row, index);
  return row;
}

function thumbnail({ kind, imageUri }: ItemView): HTMLElement {
  if (imageUri === undefined) return sign(kind === 'brokenLine' ? '{ }' : '!');
  const image = element('img', { class: 'thumbnail', src: imageUri, alt: '', decoding: 'async', draggable: 'false' });
  image.addEventListener('error', () => image.replaceWith(sign('!')));
  return image;
}

function sign(text: string): HTMLElement {
  return element('div', { class: 'thumbnail sign', 'aria-hidden': 'true' }, text);
}

function words(item: ItemView): HTMLElement {
  const name = item.kind === 'brokenLine' ? l10n.t('Line {0}', item.line ?? '?') : item.fileName;
  const foot = element('div', { class: 'row-foot' }, element('span', { class: 'file-name', title: name }, name));
  const label = statusText(item);
  if (label !== '') foot.append(element('span', { class: isDone(item) ? 'status done' : 'status' }, label));
  return element('div', { class: 'row-words' }, caption(item), foot);
}

function caption({ text, status, suggestion, problem }: ItemView): HTMLElement {
  if (problem !== undefined) return element('div', { class: 'row-caption problem' }, problem);
  if (text !== '') return element('div', { class: `row-caption${status === 'suggested' ? ' suggested' : ''}` }, text);
  switch (suggestion.state) {
    case 'ready':
      return element('div', { class: 'row-caption suggested' }, suggestion.candidates.at(0)?.text ?? '');
    case 'failed':
      return element('div', { class: 'row-caption problem' }, suggestion.reason);
    case 'waiting':
      return element('div', { class: 'row-caption' }, element('div', { class: 'skeleton' }));
    case 'none':
      return element('div', { class: 'row-caption' });
  }
}
