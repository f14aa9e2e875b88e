import type { Frame, Page } from 'playwright-core';
import { runCommand } from '../harness/browser';

/** By the class that VS Code gives a webview's body. */
export const themes = {
  'vscode-dark': 'Dark Modern',
  'vscode-light': 'Light Modern',
  'vscode-high-contrast': 'Dark High Contrast',
  'vscode-high-contrast-light': 'Light High Contrast',
} as const;
export type Theme = keyof typeof themes;

/** Chooses a theme as a person does, and waits until a webview that is open knows of it. */
export async function chooseTheme(page: Page, name: Theme, webview: Frame): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  const input = page.locator('.quick-input-widget input.input');
  await input.fill(themes[name]);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: themes[name] }).waitFor();
  await page.keyboard.press('Enter');
  // A page in the light one has the class of the dark one, too.
  const other = name === 'vscode-high-contrast' ? ':not(.vscode-high-contrast-light)' : '';
  await webview.locator(`body.${name}${other}`).waitFor();
}
