import type { PhraseToWebview } from '../../extension/phrases/phraseMessages';
import { send } from '../base/host';
import type { Receivers } from '../base/receivers';
import type { Deciding } from '../deciding/deciding';
import { typeText } from '../keyboard/doAgain';
import type { Page } from '../page/page';
import { PhraseBar } from './phraseBar';

/** Inserts the phrases that have a key where the caret is, or begins the caption of the selected image with one. */
export function phrasesFeature(page: Page, deciding: Deciding) {
  const { box, below } = page.detail;
  const insert = (at: number): void => {
    const phrase = bar.phrase(at);
    if (phrase === undefined) return;
    if (!box.focused) deciding.edit(phrase.charAt(0));
    const { value, selectionStart, selectionEnd } = box.element;
    // It may be locked, or there is no image.
    if (!box.focused || box.element.readOnly) return;
    const before = /\S$/.test(value.slice(0, selectionStart)) ? ' ' : '';
    const behind = /^[\p{L}\p{N}]/u.test(value.slice(selectionEnd)) ? ' ' : '';
    typeText(before + phrase + behind);
  };
  const bar = new PhraseBar(insert);
  below.append(bar.element);
  send({ type: 'askPhrases' });
  const receivers: Receivers<PhraseToWebview> = { phrases: ({ phrases }) => bar.show(phrases) };
  return {
    commands: {
      insertPhrase1: () => insert(0),
      insertPhrase2: () => insert(1),
      insertPhrase3: () => insert(2),
      insertPhrase4: () => insert(3),
      insertPhrase5: () => insert(4),
      insertPhrase6: () => insert(5),
      insertPhrase7: () => insert(6),
      insertPhrase8: () => insert(7),
      insertPhrase9: () => insert(8),
    },
    receivers,
  };
}
