import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { runCommand, takePicture } from '../harness/browser';
import { OpenedFolder } from './openedFolder';

describe('The first steps', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;

  before(async () => {
    opened = await OpenedFolder.open('first-steps', (folder) =>
      mkdir(folder, { recursive: true }).then(() => undefined),
    );
    page = opened.page;
  });
  after(() => opened?.close());

  it('lead from opening the samples to using the captions, each with a picture', async () => {
    await runCommand(page, 'Showtell: First Steps');
    const steps = page.locator('.getting-started-step');
    await steps.first().waitFor();
    assert.equal(await steps.count(), 6);
    for (let at = 0; at < 6; at++) {
      await steps.nth(at).click();
      await page.locator('.getting-started-step.expanded').nth(0).waitFor();
      await page.locator('.getting-started-media iframe, .getting-started-media svg').first().waitFor();
      await takePicture(page, `first-steps-${at + 1}`);
    }
  });
});
