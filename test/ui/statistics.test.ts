import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { runCommand, takePicture, waitForExtensions } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import { CaptionEditor, untilValue } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { statisticsFrame } from './statisticsFrame';
import { captionImages, withFolder } from './suite';
import { chooseTheme, themes, type Theme } from './themes';

const subjects = ['dog', 'dog', 'cat', 'horse', 'person', 'temple', 'cup of coffee', 'dog'];
const places = ['on the grass', 'in front of a wall', 'beside the water under a cloudy sky', 'at a window'];

/** Photographs, and rows as somebody leaves them halfway. */
async function fill(folder: string): Promise<void> {
  await copySamples(folder);
  const rows = Array.from({ length: 160 }, (_, at) => {
    const suggestion = `a ${subjects[at % subjects.length]} ${places[(at >> 1) % places.length]}`;
    const status = ['accepted', 'edited', 'accepted', 'written', 'edited', 'accepted', 'suggested', 'excluded'][at % 8];
    const own = `two ${subjects[(at >> 1) % subjects.length]}s ${places[at % places.length]} in the evening light`;
    const text = status === 'edited' ? suggestion.replace(/^a/, at % 3 === 0 ? 'one brown' : 'the') : suggestion;
    return status === 'written'
      ? { file_name: `${at}.jpg`, text: own, suggestion: '', status }
      : { file_name: `${at}.jpg`, text, suggestion, status };
  });
  await writeFile(path.join(folder, 'metadata.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

describe('The statistics of a dataset', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;
  let statistics: Frame;

  withFolder({ name: 'statistics', fill, settings: {}, patience: 30_000 }, async (folder) => {
    ({ page } = opened = folder);
    await page.setViewportSize({ width: 1720, height: 1000 });
    editor = await captionImages(opened);
    await runCommand(page, 'Showtell: Show Statistics');
    statistics = await statisticsFrame(page);
    await statistics.locator('.words .count').first().waitFor();
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`read well in ${themes[theme]}, for everybody`, async () => {
      await chooseTheme(opened, theme, statistics);
      await takePicture(page, `statistics-${theme.slice(7)}`);
      assert.deepEqual(await accessibilityProblems(statistics), []);
    });
  }

  it('filter the editor by status', async () => {
    await statistics.locator('.states button', { hasText: 'Edited' }).click();
    await editor.frame.locator('.choice.active').first().waitFor();
    assert.equal(await editor.frame.locator('select').first().inputValue(), 'edited');
  });

  it('mean by each state what the editor means, and leave the order as the person chose it', async () => {
    await editor.frame.locator('select[aria-label="Order"]').selectOption('longest');
    const none = statistics.locator('.states tr', { hasText: 'No caption yet' });
    const count = await none.locator('.count').innerText();
    await none.locator('button').click();
    await untilValue(editor.frame.locator('select[aria-label="Show"]'), /^todo$/);
    const chosen = editor.frame.locator('select[aria-label="Show"] option:checked');
    assert.equal(await chosen.innerText(), `No caption yet (${count})`);
    assert.equal(await editor.frame.locator('select[aria-label="Order"]').inputValue(), 'longest');
  });

  it('filter the editor by a word, and show as many as they counted', async () => {
    const temples = statistics.locator('.words tr', { hasText: 'temple' }).first();
    const count = await temples.locator('.count').innerText();
    await temples.locator('button').click();
    await editor.frame.locator('.search-count', { hasText: new RegExp(`^${count}$`) }).waitFor();
  });

  it('filter the editor by length, with the keyboard alone', async () => {
    const column = statistics.locator('.histogram button:enabled').first();
    const words = (await column.locator('.column-name').getAttribute('data-text')) ?? '';
    await column.focus();
    await page.keyboard.press('Enter');
    const filter = editor.frame.locator('.length-filter', { hasText: `Only captions of ${words} words` });
    await filter.waitFor();
    await editor.frame.locator('.search-count', { hasText: /\d/ }).waitFor();
    await takePicture(page, 'statistics-length');
    await filter.click();
    await filter.waitFor({ state: 'hidden' });
    await editor.frame.locator('.search-count', { hasText: /^$/ }).waitFor({ state: 'attached' });
  });

  it('follow each decision', async () => {
    await statistics.locator('.states button', { hasText: 'Suggested' }).click();
    const excluded = statistics.locator('.states tr', { hasText: 'Excluded' }).locator('.count');
    const before = Number(await excluded.innerText());
    await editor.frame.locator('.row').first().click();
    await editor.frame.locator('.actions button', { hasText: 'Exclude' }).click();
    await statistics
      .locator('.states tr', { hasText: 'Excluded' })
      .locator('.count', { hasText: String(before + 1) })
      .waitFor();
  });

  it('are there again when the window is reloaded, and follow what is decided then', async () => {
    const reloaded = page.waitForEvent('load');
    await runCommand(page, 'Developer: Reload Window');
    await reloaded;
    await waitForExtensions(page);
    statistics = await statisticsFrame(page);
    const excluded = statistics.locator('.states tr', { hasText: 'Excluded' }).locator('.count');
    const before = Number(await excluded.innerText());
    editor = await CaptionEditor.beside(page);
    await editor.frame.locator('.row[role=option]').nth(1).click();
    await editor.frame.locator('.actions button', { hasText: 'Exclude' }).click();
    await excluded.filter({ hasText: String(before + 1) }).waitFor();
  });

  it('break no rule of their own page', () => opened.assertQuiet());
});
