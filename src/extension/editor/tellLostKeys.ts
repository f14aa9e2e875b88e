import * as vscode from 'vscode';
import { showWarning } from '../base/notifications';
import type { CaptionSession } from './captionSession';
import type { LostKeys } from './pageCommands';

/**
 * Says that keys came to nothing, as the page went before they had reached it: nobody can tell what they would have done there.
 * @param show opens the captions
 */
export async function tellLostKeys(
  { fileName, captions, entries }: CaptionSession,
  { change, text }: LostKeys,
  show: () => Thenable<unknown>,
): Promise<void> {
  const image = captions.index.find(entries.selectedKey)?.fileName;
  if (image === undefined || (!change && text === '')) return;
  const open = vscode.l10n.t('Open the Captions');
  const message =
    text === ''
      ? vscode.l10n.t(
          '{0} was closed or hidden before the last keys had reached it, so they decided nothing, from {1} on.',
          fileName,
          image,
        )
      : vscode.l10n.t('{0} was closed before “{1}” could be typed: it is in no caption.', fileName, text);
  if ((await showWarning(message, open)) === open) await show();
}
