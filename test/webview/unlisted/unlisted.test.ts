import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { entry, openDataset } from '../harness/openDataset';

const reason = 'HEIC images cannot be read.';

describe('What of the folder is not in the list', () => {
  it('stands below it, with one name and its reason, and leads to the others', async () => {
    const page = await openDataset([entry(0)]);
    page.tell({ type: 'unlisted', unlisted: { count: 3, example: { path: 'phone/1.heic', reason } } });
    const notice = page.all('.unlisted.shown').at(0);
    assert.equal(notice?.closest('.news'), page.one('.list').nextElementSibling);
    assert.equal(
      notice?.querySelector('.notice-text')?.textContent,
      'Not listed: phone/1.heic and 2 more. HEIC images cannot be read.',
    );
    page.click(page.button('Show Log'));
    assert.deepEqual(page.saidOf('run'), [{ type: 'run', command: 'showLog' }]);
  });

  it('is told alone where it is one', async () => {
    const page = await openDataset([entry(0)]);
    page.tell({ type: 'unlisted', unlisted: { count: 1, example: { path: '1.heic', reason } } });
    assert.equal(page.all('.unlisted .notice-text')[0].textContent, 'Not listed: 1.heic. HEIC images cannot be read.');
    assert.deepEqual(
      page.all('.side .unlisted button').map(({ textContent }) => textContent),
      ['Close'],
    );
  });

  it('stands also where there is nothing to list', async () => {
    const page = await openDataset([]);
    page.tell({ type: 'unlisted', unlisted: { count: 3, example: { path: '1.heic', reason } } });
    assert.equal(page.isShown('.empty-folder .unlisted'), true);
    assert.match(page.textOf('.empty-folder'), /No images here yet.*Not listed: 1\.heic and 2 more\./);
  });

  it('goes when it is closed, or the folder has it no more', async () => {
    const page = await openDataset([entry(0)]);
    page.tell({ type: 'unlisted', unlisted: { count: 1, example: { path: '1.heic', reason } } });
    page.click(page.button('Close'));
    assert.deepEqual(page.saidOf('closeUnlisted'), [{ type: 'closeUnlisted' }]);
    page.tell({ type: 'unlisted' });
    assert.deepEqual(page.all('.unlisted.shown'), []);
  });
});
