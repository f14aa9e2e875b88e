import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { before, describe, it } from 'mocha';
import { fitDetectors } from '../../../src/captioner/detectors/fitDetectors';
import { learnDetectors } from '../../../src/captioner/detectors/learnDetectors';
import { WordDetectors } from '../../../src/captioner/detectors/wordDetectors';
import { seededRandom } from '../../../src/dataset/collections/random';

const kinds = ['dog', 'boat', 'tree'];

/** Images whose channel 0, 1 or 2 lights up with a dog, a boat or a tree, and two captions of each; half of their writers see it. */
function lesson(count: number, seed: number): { meanGrids: Float32Array[]; captions: string[][] } {
  const random = seededRandom(seed);
  const shown = Array.from({ length: count }, () => Math.floor(3 * random()));
  return {
    meanGrids: shown.map((kind) =>
      Float32Array.from({ length: 12 }, (_, channel) => random() + (channel === kind ? 2 : 0)),
    ),
    captions: shown.map((kind, image) => [
      `A ${kinds[kind]} ${image % 5 === 0 ? 'wibble' : 'here'}`,
      image === 3 ? 'once' : 'somewhere',
    ]),
  };
}

/** Detectors that many images have taught. */
function taught(images: number, seed: number): WordDetectors {
  const detectors = fitDetectors(lesson(images, seed));
  assert.ok(detectors, 'they can be learned');
  return detectors;
}

describe('Word detectors', () => {
  let detectors: WordDetectors;

  before(async () => {
    await tf.setBackend('wasm');
    detectors = taught(300, 1);
  });

  it('find words likelier in images that show what they mean, which they have not seen', () => {
    const { meanGrids, captions } = lesson(60, 2);
    captions.forEach(([caption], image) => {
      const detect = detectors.lookAt(meanGrids[image]);
      const [shown, ...others] = kinds
        .map((kind) => ({ kind, share: detect(kind) ?? 0 }))
        .sort((one, other) => other.share - one.share);
      assert.ok(caption.includes(shown.kind), `${caption}: ${shown.kind}`);
      assert.ok(others.every(({ share }) => share < shown.share / 2));
    });
  });

  it('find a word that images do not show as likely as it is', () => {
    const [first] = lesson(1, 3).meanGrids;
    // One of two captions of every fifth image.
    assert.ok(Math.abs((detectors.lookAt(first)('wibble') ?? 0) - 0.1) < 0.06);
  });

  it('tell the share of captions that have a word: of one that all first captions have, a half', () => {
    const [first] = lesson(1, 3).meanGrids;
    assert.ok(Math.abs((detectors.lookAt(first)('a') ?? 0) - 0.5) < 1e-6);
  });

  it('know a word however it is written, and nothing of one that hardly anybody used', () => {
    const [first] = lesson(1, 3).meanGrids;
    const detect = detectors.lookAt(first);
    assert.equal(detect('Dog'), detect('dog'));
    assert.equal(detect('once'), undefined);
    assert.equal(detect('elephant'), undefined);
  });

  it('never find a word impossible, or more than certain, whatever the image', () => {
    const strange = new Float32Array(12);
    strange[0] = 900;
    for (const grid of [new Float32Array(12), new Float32Array(12).fill(6), strange]) {
      const detect = detectors.lookAt(grid);
      for (const [word] of detectors.words) {
        const share = detect(word) ?? -1;
        assert.ok(share > 0 && share <= 1, `${word}: ${share}`);
      }
    }
  });

  it('cannot be learned where no word comes often enough', () => {
    assert.equal(fitDetectors(lesson(19, 1)), undefined);
  });

  it('are the same whether images or channels are the fewer', () => {
    const few = lesson(60, 4);
    // Channels that are the same of all images tell nothing, and make vectors longer than there are images.
    const padded = few.meanGrids.map((grid) => Float32Array.from({ length: 80 }, (_, at) => grid.at(at) ?? 1));
    const wide = fitDetectors({ ...few, meanGrids: padded });
    const narrow = taught(60, 4);
    for (const [at, grid] of few.meanGrids.entries())
      for (const [word] of narrow.words)
        assert.ok(Math.abs((wide?.lookAt(padded[at])(word) ?? 0) - (narrow.lookAt(grid)(word) ?? 1)) < 1e-4, word);
  });

  it('are not learned any further once that is cancelled', async () => {
    const grids = { grids: () => Promise.reject(new Error('A grid was looked at.')) };
    const signal = AbortSignal.abort(new Error('It was cancelled.'));
    await assert.rejects(learnDetectors([{ image: 0, captions: ['a dog'] }], grids, { signal }), /It was cancelled/);
  });

  it('keep no tensor of what taught them', () => {
    const { numTensors } = tf.memory();
    taught(60, 4);
    assert.equal(tf.memory().numTensors, numTensors);
  });

  it('are refused if their weights do not fit each other, by name', () => {
    const { words, weights } = detectors;
    assert.throws(
      () => new WordDetectors(words.slice(1), weights),
      /detectors' weight "kernel" has \d+ numbers, not \d+/,
    );
  });
});
