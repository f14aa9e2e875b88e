import type { CompletionToWebview } from '../../extension/completion/completionMessages';
import type { Receivers } from '../base/receivers';
import type { Deciding } from '../deciding/deciding';
import type { Keyboard } from '../keyboard/keyboard';
import type { Page } from '../page/page';
import { Completing } from './completing';
import { listenForCompletionKeys } from './completionKeys';
import { listenForCorrections } from './correctSuggestion';

/** Completes what is typed in the text box of a page. */
export function completionFeature(page: Page, deciding: Deciding, { typeAhead }: Keyboard) {
  const { box } = page.detail;
  const completing = new Completing(box);
  listenForCompletionKeys(box.element, completing, typeAhead, () => deciding.acceptAndNext());
  listenForCorrections(page.detail, deciding.boxedWord, completing);
  const receivers: Receivers<CompletionToWebview> = {
    completion: (message) => completing.receive(message.request, message),
  };
  return {
    commands: {
      takeCompletion: () => completing.take(),
      takeCompletionWord: () => completing.takeWord(),
      takeCompletionAndNext: () => {
        if (!completing.isVisible) return;
        completing.take();
        deciding.acceptAndNext();
      },
    },
    receivers,
  };
}
