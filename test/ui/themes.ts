import type { Frame } from 'playwright-core';
import type { OpenedFolder } from './openedFolder';

/** What the settings call them, by the class that VS Code gives a webview's body. */
export const themes = {
  'vscode-dark': 'Dark Modern',
  'vscode-light': 'Light Modern',
  'vscode-high-contrast': 'Default High Contrast',
  'vscode-high-contrast-light': 'Default High Contrast Light',
} as const;
export type Theme = keyof typeof themes;

/** Chooses a theme, and waits until a webview that is open knows of it. */
export async function chooseTheme(opened: OpenedFolder, name: Theme, webview: Frame): Promise<void> {
  await opened.set({ 'workbench.colorTheme': themes[name] });
  // A page in the light one has the class of the dark one, too.
  const other = name === 'vscode-high-contrast' ? ':not(.vscode-high-contrast-light)' : '';
  await webview.locator(`body.${name}${other}`).waitFor();
}
