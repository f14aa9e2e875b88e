import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { runCommand, takePicture } from '../harness/browser';
import type { CaptionEditor } from './captionEditor';
import { type OpenedFolder } from './openedFolder';
import { makeSixtyImages } from './sixtyImages';
import { statisticsFrame } from './statisticsFrame';
import { captionImages, withFolder } from './suite';

interface Decision {
  status: string;
  text: string;
}

/** Sixty images captioned by somebody who never touches the mouse; each step goes on from the one before. */
describe('Sixty images with keys alone', function () {
  this.timeout(600_000);

  let opened: OpenedFolder;
  let page: Page;
  let editor: CaptionEditor;
  let names: string[];
  /** What the person decided, by the image. */
  const decided = new Map<string, Decision>();

  const fill = async (folder: string): Promise<void> => {
    names = await makeSixtyImages(folder);
  };
  withFolder({ name: 'sixty', fill, inSteps: true }, (folder) => {
    ({ page } = opened = folder);
  });

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Presses a key that goes on to the next image. */
  const goOn = (key: string, name: string): Promise<void> => {
    const next = names.at(names.indexOf(name) + 1);
    const effect = next
      ? editor.frame.locator('.row.selected', { hasText: next })
      : editor.row(name).locator('.status:is(.done, .left-out)');
    return editor.pressFor(key, effect);
  };
  const startEditing = (): Promise<void> => editor.pressFor('F2', editor.frame.locator('textarea:focus'));
  const untilDecided = (count: number): Promise<void> =>
    editor.frame.locator('.counts', { hasText: `${count} of 60` }).waitFor();

  const accept = async (name: string): Promise<void> => {
    decided.set(name, { status: 'accepted', text: await editor.arrive(name) });
    await goOn('Enter', name);
  };
  const edit = async (name: string): Promise<void> => {
    const text = `${await editor.arrive(name)} at noon`;
    await startEditing();
    await press('End');
    await page.keyboard.type(' at noon');
    await press('Enter');
    decided.set(name, { status: 'edited', text });
  };
  const write = async (name: string): Promise<void> => {
    await editor.arrive(name);
    const text = `a photograph called ${path.parse(name).name}`;
    await startEditing();
    await press('Control+a');
    await page.keyboard.type(text);
    await press('Control+Enter');
    // The box began with the suggestion, so this corrects it.
    decided.set(name, { status: 'edited', text });
  };
  const takeSecond = async (name: string): Promise<void> => {
    await editor.arrive(name);
    const other = await editor.frame.locator('.other').first().innerText();
    decided.set(name, { status: 'accepted', text: other.replace(/^2\s*/, '').trim() });
    await press('Alt+2');
  };
  const exclude = async (name: string): Promise<void> => {
    await editor.arrive(name);
    await goOn('Delete', name);
    decided.set(name, { status: 'excluded', text: '' });
  };
  const ways = [accept, edit, takeSecond, exclude, accept, write];

  /** Steps through the words of the suggestion until the dog, for a picture of where the captioner looked. */
  const filterForDog = async (): Promise<void> => {
    const words = await editor.words.allInnerTexts();
    const dog = Math.max(
      0,
      words.findIndex((word) => /^dogs?$/.test(word)),
    );
    await editor.pressFor('ArrowRight', editor.frame.locator('.word.current'));
    for (let at = 0; at < dog; at++) await press('ArrowRight');
    await editor.frame.locator('.word.current', { hasText: words[dog] }).waitFor();
    await editor.frame.locator('.stage .attention.shown').waitFor();
  };
  /** From anywhere in the editor, with the keyboard, to the list of what is shown. */
  const show = async (what: string): Promise<void> => {
    await press('Control+f');
    await editor.frame.locator('.filters .search:focus').waitFor();
    await press('Tab', 'Tab', 'Tab');
    await editor.frame.locator('.choice:focus').waitFor();
    // Letters would do, but where they come a second apart, as on a busy machine, the list takes each for the beginning of a word.
    await press('Home');
    const chosen = editor.frame.locator('.choice:focus option:checked');
    while (!(await chosen.textContent())?.trim().startsWith(what)) await press('ArrowDown');
    await press('Escape');
    await editor.frame.locator('.list:focus').waitFor();
  };

  it('opens the folder, and the keys are where they are needed', async () => {
    editor = await captionImages(opened);
    await untilDecided(0);
    await editor.arrive(names[0]);
    await takePicture(page, 'sixty-begin');
  });

  it('accepts, edits, writes anew, takes candidates and excludes, image after image', async () => {
    for (const [at, name] of names.slice(0, 54).entries()) {
      if (name === 'shepherd-dog-1.jpg') {
        await editor.arrive(name);
        await filterForDog();
        await takePicture(page, 'sixty-list');
      }
      await ways[at % ways.length](name);
    }
    await untilDecided(54);
  });

  it('undoes the last decision, and decides otherwise', async () => {
    await accept(names[54]);
    await editor.waitForStatus(names[54], 'Accepted');
    await press('Control+z');
    await editor.waitForNoStatus(names[54]);
    // It is selected again.
    await edit(names[54]);
    await editor.waitForStatus(names[54], 'Edited');
  });

  it('skips one, which comes again at the end', async () => {
    await editor.arrive(names[55]);
    await press('Alt+Enter');
    for (const name of names.slice(56, 60)) await accept(name);
    await press('Alt+PageDown');
    await accept(names[55]);
    await untilDecided(60);
  });

  it('filters what was excluded, takes one of it in again, and accepts it', async () => {
    await show('Excluded');
    const excluded = names.filter((name) => decided.get(name)?.status === 'excluded');
    await editor.row(names[0]).waitFor({ state: 'detached' });
    await editor.frame.locator(`.row[aria-setsize="${excluded.length}"]`).first().waitFor();
    await press('Home');
    await editor.arrive(excluded[0]);
    await editor.pressFor('Delete', editor.frame.locator('.counts', { hasText: '59 of 60' }));
    decided.set(excluded[0], { status: 'accepted', text: await editor.arrive(excluded[0]) });
    await editor.pressFor('Enter', editor.frame.locator('.counts', { hasText: '60 of 60' }));
    await show('All');
    await editor.frame.locator('.row[aria-setsize="60"]').first().waitFor();
  });

  it('finds the dogs with a search, looks at one closely, and corrects it with a completion in sight', async () => {
    await press('Control+f');
    await editor.frame.locator('.filters .search:focus').waitFor();
    await page.keyboard.type('shepherd');
    await editor.frame.locator('.search-count', { hasText: /^4$/ }).waitFor();
    await press('Enter');
    await editor.frame.locator('.list:focus').waitFor();
    await press('Home');
    const name = 'shepherd-dog-1.jpg';
    await editor.arrive(name);
    await editor.pressFor('Space', editor.frame.locator('.split.large .tile').first());
    await filterForDog();
    await editor.frame.locator('.tile.current').waitFor();
    await takePicture(page, 'sixty-large');
    await editor.pressFor('Space', editor.frame.locator('.split:not(.large) .row.selected'));
    await press('Control+f');
    await editor.frame.locator('.filters .search:focus').waitFor();
    await press('Escape');
    await editor.frame.locator('.row[aria-setsize="60"]').first().waitFor();
    await startEditing();
    await press('Control+a');
    await page.keyboard.type('a german shepherd ');
    await editor.frame.locator('.ghost-text').waitFor();
    await takePicture(page, 'sixty-ghost');
    await page.keyboard.type('looks at the camera at noon');
    await press('Enter');
    decided.set(name, { status: 'edited', text: 'a german shepherd looks at the camera at noon' });
    await editor.frame.locator('.row.selected', { hasText: 'shepherd-dog-2.jpg' }).waitFor();
  });

  it('replaces in all captions after a preview, undoes it, and does it again', async () => {
    const touched = names.filter((name) => decided.get(name)?.text.includes('at noon'));
    await press('Control+h');
    await editor.frame.locator('.replace input:focus').waitFor();
    await page.keyboard.type('at noon');
    await press('Tab');
    await page.keyboard.type('in the midday sun');
    await editor.frame.locator('.replace-summary', { hasText: `${touched.length} of` }).waitFor();
    await editor.frame.locator('.preview-row ins', { hasText: 'in the midday sun' }).first().waitFor();
    await editor.frame.locator('.replace button.primary:enabled').waitFor();
    await takePicture(page, 'sixty-replace');
    await press('Enter');
    await editor.frame.locator('.replace button.primary:focus').waitFor();
    await press('Enter');
    await editor.frame.locator('.replace').waitFor({ state: 'hidden' });
    const last = touched[touched.length - 1];
    const before = decided.get(last)?.text ?? '';
    for (const name of touched) {
      const text = decided.get(name)?.text.replaceAll('at noon', 'in the midday sun') ?? '';
      decided.set(name, { status: 'edited', text });
    }
    const caption = editor.row(last).locator('.row-caption');
    const untilCaption = (text: string): Promise<void> =>
      editor.frame.locator('.row-caption', { hasText: text }).first().waitFor();
    await press('Home', 'End');
    await untilCaption(decided.get(last)?.text ?? '');
    await press('Control+z');
    await untilCaption(before);
    await press('Control+Shift+z');
    await untilCaption(decided.get(last)?.text ?? '');
    assert.equal(await caption.innerText(), decided.get(last)?.text);
  });

  it('saves the file, which holds what was decided, row by row, and nothing else', async () => {
    await press('Control+s');
    await editor.waitUntilSaved();
    const lines = readFileSync(path.join(opened.folder, 'metadata.jsonl'), 'utf8').trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as { file_name: string; text: string; status: string });
    const saved = rows.map(({ file_name, text, status }) => [file_name, { status, text }] as const);
    const byName = (one: readonly [string, Decision], other: readonly [string, Decision]): number =>
      one[0] < other[0] ? -1 : 1;
    assert.equal(saved.length, 60);
    assert.deepEqual([...saved].sort(byName), [...decided].sort(byName));
  });

  it('shows what it was worth', async () => {
    await press('Home');
    await takePicture(page, 'sixty-done');
    await runCommand(page, 'Showtell: Show Statistics');
    const statistics = await statisticsFrame(page);
    await statistics.locator('.words .count').first().waitFor();
    await takePicture(page, 'sixty-statistics');
  });

  it('broke no rule of its own page', () => opened.assertQuiet());
});
