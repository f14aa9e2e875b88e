/** Signs that keyboards and menus of macOS show. */
const macSigns: Readonly<Record<string, string>> = {
  ...{ ctrl: '⌃', alt: '⌥', shift: '⇧', cmd: '⌘' },
  ...{ enter: '⏎', tab: '⇥', backspace: '⌫', delete: '⌦', escape: '⎋' },
};
const names: Readonly<Record<string, string>> = {
  ...{
    ctrl: 'Ctrl',
    alt: 'Alt',
    shift: 'Shift',
    enter: 'Enter',
    escape: 'Esc',
    tab: 'Tab',
    delete: 'Delete',
    space: 'Space',
  },
  ...{ pagedown: 'PgDn', pageup: 'PgUp', up: '↑', down: '↓', left: '←', right: '→' },
};

/** A key as VS Code shows it in menus: "Ctrl+F", on macOS "⌘F". */
export function keyLabel(key: string, isMac: boolean): string {
  const labels = key
    .split('+')
    .map((part) => (isMac ? macSigns[part] : undefined) ?? names[part] ?? part.toUpperCase());
  return labels.join(isMac ? '' : '+');
}
