import * as l10n from '@vscode/l10n';

/** What the states of images are called wherever the person reads them; `captioned` comes from another tool. */
export const stateNames = {
  todo: l10n.t('To do'),
  suggested: l10n.t('Suggested'),
  accepted: l10n.t('Accepted'),
  edited: l10n.t('Edited'),
  written: l10n.t('Written'),
  captioned: l10n.t('From elsewhere'),
  excluded: l10n.t('Excluded'),
} as const;
