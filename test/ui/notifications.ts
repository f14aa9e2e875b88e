import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { runCommand } from '../harness/browser';

/** Under a test driver VS Code shows no toasts, but they gather in its notification centre. */
export function notification(page: Page, text: string | RegExp): Locator {
  return page.locator('.notification-list-item', { hasText: text });
}

/**
 * Waits until VS Code has a notification, and shows it: the notification centre closes by itself whenever nothing is left
 * in it.
 */
export async function untilNotified(page: Page, text: RegExp, limit: number): Promise<void> {
  const end = Date.now() + limit;
  while (!(await notification(page, text).isVisible())) {
    assert.ok(Date.now() < end, `there was no notification ${String(text)}`);
    if (await page.locator('.notifications-center').isHidden())
      await runCommand(page, 'Notifications: Show Notifications');
    await notification(page, text)
      .waitFor({ timeout: 5_000 })
      .catch(() => undefined);
  }
}
