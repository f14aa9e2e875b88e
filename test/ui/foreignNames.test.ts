import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { craftModel } from '../craftedModel';
import { takePicture } from '../harness/browser';
import { notification, untilNotified } from './notifications';
import { copySamples, type OpenedFolder } from './openedFolder';
import { captionImages, withFolder } from './suite';

const hostile = '[Free](command:workbench.action.closeWindow) $(flame)';

/** Names of models are anybody's: a model may come from elsewhere. */
describe('The name of a model that looks like a link and an icon', function () {
  this.timeout(120_000);

  let opened: OpenedFolder;
  let page: Page;

  withFolder(
    { name: 'foreign', ownWindow: true, fill: (folder) => copySamples(folder, ['cat.jpg']), inSteps: true },
    async (folder) => {
      ({ page } = opened = folder);
      const own = path.join(opened.workbench.home, 'data', 'User', 'globalStorage', 'showtell.showtell', 'models');
      await mkdir(own, { recursive: true });
      craftModel(path.join(own, 'hostile'), path.resolve('models', 'flickr8k-attention'), path.resolve('samples'), {
        ...{ id: 'hostile', name: hostile, base: { id: 'flickr8k-attention-3', name: 'Flickr8k attention' } },
      });
      await rm(path.join(own, 'hostile', 'report.json'));
      await captionImages(opened);
    },
  );

  const take = async (words: string): Promise<void> => {
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: words });
    await row.waitFor();
    await row.click();
  };

  it('stands letter for letter in lists', async () => {
    await opened.workbench.steering.run('showtell.manageModels');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Free' });
    await row.waitFor();
    assert.ok((await row.innerText()).replaceAll('\u2060', '').includes(hostile));
    assert.equal(await row.locator('.codicon-flame').count(), 0);
    await row.click();
  });

  it('makes no link in a notification', async () => {
    await take('Show Its Report');
    await untilNotified(page, /There is no report of/, 30_000);
    const said = notification(page, /There is no report of/).locator('.notification-list-item-message');
    await takePicture(page, 'foreign-names');
    assert.equal(await said.locator('a').count(), 0);
    assert.ok((await said.innerText()).replaceAll('\u2060', '').includes(hostile));
  });

  it('makes no icon in the status bar', async () => {
    await opened.workbench.steering.run('showtell.chooseModel');
    await take('Free');
    const item = page.locator('.statusbar-item', { hasText: '[Free]' });
    await item.waitFor();
    assert.equal(await item.locator('.codicon-flame').count(), 0);
  });
});
