import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { StepCache } from '../../../src/captioner/completion/stepCache';
import { Decoder } from '../../../src/captioner/decoder/decoder';
import { initialParameters } from '../../../src/captioner/decoder/parameters';
import { startPiece } from '../../../src/captioner/vocabulary/vocabulary';
import { tinyEvidence, tinyGrids, tinyImages, tinyShape } from '../tinyCaptioner';

describe('The steps that completions are made of', () => {
  before(() => tf.setBackend('wasm'));

  it('say what the decoder says, what the image speaks for among it, and leave no tensor behind', async () => {
    const { numTensors } = tf.memory();
    const decoder = new Decoder(tinyShape, initialParameters(tinyShape, 1), tinyEvidence());
    const grids = await tinyGrids().grids([0]);
    const memory = decoder.remember(grids);
    const steps = new StepCache(memory);
    let step = steps.start();
    let state = memory.start(1);
    for (const piece of [startPiece, ...tinyImages[0].captions[0].slice(0, 4)]) {
      if (piece !== startPiece) [step] = steps.follow([{ step, piece }]);
      const next = memory.next(state, Int32Array.of(piece));
      state = next.state;
      step.logProbabilities.forEach((value, at) => assert.ok(Math.abs(value - next.logProbabilities[at]) < 1e-4));
    }
    memory.dispose();
    grids.dispose();
    decoder.dispose();
    assert.equal(tf.memory().numTensors, numTensors);
  });
});
