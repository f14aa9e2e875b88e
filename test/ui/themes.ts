import type { Page } from 'playwright-core';
import { runCommand } from '../harness/browser';

/** By the class that VS Code gives a webview's body. */
export const themes = {
  'vscode-dark': 'Dark Modern',
  'vscode-light': 'Light Modern',
  'vscode-high-contrast': 'Dark High Contrast',
  'vscode-high-contrast-light': 'Light High Contrast',
} as const;
export type Theme = keyof typeof themes;

/** Chooses a theme as a person does; what is open learns of it a moment later. */
export async function chooseTheme(page: Page, name: Theme): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  const input = page.locator('.quick-input-widget input.input');
  await input.fill(themes[name]);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: themes[name] }).waitFor();
  await page.keyboard.press('Enter');
}
