import type { ItemView } from '../../extension/entries/entryMessages';
import { stateNames } from './stateNames';

/** What a status is called where the person reads it. */
export function statusText({ status, text, kind }: ItemView): string {
  if (kind === 'brokenLine') return '';
  if (status === '') return text === '' ? '' : stateNames.captioned;
  return stateNames[status];
}

/** Whether nothing is left to do; the same as the extension counts. */
export function isDone({ status, text, kind }: ItemView): boolean {
  if (kind === 'brokenLine') return true;
  return status === 'excluded' || (status !== 'suggested' && text.trim() !== '');
}
