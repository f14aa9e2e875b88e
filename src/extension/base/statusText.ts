import * as vscode from 'vscode';
import type { Row } from '../../dataset/rows/row';

/** What a caption is, for a person; '' for one of another tool. */
export function statusText(status: Row['status']): string {
  switch (status) {
    case 'accepted':
      return vscode.l10n.t('Accepted');
    case 'edited':
      return vscode.l10n.t('Edited');
    case 'written':
      return vscode.l10n.t('Written');
    case 'excluded':
      return vscode.l10n.t('Excluded');
    case 'suggested':
      return vscode.l10n.t('Suggested');
    case '':
      return '';
  }
}
