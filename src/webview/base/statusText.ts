import type { ItemView } from '../../extension/entries/entryMessages';
import { stateNames } from './stateNames';

/** What a status is called where the person reads it. */
export function statusText({ status, text, kind }: ItemView): string {
  if (kind === 'brokenLine') return '';
  if (status === '') return text === '' ? '' : stateNames.captioned;
  return stateNames[status];
}

/** How a status is marked: a tick for work that is done, a sign of its own for what is left out. */
export function statusClass(item: ItemView): string {
  if (item.status === 'excluded') return 'status left-out';
  return isDone(item) ? 'status done' : 'status';
}

/** Whether nothing is left to do; the same as the extension counts. */
export function isDone({ status, text, kind }: ItemView): boolean {
  if (kind === 'brokenLine') return true;
  return status === 'excluded' || (status !== 'suggested' && text.trim() !== '');
}
