import { send } from '../base/host';
import type { BoxedWord } from '../deciding/boxedWord';
import type { Page } from '../page/page';

/** Commands that go from image to image, and look at one more closely. */
export function navigationCommands(page: Page, boxedWord: BoxedWord) {
  const { stage, box } = page.detail;
  return {
    search: () => page.search(),
    toggleFocusView: () => page.toggleFocusView(),
    zoomIn: () => stage.zoom.zoomIn(),
    zoomOut: () => stage.zoom.zoomOut(),
    zoomToFit: () => stage.zoom.fit(),
    panLeft: () => stage.zoom.panStep(-1, 0),
    panRight: () => stage.zoom.panStep(1, 0),
    panUp: () => stage.zoom.panStep(0, -1),
    panDown: () => stage.zoom.panStep(0, 1),
    next: () => page.move(1),
    previous: () => page.move(-1),
    nextUndecided: () => {
      box.flush();
      send({ type: 'findUndecided' });
    },
    nextWord: () => boxedWord.step((words) => words.move(1)),
    previousWord: () => boxedWord.step((words) => words.move(-1)),
    nextUnsureWord: () => boxedWord.step((words) => words.moveToUnsure(1)),
    previousUnsureWord: () => boxedWord.step((words) => words.moveToUnsure(-1)),
  };
}
