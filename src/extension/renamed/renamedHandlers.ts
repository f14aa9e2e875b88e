import * as vscode from 'vscode';
import { mention, showInformation } from '../base/notifications';
import type { Handlers } from '../session/handlers';
import type { SessionContext } from '../session/sessionContext';
import type { RenamedFromWebview, RenamedToWebview } from './renamedMessages';
import { RenamedImages } from './renamedImages';

/** Tells a person of images that have other names now, and moves their captions along. */
export function renamedHandlers(context: SessionContext<RenamedToWebview>): Handlers<RenamedFromWebview> {
  const renamed = context.disposables.add(new RenamedImages(context));
  return {
    renamedReady: () => renamed.begin(),
    moveCaptionsAlong: async () => {
      const count = await renamed.moveAlong();
      if (count > 0) {
        const moved = vscode.l10n.t(
          'Images whose captions moved along: {0}. Undo takes it back.',
          count.toLocaleString(),
        );
        mention(moved);
      } else {
        void showInformation(
          vscode.l10n.t(
            'There is no image that has vanished and came again under another name, as far as can be told.',
          ),
        );
      }
    },
    closeRenamed: () => renamed.close(),
  };
}
