import * as l10n from '@vscode/l10n';

/** What waits for a decision is called so everywhere, whether or not something is suggested for it. */
export const openName = l10n.t('To do');

/** What the states of images are called wherever the person reads them; `captioned` comes from another tool. */
export const stateNames = {
  todo: l10n.t('No caption yet'),
  suggested: l10n.t('Suggested'),
  begun: l10n.t('Begun'),
  accepted: l10n.t('Accepted'),
  edited: l10n.t('Edited'),
  written: l10n.t('Written'),
  captioned: l10n.t('From elsewhere'),
  excluded: l10n.t('Excluded'),
} as const;
