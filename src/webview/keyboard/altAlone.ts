/**
 * Keeps from VS Code that Alt alone was pressed or let go: it would go to its menu, and the keys that follow with it. Here Alt is held
 * to see what it takes with a number. Keys that are pressed meanwhile say for themselves that it is held.
 */
export function keepAltAlone(): void {
  // VS Code listens at the window, behind all that is on the page.
  for (const name of ['keydown', 'keyup'] as const)
    document.addEventListener(name, (event) => event.key === 'Alt' && event.stopPropagation());
}
