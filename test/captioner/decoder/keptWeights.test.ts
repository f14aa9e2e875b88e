import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { tensorFlow } from '../../../src/captioner/computing/tensorFlow';
import type { ImagesInMemory } from '../../../src/captioner/decoder/captionDecoder';
import { Decoder } from '../../../src/captioner/decoder/decoder';
import { initialParameters } from '../../../src/captioner/decoder/parameters';
import { startPiece } from '../../../src/captioner/vocabulary/vocabulary';
import { tinyGrids, tinyShape } from '../tinyCaptioner';

describe('What a decoder keeps to write with', () => {
  let grids: tf.Tensor3D;
  let decoder: Decoder;
  before(async () => {
    await tf.setBackend('wasm');
    grids = await tinyGrids().grids([0, 1]);
  });
  beforeEach(() => {
    decoder = new Decoder(tinyShape, initialParameters(tinyShape, 1));
  });
  afterEach(() => decoder.dispose());
  after(() => grids.dispose());

  it('is made once, for however many images', () => {
    const transpose = tensorFlow.transpose.bind(tensorFlow);
    let made = 0;
    tensorFlow.transpose = (matrix) => {
      made += 1;
      return transpose(matrix);
    };
    try {
      for (let time = 0; time < 3; time++) decoder.remember(grids).dispose();
    } finally {
      tensorFlow.transpose = transpose;
    }
    assert.equal(made, 1);
  });

  it('is made of other weights once these have learned', () => {
    decoder.remember(grids).dispose();
    learn(decoder);
    const fresh = new Decoder(tinyShape, { ...decoder.parameters });
    assert.deepEqual(firstStep(decoder.remember(grids)), firstStep(fresh.remember(grids)));
    fresh.forget();
  });

  it('stays for a caption that was begun with it', () => {
    const begun = decoder.remember(grids);
    const before = firstStep(begun, false);
    const { 'output/pieceBias': bias } = decoder.parameters;
    decoder.parameters['output/pieceBias'] = tf.add(bias, 1);
    decoder.remember(grids).dispose();
    assert.deepEqual(firstStep(begun), before);
    bias.dispose();
  });

  it('goes when it is forgotten, and the weights stay', () => {
    const before = tf.memory().numTensors;
    decoder.remember(grids).dispose();
    assert.ok(tf.memory().numTensors > before);
    decoder.forget();
    assert.equal(tf.memory().numTensors, before);
  });
});

/** What is said first, of one caption an image. */
function firstStep(memory: ImagesInMemory, dispose = true): number[] {
  const { logProbabilities } = memory.next(memory.start(1), Int32Array.of(startPiece, startPiece));
  if (dispose) memory.dispose();
  return [...logProbabilities];
}

/** Another embedding, as a step of training would make one. */
function learn({ parameters }: Decoder): void {
  const before = parameters.embedding;
  parameters.embedding = tf.mul(before, 1.5);
  before.dispose();
}
