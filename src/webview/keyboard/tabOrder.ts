const focusable = 'button, input, select, textarea, [tabindex="0"]';

/** What Tab goes to, in order. @param kept is among it in any case */
function tabOrder(kept?: HTMLElement): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>(focusable)];
  return all.filter((one) => one === kept || (!one.matches(':disabled') && one.checkVisibility()));
}

/**
 * Does what Tab does, and after the last one comes the first again: beyond it there is only VS Code's page around the editor, from
 * which Tab leads nowhere near. Its own keys (F6, Ctrl+1, Ctrl+0) leave the editor.
 * @param by 1 for Tab, -1 for Shift+Tab
 */
export function moveFocus(from: HTMLElement, by: 1 | -1): void {
  const all = tabOrder(from);
  all[(all.indexOf(from) + by + all.length) % all.length].focus();
}

/** Whether Tab, or Shift+Tab, would leave the page. */
export function isAtEnd(by: 1 | -1): boolean {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && tabOrder(activeElement).at(by > 0 ? -1 : 0) === activeElement;
}
