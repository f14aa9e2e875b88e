import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { Decoder } from '../../../src/captioner/decoder/decoder';
import { initialParameters } from '../../../src/captioner/decoder/parameters';
import { endPiece, startPiece } from '../../../src/captioner/vocabulary/vocabulary';
import { layOutCaptions } from '../../../src/captioner/decoder/captionBatch';
import { pieceLosses } from '../../../src/captioner/decoder/teacherForcing';
import { tinyEvidence, tinyGrids, tinyImages, tinyShape } from '../tinyCaptioner';

/** The log-probabilities of some steps, each fed the same pieces whatever came out. */
function stepsOf(
  decoder: Decoder,
  grids: tf.Tensor3D,
  changeImageVectorBefore?: number,
  pieces = [startPiece, 280, 290],
): number[][] {
  let memory = decoder.remember(grids);
  let state = memory.start(1);
  const rows: number[][] = [];
  pieces.forEach((piece, at) => {
    if (at === changeImageVectorBefore) {
      // What the image vector adds to the gates comes after their biases.
      const bias = decoder.parameters['lstm/bias'];
      decoder.parameters['lstm/bias'] = tf.add(bias, 0.5);
      const moved = decoder.remember(grids);
      decoder.parameters['lstm/bias'].dispose();
      decoder.parameters['lstm/bias'] = bias;
      memory.dispose();
      memory = moved;
    }
    const next = memory.next(state, Int32Array.of(piece));
    state = next.state;
    rows.push([...next.logProbabilities]);
  });
  memory.dispose();
  return rows;
}

describe('The decoder', () => {
  let grids: tf.Tensor3D;
  before(async () => {
    await tf.setBackend('wasm');
    grids = (await tinyGrids().grids([0])) as tf.Tensor3D;
  });
  after(() => grids.dispose());

  it('looks at the locations with weights that sum to 1, for every caption and step', () => {
    const decoder = new Decoder(tinyShape, initialParameters(tinyShape, 1));
    const memory = decoder.remember(grids);
    let state = memory.start(3);
    for (const piece of [startPiece, 30, endPiece]) {
      const next = memory.next(state, Int32Array.of(piece, piece + 3, piece + 7));
      state = next.state;
      assert.equal(next.attention.length, 3 * 4);
      for (let row = 0; row < 3; row++) {
        const weights = next.attention.subarray(row * 4, row * 4 + 4);
        assert.ok(weights.every((weight) => weight > 0));
        assert.ok(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-5);
      }
    }
    memory.dispose();
    decoder.dispose();
  });

  it('lets an image speak for each word until it was said', () => {
    const evidence = tinyEvidence();
    const [first, second] = evidence.pieces;
    const spoken = evidence.speakFor(grids);
    const values = spoken.dataSync();
    const gain = (piece: number, other: number): number => values[piece] - values[other];
    const difference = (row: number[], piece: number, other: number): number => row[piece] - row[other];
    const silent = new Decoder(tinyShape, initialParameters(tinyShape, 1));
    const speaking = new Decoder(tinyShape, initialParameters(tinyShape, 1), evidence);
    const without = stepsOf(silent, grids, undefined, [startPiece, first, second]);
    const beside = stepsOf(speaking, grids, undefined, [startPiece, first, second]);
    const change = (step: number): number =>
      difference(beside[step], first, second) - difference(without[step], first, second);
    assert.ok(Math.abs(change(0) - gain(first, second)) < 1e-4);
    assert.ok(Math.abs(change(1) + values[second]) < 1e-4, 'nothing for what was said');
    assert.ok(Math.abs(change(2)) < 1e-4);
    spoken.dispose();
    silent.dispose();
    speaking.dispose();
  });

  it('lets an image speak alike when a caption is read and when it is written', () => {
    const decoder = new Decoder(tinyShape, initialParameters(tinyShape, 1), tinyEvidence());
    const pieces = tinyImages[0].captions[0];
    const written = stepsOf(decoder, grids, undefined, [startPiece, ...pieces]);
    const evidence = decoder.evidence?.speakFor(grids);
    const layout = layOutCaptions([[pieces]], Infinity);
    const { losses } = pieceLosses(decoder.parameters, tinyShape, { ...layout, grids, evidence });
    [...pieces, endPiece].forEach((piece, at) => assert.ok(Math.abs(losses[at] + written[at][piece]) < 1e-4));
    tf.dispose(evidence ?? []);
    decoder.dispose();
  });

  for (const attends of [true, false]) {
    it(`lets the image vector enter every step, ${attends ? 'with' : 'without'} attention`, () => {
      const shape = { ...tinyShape, attends };
      const decoder = new Decoder(shape, initialParameters(shape, 1));
      const plain = stepsOf(decoder, grids);
      for (const step of [0, 1, 2]) {
        const changed = stepsOf(decoder, grids, step);
        plain.forEach((row, at) => {
          const differs = row.some((value, piece) => Math.abs(value - changed[at][piece]) > 1e-4);
          assert.equal(differs, at >= step, `the vector changed before step ${step}; step ${at}`);
        });
      }
      decoder.dispose();
    });
  }

  it('gives probabilities that sum to 1', () => {
    const decoder = new Decoder(tinyShape, initialParameters(tinyShape, 2));
    for (const row of stepsOf(decoder, grids)) {
      assert.ok(Math.abs(row.reduce((sum, value) => sum + Math.exp(value), 0) - 1) < 1e-4);
    }
    decoder.dispose();
  });

  it('does not look when it is the baseline without attention', () => {
    const shape = { ...tinyShape, attends: false };
    const decoder = new Decoder(shape, initialParameters(shape, 1));
    const memory = decoder.remember(grids);
    const next = memory.next(memory.start(1), Int32Array.of(startPiece));
    assert.equal(next.attention.length, 0);
    memory.dispose();
    decoder.dispose();
  });

  it('refuses weights of another shape, naming the weight', () => {
    const parameters = initialParameters({ ...tinyShape, hidden: 31 }, 1);
    assert.throws(
      () => new Decoder(tinyShape, parameters),
      /weight "start\/kernel" has shape \[24, 62\], not \[24, 64\]/,
    );
    tf.dispose(parameters);
  });
});
