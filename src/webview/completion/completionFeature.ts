import type { CompletionToWebview } from '../../extension/completion/completionMessages';
import type { Receivers } from '../base/receivers';
import { inOneMoment } from '../caption/keptDraft';
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
      takeCompletionWord: () => {
        if (box.focused) completing.takeWord();
        // The same key in the list: VS Code learns a moment later than the page that the text box was left.
        else deciding.boxedWord.step((words) => words.moveToUnsure(1));
      },
      takeCompletionAndNext: () => {
        if (!completing.isVisible) return;
        inOneMoment(() => {
          completing.take();
          deciding.acceptAndNext();
        });
      },
      acceptUpToCaret: () => {
        // In the list there is a caret once a word is boxed: in front of that.
        const hasCaret = box.focused || deciding.boxedWord.edit();
        if (!hasCaret || box.element.readOnly) return;
        inOneMoment(() => {
          if (completing.endHere()) deciding.acceptAndNext();
        });
      },
    },
    receivers,
  };
}
