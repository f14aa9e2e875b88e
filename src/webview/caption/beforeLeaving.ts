/** Tells before Ctrl+W or Ctrl+Tab does its work in a text box, and before the page goes: what was typed is on its way then. */
export function beforeLeaving(box: HTMLElement, tell: () => void): void {
  box.addEventListener('keydown', ({ key }) => {
    if (key === 'Control' || key === 'Meta' || key === 'Alt') tell();
  });
  window.addEventListener('pagehide', tell);
}
