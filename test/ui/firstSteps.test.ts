import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { runCommand, takePicture } from '../harness/browser';
import { CaptionEditor } from './captionEditor';
import { type OpenedFolder } from './openedFolder';
import { withFolder } from './suite';

/** What the pictures of the steps show. */
const pictures = [
  'one large',
  'the Enter key',
  'that is changed',
  'Three candidates',
  'A falling curve',
  'Lines of JSON',
];

describe('The first steps', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;

  withFolder({ name: 'first-steps', ownWindow: true, fill: () => Promise.resolve(), settings: {} }, (folder) => {
    ({ page } = opened = folder);
  });

  it('lead from opening the samples to using the captions, each with a picture', async () => {
    await runCommand(page, 'Showtell: First Steps');
    const steps = page.locator('.getting-started-step');
    await steps.first().waitFor();
    assert.equal(await steps.count(), pictures.length);
    for (let at = 0; at < pictures.length; at++) {
      await steps.nth(at).locator('.step-title').click();
      await page.locator('.getting-started-step.expanded').nth(0).waitFor();
      await untilShown(page, pictures[at]);
      await takePicture(page, `first-steps-${at + 1}`);
    }
  });

  it('open a copy of the samples, with a suggestion for the first', async () => {
    await page.locator('.getting-started-step .step-title').first().click();
    await page.locator('.getting-started-step.expanded .monaco-button', { hasText: 'Open Samples' }).click();
    const input = page.locator('.quick-input-widget input.input');
    await input.waitFor();
    await takePicture(page, 'first-steps-where');
    await page.locator('.quick-input-widget .monaco-button', { hasText: 'Copy Samples Here' }).click();
    await page.locator('.tab.active', { hasText: 'metadata.jsonl' }).waitFor();
    // The picture of the step goes with its page.
    await page.waitForFunction(`document.querySelectorAll('iframe.webview.ready').length === 1`);
    const editor = await CaptionEditor.onScreen(page);
    await editor.frame.locator('.counts', { hasText: '0 of 16' }).waitFor();
    await editor.arrive('astronaut.jpg');
    await takePicture(page, 'first-steps-samples');
    assert.ok(existsSync(path.join(opened.folder, 'showtell-samples', 'astronaut.jpg')));
    assert.ok(!existsSync(path.join(opened.folder, 'showtell-samples', 'metadata.jsonl')));
  });
});

/** Waits until one of the page's webviews shows a picture of which its label says this. */
async function untilShown(page: Page, label: string): Promise<void> {
  const isShown = (frame: Frame): Promise<boolean> =>
    frame
      .locator(`svg[aria-label*="${label}"]`)
      .isVisible()
      .catch(() => false);
  for (;;) {
    for (const frame of page.frames()) if (await isShown(frame)) return;
    await page.waitForEvent('frameattached', { timeout: 500 }).catch(() => undefined);
  }
}
