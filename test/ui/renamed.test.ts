import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { takePicture } from '../harness/browser';
import { accessibilityProblems } from './accessibility';
import { type CaptionEditor } from './captionEditor';
import { copySamples, type OpenedFolder } from './openedFolder';
import { withEditor } from './suite';

const rows =
  '{"file_name":"cat.jpg","text":"a cat that looks at you","status":"written"}\n' +
  '{"file_name":"coffee.jpg","text":"a cup of coffee","status":"written"}\n';

async function fill(folder: string): Promise<void> {
  await copySamples(folder, ['astronaut.jpg', 'cat.jpg', 'coffee.jpg']);
  await writeFile(path.join(folder, 'metadata.jsonl'), rows);
}

describe('Where images with captions are renamed outside of VS Code, the editor', function () {
  this.timeout(180_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;
  let notice: Locator;

  withEditor({ name: 'renamed', fill, inSteps: true }, (folder, opening) => {
    ({ page } = opened = folder);
    editor = opening;
    notice = editor.frame.locator('.renamed.shown');
  });

  it('says so in place, with a way to move the captions along', async () => {
    await untilKept(opened, ['cat.jpg', 'coffee.jpg']);
    const { folder } = opened;
    await mkdir(path.join(folder, 'good'));
    await rename(path.join(folder, 'cat.jpg'), path.join(folder, 'tom.jpg'));
    await rename(path.join(folder, 'coffee.jpg'), path.join(folder, 'good', 'coffee.jpg'));
    await notice.locator('text=2 images').waitFor({ timeout: 60_000 });
    await takePicture(page, 'renamed');
    assert.match(
      await notice.innerText(),
      /^2 images with captions have other names: cat\.jpg is tom\.jpg now\.[^]*Move Their Captions Along[^]*Close$/,
    );
    assert.deepEqual(await accessibilityProblems(editor.frame), []);
  });

  it('leaves room for what is captioned in a small window', async () => {
    await page.setViewportSize({ width: 1024, height: 640 });
    await takePicture(page, 'renamed-small');
    const stage = await editor.frame.locator('.stage').boundingBox();
    assert.ok((stage?.height ?? 0) > 100, JSON.stringify(stage));
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('moves them along at a click', async () => {
    await notice.locator('button', { hasText: 'Move Their Captions Along' }).click();
    await notice.waitFor({ state: 'detached' });
    await editor.waitForStatus('tom.jpg', 'Written');
    await editor.waitForStatus('good/coffee.jpg', 'Written');
    await takePicture(page, 'renamed-moved');
    assert.equal(await editor.row('cat.jpg').count(), 0);
  });

  it('breaks no rule of its own page', () => opened.assertQuiet());
});

/** Waits until the extension has kept the bytes of these images: it does so in its own time. */
async function untilKept({ workbench }: OpenedFolder, keys: readonly string[]): Promise<void> {
  const data = path.join(workbench.home, 'data');
  for (const end = Date.now() + 60_000; ;) {
    const files = (await readdir(data, { recursive: true })).filter((name) => name.includes('fingerprints'));
    const contents = await Promise.all(files.map((name) => readFile(path.join(data, name), 'utf8').catch(() => '')));
    if (keys.every((key) => contents.some((content) => content.includes(key)))) return;
    assert.ok(Date.now() < end, `the bytes of ${keys.join(', ')} are not kept in ${data}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
