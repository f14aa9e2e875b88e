import { listen, send } from './base/host';
import { Deciding } from './deciding/deciding';
import { features, receive } from './features';
import { Keyboard } from './keyboard/keyboard';
import { Page } from './page/page';

/** Puts the editor together: the page, what can be done on it, and the keys. */
export function startApp(): void {
  const deciding: Deciding = new Deciding(() => page);
  const page: Page = new Page({
    acceptAndNext: () => deciding.acceptAndNext(),
    accept: (candidate) => deciding.accept(candidate),
    edit: () => deciding.edit(),
    exclude: () => deciding.exclude(),
    focusChanged: () => tellFocus(),
  });
  const keyboard = new Keyboard(
    { list: page.list, stage: page.detail.stage, box: page.detail.box },
    {
      select: (index) => page.select(index),
      acceptAndNext: () => deciding.acceptAndNext(),
      edit: (nextKey) => deciding.edit(nextKey),
      removeWord: () => deciding.boxedWord.remove(),
      selectAll: () => deciding.allSelected.begin(),
      endSelectAll: () => deciding.allSelected.end(),
      leaveBox: () => page.focusEntries(),
      undoInTurn: (event) => deciding.onTheirWay.takeKey(event),
      isWaiting: () => page.isWaiting,
      whenReady: (needsEntry, action) => page.whenReady(needsEntry, action),
      held: (text) => page.keepHeld(text),
      dropped: (text) => page.tellNotTyped(text),
    },
  );
  let wasInTextBox = false;
  const tellFocus = (): void => {
    const inTextBox = document.hasFocus() && page.detail.box.focused;
    if (inTextBox !== wasInTextBox) send({ type: 'focus', inTextBox });
    wasInTextBox = inTextBox;
    page.keep();
  };
  const { receivers } = features(page, deciding, keyboard);
  deciding.boxedWord.listen();
  deciding.onTheirWay.listen();
  keyboard.listen();
  for (const event of ['focus', 'blur', 'focusin', 'focusout']) window.addEventListener(event, tellFocus);
  listen(
    (message) => receive(receivers, message),
    (isSilent) => {
      page.banner.tellSilence(isSilent);
      keyboard.typeAhead.tellSilence(isSilent);
    },
  );
  page.start();
}
