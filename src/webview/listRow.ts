import type { ItemView } from '../extension/messages';
import { element } from './dom';
import { statusText } from './statusText';

/** Pixels; the same for every row, so that any place in a long list is found at once. */
export const rowHeight = 84;

/** One row of the list: the image small, its caption or what is suggested for it. */
export function renderRow(item: ItemView, total: number, selected: boolean): HTMLElement {
  const row = element('div', {
    class: `row${selected ? ' selected' : ''}${item.status === 'excluded' ? ' excluded' : ''}`,
    role: 'option',
    id: `row-${item.index}`,
    'aria-selected': String(selected),
    'aria-posinset': String(item.index + 1),
    'aria-setsize': String(total),
  });
  row.style.top = `${item.index * rowHeight}px`;
  row.append(thumbnail(item), words(item));
  return row;
}

/** A row whose content is on its way. */
export function renderEmptyRow(index: number): HTMLElement {
  const row = element('div', { class: 'row loading', 'aria-hidden': 'true' });
  row.style.top = `${index * rowHeight}px`;
  row.append(element('div', { class: 'thumbnail' }), element('div', { class: 'row-words' }, element('div', { class: 'skeleton' })));
  return row;
}

function thumbnail({ kind, imageUri }: ItemView): HTMLElement {
  if (imageUri !== undefined) {
    const image = element('img', { class: 'thumbnail', src: imageUri, alt: '', loading: 'lazy', decoding: 'async', draggable: 'false' });
    image.addEventListener('error', () => image.replaceWith(sign('!')));
    return image;
  }
  return sign(kind === 'brokenLine' ? '{ }' : '!');
}

function sign(text: string): HTMLElement {
  return element('div', { class: 'thumbnail sign', 'aria-hidden': 'true' }, text);
}

function words(item: ItemView): HTMLElement {
  const { label, sign: mark } = statusText(item.status);
  const name = item.kind === 'brokenLine' ? `Line ${item.line ?? '?'}` : item.fileName;
  const status = element('span', { class: `status ${item.status}`, title: label }, mark);
  if (label !== '') status.setAttribute('aria-label', label);
  return element('div', { class: 'row-words' }, caption(item), element('div', { class: 'row-foot' }, status, element('span', { class: 'file-name', title: name }, name)));
}

function caption({ text, status, suggestion, problem }: ItemView): HTMLElement {
  if (problem !== undefined) return element('div', { class: 'row-caption problem' }, problem);
  if (text !== '' && status !== 'suggested') return element('div', { class: 'row-caption' }, text);
  if (text !== '') return element('div', { class: 'row-caption suggested' }, text);
  switch (suggestion.state) {
    case 'ready':
      return element('div', { class: 'row-caption suggested' }, suggestion.candidates.at(0)?.text ?? 'No suggestion');
    case 'failed':
      return element('div', { class: 'row-caption problem' }, suggestion.reason);
    case 'waiting':
      return element('div', { class: 'row-caption' }, element('div', { class: 'skeleton' }));
    case 'none':
      return element('div', { class: 'row-caption' });
  }
}
