import path from 'node:path';
import * as vscode from 'vscode';
import { mention, showWarning } from '../base/notifications';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import { DiskNews, type DiskNewsListener } from './diskNews';
import type { DiskNewsFromWebview, DiskNewsToWebview } from './diskNewsMessages';

/** So many images whose captions stay are named. */
const mostNames = 5;

/** Tells a person that another program changed the file, and merges what it did. */
export function diskNewsHandlers(context: SessionContext<DiskNewsToWebview>): Handlers<DiskNewsFromWebview> {
  const { captions } = context;
  const listener: DiskNewsListener = {
    tell: (problem) => context.post({ type: 'diskNews', problem }),
    merged: ({ taken, disputed }) => {
      const file = path.basename(captions.file);
      mention(
        vscode.l10n.t(
          'Rows taken over from {0}, which another program changed: {1}. Undo takes it back.',
          file,
          taken.toLocaleString(),
        ),
      );
      if (disputed.length > 0) void tellDisputed(captions.document.uri, file, disputed);
    },
  };
  const news = context.disposables.add(new DiskNews(captions, context.edits, listener));
  return { mergeFromDisk: () => news.merge() };
}

async function tellDisputed(uri: vscode.Uri, file: string, disputed: readonly string[]): Promise<void> {
  const names = disputed.slice(0, mostNames).join(', ') + (disputed.length > mostNames ? ' …' : '');
  const compare = vscode.l10n.t('Compare With the File');
  const message = vscode.l10n.t(
    'Changed both here and in {0}, so that yours stayed ({1}): {2}. Saving writes yours over those in the file.',
    file,
    disputed.length.toLocaleString(),
    names,
  );
  if ((await showWarning(message, compare)) !== compare) return;
  await vscode.commands.executeCommand('workbench.files.action.compareWithSaved', uri);
}
