import type { ItemView } from '../../extension/entries/entryMessages';
import { stateNames } from './stateNames';

/** What a status is called where the person reads it. */
export function statusText(item: ItemView): string {
  const { status, text, kind } = item;
  if (kind === 'brokenLine') return '';
  if (isBegun(item)) return stateNames.begun;
  if (status === '') return text === '' ? '' : stateNames.captioned;
  return stateNames[status];
}

/** How a status is marked: a tick for work that is done, signs of their own for what is left out, and for what is begun. */
export function statusClass(item: ItemView): string {
  if (isBegun(item)) return 'status begun';
  if (item.status === 'excluded') return 'status left-out';
  return isDone(item) ? 'status done' : 'status';
}

/** Whether something is typed into it that nobody has decided on yet; the same as `Entry.isBegun`. */
export function isBegun({ draft }: ItemView): boolean {
  return draft !== undefined && draft.trim() !== '';
}

/** The caption that the file has, '' if none; what is only suggested is nobody's. */
export function fileCaption({ status, text }: ItemView): string {
  return status === 'suggested' ? '' : text;
}

/** Whether nothing is left to do; the same as the extension counts. */
export function isDone(item: ItemView): boolean {
  const { status, text, kind } = item;
  if (kind === 'brokenLine') return true;
  if (isBegun(item)) return false;
  return status === 'excluded' || (status !== 'suggested' && text.trim() !== '');
}
