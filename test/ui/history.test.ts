import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { runCommand, takePicture } from '../harness/browser';
import { type CaptionEditor, untilValue } from './captionEditor';
import { copySamples } from './openedFolder';
import { withEditor } from './suite';

const rowOf = (text: string, status: string): string =>
  `{"file_name":"cat.jpg","text":"${text}","suggestion":"a cat","status":"${status}","model":"m","updated":""}\n`;

async function fill(folder: string): Promise<void> {
  await copySamples(folder, ['astronaut.jpg', 'cat.jpg']);
  const git = (...args: string[]): void => {
    const author = ['-c', 'user.name=Ann Author', '-c', 'user.email=ann@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...author, ...args], { cwd: folder, stdio: 'pipe' });
  };
  git('init');
  for (const [text, status] of [
    ['a cat', 'accepted'],
    ['a tabby cat that looks at you', 'edited'],
    ['oops', 'edited'],
  ]) {
    await writeFile(path.join(folder, 'metadata.jsonl'), rowOf(text, status));
    git('add', 'metadata.jsonl');
    git('commit', '-m', `Say ${text}`, '--date', '2026-03-04T05:06:07Z');
  }
}

describe('The history of a caption', function () {
  this.timeout(180_000);

  let page: Page;
  let editor: CaptionEditor;

  withEditor(
    { name: 'history', ownWindow: true, fill, builtIn: ['git', 'git-base'], inSteps: true },
    (opened, opening) => {
      ({ page } = opened);
      editor = opening;
    },
  );

  it('shows what it was, with date, author and status, and the way to the Timeline', async () => {
    await editor.select('cat.jpg');
    await runCommand(page, 'Caption History');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Timeline' }).waitFor({ timeout: 60_000 });
    await takePicture(page, 'history');
    const texts = await rows.allInnerTexts();
    assert.equal(texts.length, 4);
    assert.match(texts[1], /a tabby cat that looks at you[^]*Edited[^]*2026[^]*Ann Author · Say a tabby cat/);
  });

  it('takes one back', async () => {
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'a tabby cat' }).click();
    await untilValue(editor.textBox, /^a tabby cat that looks at you$/);
  });
});
