import * as l10n from '@vscode/l10n';
import type { ItemView } from '../extension/messages';

/** What a status is called where the person reads it. */
export function statusText({ status, text, kind }: ItemView): string {
  if (kind === 'brokenLine') return '';
  switch (status) {
    case '':
      return text === '' ? '' : l10n.t('Captioned');
    case 'accepted':
      return l10n.t('Accepted');
    case 'edited':
      return l10n.t('Edited');
    case 'written':
      return l10n.t('Written');
    case 'excluded':
      return l10n.t('Excluded');
    case 'suggested':
      return l10n.t('Suggested');
  }
}

/** Whether nothing is left to do; the same as the extension counts. */
export function isDone({ status, text, kind }: ItemView): boolean {
  if (kind === 'brokenLine') return true;
  return status === 'excluded' || (status !== 'suggested' && text.trim() !== '');
}
