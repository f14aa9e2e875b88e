import type { Frame, Page } from 'playwright-core';

/** The page of the statistics, which is beside that of the editor. */
export async function statisticsFrame(page: Page): Promise<Frame> {
  for (;;) {
    for (const frame of page.frames()) if ((await frame.locator('main.statistics').count()) > 0) return frame;
    await page.waitForEvent('frameattached', { timeout: 2_000 }).catch(() => undefined);
  }
}
