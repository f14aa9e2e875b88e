import path from 'node:path';
import * as vscode from 'vscode';
import { SearchError } from '../../dataset/list/listFilter';
import { mention } from '../base/notifications';
import { FindInThread } from '../../dataset/replace/findInThread';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { ReplaceFromWebview, ReplaceToWebview } from './replaceMessages';
import { ReplacementLog } from './replacementLog';
import { ReplacePreview } from './replacePreview';

/** Shows what a replacement would do with all captions that are shown, and does it. */
export function replaceHandlers(context: SessionContext<ReplaceToWebview>): Handlers<ReplaceFromWebview> {
  const finder = new FindInThread(path.join(__dirname, 'searchWorker.js'));
  const preview = new ReplacePreview(context, finder);
  const log = new ReplacementLog(context.storage, context.captions.file);
  const { post } = context;
  /** What is searched for, or was last. */
  let searched: { sequence: number; done: Promise<unknown> } | undefined;
  return {
    previewReplace: async ({ rule, sequence }) => {
      try {
        // Captions that are not listed yet would be left out unseen.
        const done = context.listed().then(() => preview.search(rule));
        searched = { sequence, done };
        const summary = await done;
        if (summary) post({ type: 'replacePreview', sequence, summary });
      } catch (error) {
        if (!(error instanceof SearchError)) throw error;
        post({ type: 'replacePreview', sequence, problem: error.message });
      }
    },
    previewWindow: ({ sequence, first, count }) =>
      post({ type: 'previewRows', sequence, first, rows: preview.rows(first, count) }),
    leaveOut: async ({ sequence, line, isLeftOut }) => {
      await searched?.done;
      if (sequence === searched?.sequence)
        post({ type: 'leftOut', sequence, changes: preview.leaveOut(line, isLeftOut) });
    },
    replaceAll: async ({ sequence }) => {
      await searched?.done;
      // Only what was seen is done.
      if (sequence !== searched?.sequence) return;
      try {
        const { replacement, outdated } = await preview.apply();
        const count = replacement?.lines.length ?? 0;
        // One caption is taken back by what is known of it alone.
        if (replacement && count > 1) await log.add(replacement);
        mention(outcomeText(count, outdated));
      } finally {
        post({ type: 'replaced' });
      }
    },
    endReplace: () => finder.stop(),
  };
}

/** @param outdated how many stayed as they are, as somebody had changed them meanwhile */
export function outcomeText(changed: number, outdated: number): string {
  const sentences = [
    changed === 0
      ? vscode.l10n.t('No caption was changed.')
      : vscode.l10n.t('Captions changed: {0}. Undo takes all of it back.', changed.toLocaleString()),
  ];
  if (outdated > 0)
    sentences.push(
      vscode.l10n.t('Changed since they were shown, so that they stayed as they are: {0}.', outdated.toLocaleString()),
    );
  return sentences.join(' ');
}
