import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { runCommand, takePicture } from '../harness/browser';
import { CaptionEditor } from './captionEditor';
import { OpenedFolder, savesWhenAsked, skipAfterFailure } from './openedFolder';
import { makeSixtyImages } from './sixtyImages';

interface Decision {
  status: string;
  text: string;
}

/** Sixty images captioned by somebody who never touches the mouse; each step goes on from the one before. */
describe('Sixty images with keys alone', function () {
  this.timeout(600_000);
  skipAfterFailure();

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;
  let names: string[];
  /** What the person decided, by the image; nothing for those that were left. */
  const decided = new Map<string, Decision>();

  before(async () => {
    opened = await OpenedFolder.open(
      'sixty',
      async (folder) => {
        names = await makeSixtyImages(folder);
      },
      savesWhenAsked,
    );
    page = opened.page;
  });
  after(() => opened?.close());

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

  /** Waits until this image is the one that is worked on, with its suggestion. @returns the best caption suggested */
  const arrive = async (name: string): Promise<string> => {
    await editor.frame.locator('.row.selected', { hasText: name }).waitFor();
    await editor.frame.locator('.meta .file-name', { hasText: name }).waitFor();
    return editor.waitForSuggestion();
  };

  const accept = async (name: string): Promise<void> => {
    decided.set(name, { status: 'accepted', text: await arrive(name) });
    await press('Enter');
  };

  const edit = async (name: string): Promise<void> => {
    const text = `${await arrive(name)} at noon`;
    await press('F2');
    await editor.frame.locator('textarea:focus').waitFor();
    await page.keyboard.type(' at noon');
    await press('Enter');
    decided.set(name, { status: 'edited', text });
  };

  const write = async (name: string): Promise<void> => {
    await arrive(name);
    const text = `a photograph called ${path.parse(name).name}`;
    await press('F2');
    await editor.frame.locator('textarea:focus').waitFor();
    await press('Control+a');
    await page.keyboard.type(text);
    await press('Control+Enter');
    // The box began with the suggestion, so this corrects it.
    decided.set(name, { status: 'edited', text });
  };

  const takeSecond = async (name: string): Promise<void> => {
    await arrive(name);
    const other = await editor.frame.locator('.other').first().innerText();
    decided.set(name, { status: 'accepted', text: other.replace(/^2\s*/, '').trim() });
    await press('Alt+2');
  };

  const exclude = async (name: string): Promise<void> => {
    await arrive(name);
    await press('Delete');
    decided.set(name, { status: 'excluded', text: '' });
  };

  /** Steps through the words of the suggestion until the dog, for a picture of where the captioner looked. */
  const lookForDog = async (): Promise<void> => {
    const words = await editor.words.allInnerTexts();
    const dog = words.findIndex((word) => /^dogs?$/.test(word));
    for (let at = 0; at <= Math.max(0, dog); at++) await press('ArrowRight');
    await editor.frame.locator('.attention.shown').waitFor();
  };

  it('opens the folder from the palette, and the keys are where they are needed', async () => {
    await runCommand(page, 'Caption Images in This Folder');
    editor = await CaptionEditor.onScreen(page);
    await editor.frame.locator('.counts', { hasText: '0 of 60' }).waitFor();
    await arrive(names[0]);
    await takePicture(page, 'sixty-begin');
  });

  it('accepts, edits, writes anew, takes candidates and excludes, image after image', async () => {
    const ways = [accept, edit, takeSecond, accept, exclude, write];
    for (const [at, name] of names.slice(0, 54).entries()) {
      if (name === 'shepherd-dog-1.jpg') {
        await arrive(name);
        await lookForDog();
        await takePicture(page, 'sixty-list');
      }
      await ways[at % ways.length](name);
    }
    await editor.frame.locator('.counts', { hasText: '54 of 60' }).waitFor();
  });

  it('undoes the last decision, and decides otherwise', async () => {
    await arrive(names[54]);
    await accept(names[54]);
    await editor.waitForStatus(names[54], 'Accepted');
    await press('Control+z');
    await editor.waitForNoStatus(names[54]);
    await press('ArrowUp');
    await edit(names[54]);
    await editor.waitForStatus(names[54], 'Edited');
  });

  it('skips one, which comes again at the end', async () => {
    await arrive(names[55]);
    await press('Alt+Enter');
    for (const name of names.slice(56, 60)) await accept(name);
    await press('Alt+PageDown');
    await accept(names[55]);
    await editor.frame.locator('.counts', { hasText: '60 of 60' }).waitFor();
  });

  it('finds the dogs with a search, and corrects one of them', async () => {
    await press('Control+f');
    await editor.frame.locator('.search:focus').waitFor();
    await page.keyboard.type('shepherd');
    await editor.frame.locator('.search-count', { hasText: /^4$/ }).waitFor();
    await press('Enter');
    await editor.frame.locator('.list:focus').waitFor();
    await press('Home');
    const name = 'shepherd-dog-1.jpg';
    await editor.frame.locator('.row.selected', { hasText: name }).waitFor();
    await takePicture(page, 'sixty-search');
    await press('Space');
    await editor.frame.locator('.tile').first().waitFor();
    await lookForDog();
    await editor.frame.locator('.tile.current').waitFor();
    await takePicture(page, 'sixty-large');
    await press('Space');
    await press('F2');
    await editor.frame.locator('textarea:focus').waitFor();
    await press('Control+a');
    await page.keyboard.type('a german shepherd looks at the camera');
    await press('Enter');
    decided.set(name, { status: 'edited', text: 'a german shepherd looks at the camera' });
    await press('Control+f', 'Escape');
    await editor.row('astronaut-1.jpg').or(editor.row('temple-1.jpg')).or(editor.row('sunset-1.jpg')).first().waitFor();
  });

  it('saves the file, which holds what was decided and nothing else', async () => {
    await press('Control+s');
    await editor.waitUntilSaved();
    const lines = readFileSync(path.join(opened.folder, 'metadata.jsonl'), 'utf8').trim().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as { file_name: string; text: string; status: string });
    const saved = new Map(rows.map(({ file_name, text, status }) => [file_name, { status, text }]));
    assert.equal(rows.length, 60);
    assert.deepEqual([...saved].sort(), [...decided].sort());
  });

  it('shows what it was worth', async () => {
    await press('Home');
    await takePicture(page, 'sixty-done');
    await runCommand(page, 'Showtell: Show Statistics');
    await page.locator('.tab.active', { hasText: 'Statistics of' }).waitFor();
    await takePicture(page, 'sixty-statistics');
  });

  it('broke no rule of its own page', () => opened.assertQuiet());
});
