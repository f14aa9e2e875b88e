import type { ItemView } from '../extension/messages';

/** What a status is called, and what stands for it where there is little room. */
const texts: Record<ItemView['status'], { label: string; sign: string }> = {
  '': { label: '', sign: '' },
  accepted: { label: 'Accepted', sign: '✓' },
  edited: { label: 'Edited', sign: '✎' },
  written: { label: 'Written', sign: '✎' },
  excluded: { label: 'Excluded', sign: '⊘' },
  suggested: { label: 'Not looked at yet', sign: '…' },
};

export function statusText(status: ItemView['status']): { label: string; sign: string } {
  return texts[status];
}

export function isDecided(item: ItemView | undefined): boolean {
  return item !== undefined && item.status !== '' && item.status !== 'suggested';
}
