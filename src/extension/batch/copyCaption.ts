import * as vscode from 'vscode';
import { waitsForSuggestion, type Entry } from '../../dataset/list/entry';
import { showInformation } from '../base/notifications';
import { typeCaption } from '../document/rowChanges';
import type { CaptionSession } from '../editor/captionSession';
import { confirmed } from './confirm';

/**
 * Writes the caption of the selected image to all other images that are shown and have none, as one undo step. What has
 * a caption, a suggestion that a batch wrote, or was left out stays as it is.
 * @param args of the command; without `confirm: false` it asks first, with the number
 */
export async function copyCaption(session: CaptionSession, args: unknown): Promise<void> {
  await session.settle();
  await session.captions.gate.pass();
  await session.listed();
  const { captions, entries, edits } = session;
  const selected = captions.index.find(entries.selectedKey);
  const text = selected?.row?.status === 'suggested' ? '' : (selected?.row?.text ?? '');
  if (text.trim() === '') {
    const none = vscode.l10n.t('Select an image that has a caption: that one is copied to images without a caption.');
    return void showInformation(none);
  }
  const keys = [...entries.all].filter(isEmpty).map(({ key }) => key);
  if (keys.length === 0) {
    return void showInformation(vscode.l10n.t('Every image that is shown has a caption.'));
  }
  const count = vscode.l10n.t('Images without a caption: {0}.', keys.length.toLocaleString());
  const question = {
    text: vscode.l10n.t('Write this caption to all images that are shown and have none?'),
    detail: [`“${text}”`, count],
    button: vscode.l10n.t('Copy Caption'),
  };
  if (!(await confirmed(args, question))) return;
  await edits.add(() => {
    const row = typeCaption(text, undefined, undefined, new Date());
    const empty = keys.flatMap((key) => captions.index.find(key) ?? []).filter(isEmpty);
    return captions.changeAll(empty.map((entry) => ({ entry, row })));
  });
}

function isEmpty({ group }: Entry): boolean {
  return group?.entries.length === 1 && waitsForSuggestion(group);
}
