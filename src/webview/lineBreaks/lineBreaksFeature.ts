import type { LineBreakToWebview } from '../../extension/lineBreaks/lineBreakMessages';
import { send } from '../base/host';
import type { Receivers } from '../base/receivers';
import { typeText } from '../keyboard/doAgain';
import type { Page } from '../page/page';

/** Puts line breaks into the text box, where Enter accepts; and follows the setting of what is pasted. */
export function lineBreaksFeature(page: Page) {
  const { box } = page.detail;
  send({ type: 'askPastedLines' });
  const receivers: Receivers<LineBreakToWebview> = {
    pastedLines: ({ rule }) => {
      box.keepsPastedLines = rule === 'keep';
    },
  };
  return {
    commands: {
      insertLineBreak: () => {
        if (box.focused && !box.element.readOnly) typeText('\n');
      },
    },
    receivers,
  };
}
