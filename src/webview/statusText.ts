import type { ItemView } from '../extension/messages';

/** What a status is called where the person reads it. */
const labels: Record<ItemView['status'], string> = {
  '': '',
  accepted: 'Accepted',
  edited: 'Edited',
  written: 'Written',
  excluded: 'Excluded',
  suggested: 'Suggested',
};

export function statusText({ status, text, kind }: ItemView): string {
  if (kind === 'brokenLine') return '';
  return status === '' && text !== '' ? 'Captioned' : labels[status];
}

/** Whether nothing is left to do; the same as the extension counts. */
export function isDone({ status, text, kind }: ItemView): boolean {
  if (kind === 'brokenLine') return true;
  return status === 'excluded' || (status !== 'suggested' && text.trim() !== '');
}
