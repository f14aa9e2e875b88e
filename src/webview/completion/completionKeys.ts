import { chord } from '../keyboard/chord';
import { moveFocus } from '../keyboard/tabOrder';
import type { TypeAhead } from '../keyboard/typeAhead';
import type { Completing } from './completing';

/**
 * While a proposal is shown, Tab, Ctrl+Right and Shift+Enter go to VS Code, which may have them bound to taking it; otherwise
 * they do in the text box what they always do.
 */
export function listenForCompletionKeys(
  box: HTMLTextAreaElement,
  completing: Completing,
  typeAhead: TypeAhead,
  acceptAndNext: () => void,
): void {
  box.addEventListener('keydown', (event) => {
    if (!completing.isVisible || event.isComposing || chord.hasTaken(event)) return;
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    const isPlain = !ctrlKey && !metaKey && !altKey;
    if (key === 'Tab' && isPlain && !shiftKey) {
      // Not prevented, it would move the focus before the command comes.
      event.preventDefault();
      typeAhead.expectCommand(() => moveFocus(box, 1));
    } else if (key === 'Enter' && isPlain && shiftKey) {
      event.preventDefault();
      typeAhead.expectCommand(acceptAndNext);
    } else if (key === 'ArrowRight' && (ctrlKey || metaKey) && completing.goesOn) {
      typeAhead.expectCommand();
    }
  });
}
