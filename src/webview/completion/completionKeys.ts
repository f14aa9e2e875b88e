import { chord } from '../keyboard/chord';
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
      typeAhead.expectCommand(() => moveFocusOn(box));
    } else if (key === 'Enter' && isPlain && shiftKey) {
      event.preventDefault();
      typeAhead.expectCommand(acceptAndNext);
    } else if (key === 'ArrowRight' && (ctrlKey || metaKey) && completing.goesOn) {
      typeAhead.expectCommand();
    }
  });
}

/** What Tab does. */
function moveFocusOn(from: HTMLElement): void {
  const all = [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, [tabindex="0"]')];
  const candidates = all.filter((one) => one === from || (one.checkVisibility() && !one.matches(':disabled')));
  candidates[(candidates.indexOf(from) + 1) % candidates.length].focus();
}
