import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { describe, it } from 'mocha';
import type { ComparisonView, ResultView } from '../../../src/extension/comparison/comparisonMessages';
import { runPage } from '../harness/bundledPage';

const models: ResultView['models'] = [
  { name: 'Old', directory: '/models/old', preferred: 2, inUse: true },
  { name: 'New', directory: '/models/new', preferred: 6, inUse: false },
];
const share = { value: 0.25, from: 0.07, to: 0.59 };

/** What the page says once all was chosen. */
async function result(said: ResultView['said']): Promise<string> {
  const dom = new JSDOM('<!DOCTYPE html><html lang="en"><body></body></html>', { runScripts: 'outside-only' });
  const { window } = dom;
  Object.assign(window, { acquireVsCodeApi: () => ({ postMessage: () => undefined }) });
  await runPage(dom, 'comparison/comparison.ts');
  const data: ComparisonView = {
    ...{ type: 'comparison', images: 10, captioned: 10, alike: 2, failed: 0, judged: 8, asked: 8, alikeToo: false },
    result: { models, neither: 0, said, share, rows: [] },
  };
  window.dispatchEvent(new window.MessageEvent('message', { data }));
  return window.document.body.textContent;
}

describe('The comparison of two models', () => {
  it('says at how many images a model may have learned the caption that it says', async () => {
    const text = await result({ images: 8, mayBeLearned: 3 });
    assert.match(text, /At 3 of 8 images a model may have learned from your caption, and say it by heart/);
  });

  it('says nothing of that where no model has learned from any', async () => {
    const text = await result({ images: 8, mayBeLearned: 0 });
    assert.match(text, /How often each was preferred/);
    assert.doesNotMatch(text, /by heart/);
  });
});
