import * as l10n from '@vscode/l10n';
import type { ItemView } from '../../extension/entries/entryMessages';
import { element } from '../base/dom';
import { statusClass, statusText } from '../base/statusText';
import { withOddSpaces } from './oddSpaces';
import type { Thumbnails } from './thumbnails';

const lineBreak = /\r\n|\n|\r/u;

/** Pixels; the same for every row, so that any place in a long list is found at once. */
export const rowHeight = 84;

/** An empty row, until {@link fillRow}: its content is on its way. */
export function makeRow(index: number): HTMLElement {
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

/**
 * Shows in a row of the list the image small, and its caption or what is suggested for it. The row stays the same
 * element and takes all clicks itself, so that one goes to it also when its words change between pressing and letting go.
 */
export function fillRow(
  row: HTMLElement,
  item: ItemView,
  total: number,
  selected: boolean,
  thumbnails: Thumbnails,
): void {
  // The picture stays where only words changed, so that nothing flickers.
  const picture = row.querySelector<HTMLElement>('canvas.thumbnail');
  const isSame = picture !== null && picture.dataset.image === item.imageUri;
  row.className = `row${selected ? ' selected' : ''}${item.status === 'excluded' ? ' excluded' : ''}`;
  row.id = `row-${item.index}`;
  row.role = 'option';
  row.ariaSelected = String(selected);
  row.ariaPosInSet = String(item.index + 1);
  row.ariaSetSize = String(total);
  row.title = nameOf(item);
  row.replaceChildren(isSame ? picture : thumbnail(item, thumbnails), words(item));
}

/** Puts a row where it belongs. */
export function placeRow(row: HTMLElement, index: number): void {
  row.dataset.index = String(index);
  row.style.top = `${index * rowHeight}px`;
}

function thumbnail({ kind, imageUri }: ItemView, thumbnails: Thumbnails): HTMLElement {
  if (imageUri === undefined) return sign(kind === 'brokenLine' ? '{ }' : '!');
  const picture = thumbnails.picture(imageUri, () => picture.replaceWith(sign('!')));
  return picture;
}

function sign(text: string): HTMLElement {
  return element('div', { class: 'thumbnail sign', 'aria-hidden': 'true' }, text);
}

function nameOf({ kind, line, fileName }: ItemView): string {
  return kind === 'brokenLine' ? l10n.t('Line {0}', line ?? '?') : fileName;
}

function words(item: ItemView): HTMLElement {
  const { at, of } = item.caption;
  const place = of > 1 ? element('span', { class: 'row-place' }, l10n.t('{0} of {1}', at, of)) : '';
  const foot = element('div', { class: 'row-foot' }, element('span', { class: 'file-name' }, nameOf(item)), place);
  const label = statusText(item);
  const extent = extentOf(item);
  if (extent !== '') foot.append(element('span', { class: 'extent' }, extent));
  if (item.isShort) foot.append(element('span', { class: 'short' }, l10n.t('Short')));
  if (label !== '') foot.append(element('span', { class: statusClass(item) }, label));
  return element('div', { class: 'row-words' }, caption(item), foot);
}

/** That there is more of a caption than its first line, or that it is no sentence; '' where neither is so. */
function extentOf({ text, draft = text, isStructured }: ItemView): string {
  if (isStructured) return 'JSON';
  const lines = draft.trim().split(lineBreak).length;
  return lines > 1 ? l10n.t('{0} lines', lines) : '';
}

/** What the list has room for: the first line, or of an object all of it on one. */
function shortForm(text: string, isStructured: boolean): string {
  if (!lineBreak.test(text)) return text;
  return isStructured ? text.replaceAll(/\s*\n\s*/gu, ' ') : (text.trimStart().split(lineBreak)[0] ?? '');
}

function caption({ text: inRow, draft, status, suggestion, problem, isStructured }: ItemView): HTMLElement {
  if (problem !== undefined) return element('div', { class: 'row-caption problem' }, problem);
  const text = shortForm(draft ?? inRow, isStructured);
  const isSuggested = draft === undefined && status === 'suggested';
  if (text !== '') {
    // While it is typed, the last word ends with a space.
    const shown = draft === undefined ? withOddSpaces(text) : [text];
    return element('div', { class: `row-caption${isSuggested ? ' suggested' : ''}` }, ...shown);
  }
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
