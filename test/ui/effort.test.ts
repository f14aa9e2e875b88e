import assert from 'node:assert/strict';
import type { Disposable, Page } from 'playwright-core';
import { completionActions, sumOfActions, type Completer } from '../../src/captioner/evaluation/completionActions';
import { takePicture } from '../harness/browser';
import { sampleCaptions } from '../sampleCaptions';
import type { CaptionEditor } from './captionEditor';
import { type OpenedFolder, savesWhenAsked } from './openedFolder';
import { SimulatedPerson, type Asked, type Written } from './simulatedPerson';
import { makeSixtyImages } from './sixtyImages';
import { captionImages, withFolder } from './suite';

/** How many images are captioned. */
const images = 20;

/** What a person wants to write: captions of their own, and such as differ from the suggestion in each way. */
const wishes: readonly ((suggestion: string, name: string) => string)[] = [
  (_, name) =>
    sampleCaptions[`${name.replace(/-\d\.jpg$/, '')}.jpg`] ?? `a picture of ${name.replace(/[-\d.]|jpg$/g, '')}`,
  (suggestion) => suggestion,
  // Its beginning only.
  (suggestion) => suggestion.split(' ').slice(0, -2).join(' '),
  // Another word in the middle.
  (suggestion) => suggestion.split(' ').with(2, 'curious').join(' '),
  // A word that begins as the one that is suggested.
  (suggestion) =>
    suggestion
      .split(' ')
      .map((word, at) => (at === 1 ? `${word.slice(0, 2)}x` : word))
      .slice(0, 4)
      .join(' '),
  (suggestion) => `${suggestion} at noon`,
  (suggestion) => suggestion.slice(0, -1),
];

describe('The simulated person', function () {
  this.timeout(300_000);

  let opened: OpenedFolder;
  let preparation: Disposable;
  after(() => preparation.dispose());
  let page: Page;
  let editor: CaptionEditor;
  let names: string[];
  const written: (Written & { wanted: string })[] = [];

  const fill = async (folder: string): Promise<void> => {
    names = await makeSixtyImages(folder);
  };
  // With a phrase from the beginning, nothing moves when the captions have some of their own.
  const settings = { ...savesWhenAsked, 'showtell.phrases': ['a photograph of'] };
  withFolder({ name: 'effort', fill, settings, inSteps: true }, async (folder) => {
    ({ page } = opened = folder);
    preparation = await SimulatedPerson.prepare(page);
    editor = await captionImages(opened);
  });

  it('writes the captions that it wants in the real editor', async () => {
    const person = new SimulatedPerson(page, editor);
    for (const [at, name] of names.slice(0, images).entries()) {
      const suggestion = await editor.arrive(name);
      // Until it is loaded, what stands below the picture may move.
      await editor.frame.locator('.facts', { hasText: '×' }).waitFor();
      const wanted = wishes[at % wishes.length](suggestion, name);
      written.push({ ...(await person.write(suggestion, wanted)), wanted });
      const { steps } = written[at];
      await editor.frame.locator('.row.selected', { hasText: names[at + 1] }).waitFor();
      const caption = editor.row(name).locator('.row-caption');
      await editor.row(name).locator('.status.done').waitFor();
      assert.equal(await caption.innerText(), wanted, `${suggestion}: ${JSON.stringify(steps)}`);
    }
    await takePicture(page, 'effort-end');
  });

  it('takes as many keys and clicks there as the simulation counts, caption for caption', () => {
    for (const { suggestion, wanted, asked, keys } of written) {
      const actions = completionActions(suggestion, wanted, answering(asked), 'editor');
      assert.equal(keys, sumOfActions(actions), `${suggestion} → ${wanted}: ${JSON.stringify(actions)}`);
    }
    assert.equal(written.length, images);
  });

  it('has come upon every kind of key and click', () => {
    const kinds = new Set(
      written.flatMap(({ steps }) =>
        steps.map((step) => (step.kind === 'click' ? step.on : step.kind === 'accept' ? step.what : step.kind)),
      ),
    );
    assert.deepEqual(
      [...kinds].sort(),
      ['box', 'offer', 'offer', 'standing', 'suggestion', 'type', 'upToCaret']
        .filter((kind, at, all) => all.indexOf(kind) === at)
        .sort(),
    );
  });

  it('broke no rule of its page', () => opened.assertQuiet());
});

/** Says what was offered in the editor, and that the page has asked for just that. */
function answering(asked: readonly Asked[]): Completer {
  const rest = [...asked];
  return (typed, instead) => {
    const next = rest.shift();
    assert.deepEqual([typed, instead], [next?.typed, next?.instead]);
    return next?.offered ?? typed;
  };
}
