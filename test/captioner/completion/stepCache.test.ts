import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { DecidedCaptions } from '../../../src/captioner/completion/decidedCaptions';
import { Step, StepCache } from '../../../src/captioner/completion/stepCache';
import type { CaptionState, ImagesInMemory, NextPieces } from '../../../src/captioner/decoder/captionDecoder';
import { Decoder } from '../../../src/captioner/decoder/decoder';
import { initialParameters } from '../../../src/captioner/decoder/parameters';
import { NgramModel } from '../../../src/captioner/ngrams/ngramModel';
import { startPiece } from '../../../src/captioner/vocabulary/vocabulary';
import { tinyEvidence, tinyGrids, tinyImages, tinyShape, tinyVocabulary } from '../tinyCaptioner';

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

  /** Says of each next piece something that depends on the piece before alone, and counts what it is asked. */
  class CountedMemory implements ImagesInMemory {
    readonly asked: number[][] = [];
    constructor(private readonly vocabulary = 3) {}
    start(captions: number): CaptionState {
      const state = new Float32Array(2 * captions);
      return { hidden: state, cell: state, said: Array.from({ length: captions }, () => []) };
    }
    next(state: CaptionState, pieces: Int32Array): NextPieces {
      this.asked.push([...pieces]);
      const { vocabulary } = this;
      const logProbabilities = Float32Array.from(
        { length: vocabulary * pieces.length },
        (_, at) => -pieces[Math.floor(at / vocabulary)] - at,
      );
      const said = state.said.map((before, row) => [...before, pieces[row]]);
      return { logProbabilities, attention: new Float32Array(), state: { ...state, said } };
    }
    dispose(): void {
      // Nothing is held.
    }
  }

  it('are made once each, and those that are not there yet together', () => {
    const memory = new CountedMemory();
    const steps = new StepCache(memory);
    const first = steps.start();
    assert.equal(steps.start(), first);
    const [one, two] = steps.follow([
      { step: first, piece: 1 },
      { step: first, piece: 2 },
    ]);
    assert.deepEqual(
      [one.pieces, two.pieces],
      [
        [startPiece, 1],
        [startPiece, 2],
      ],
    );
    assert.deepEqual(
      steps.follow([
        { step: first, piece: 2 },
        { step: one, piece: 2 },
        { step: first, piece: 1 },
      ])[0],
      two,
    );
    steps.follow([{ step: one, piece: 2 }]);
    assert.deepEqual(memory.asked, [[startPiece], [1, 2], [2]]);
    assert.deepEqual([...one.logProbabilities], [-1, -2, -3]);
    assert.deepEqual([...two.logProbabilities], [-2 - 3, -2 - 4, -2 - 5]);
  });

  it('are forgotten at the beginning of a caption once there are too many', () => {
    const steps = new StepCache(new CountedMemory());
    const first = steps.start();
    const follow = (count: number, from: number): unknown =>
      steps.follow(Array.from({ length: count }, (_, at) => ({ step: first, piece: from + at })));
    follow(1_999, 0);
    assert.equal(steps.start(), first, 'as many as may be');
    follow(1, 5_000);
    const anew = steps.start();
    assert.notEqual(anew, first);
    assert.equal(steps.start(), anew);
    assert.equal(anew.following.size, 0);
  });

  it('say what the decoder and the n-grams say together, three parts of ten the n-grams', () => {
    const pieces = tinyVocabulary.encode('a dog runs');
    const ngrams = NgramModel.ofCaptions([{ pieces, times: 3 }]);
    const step = new StepCache(new CountedMemory(tinyVocabulary.size), ngrams).start();
    const said = ngrams.probabilities([startPiece], tinyVocabulary.size);
    assert.ok(said[pieces[0]] > 0.1);
    for (const [piece, value] of step.logProbabilities.entries()) {
      const expected = 0.7 * Math.exp(-startPiece - piece) + 0.3 * said[piece];
      assert.ok(Math.abs(Math.exp(value) - expected) < 1e-6, `${piece}: ${Math.exp(value)}, not ${expected}`);
    }
  });

  it('say what is decided by now, and look it up no more than once as long as nothing more is', () => {
    const decided = new DecidedCaptions(tinyVocabulary);
    const ofCaptioner = new Float32Array(tinyVocabulary.size).fill(-Math.log(tinyVocabulary.size));
    const step = new Step([startPiece], ofCaptioner, new Float32Array(), new Float32Array(), undefined, decided);
    assert.equal(step.logProbabilities, ofCaptioner);
    decided.set('1', 'a dog runs');
    const [first] = tinyVocabulary.encode('a dog runs');
    const mixed = step.logProbabilities;
    assert.ok(mixed[first] > ofCaptioner[first]);
    assert.equal(step.logProbabilities, mixed);
  });
});
