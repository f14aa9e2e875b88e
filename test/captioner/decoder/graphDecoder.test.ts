import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { beamSearch } from '../../../src/captioner/beamSearch/beamSearch';
import type { GraphRuntime } from '../../../src/captioner/computing/graphRuntime';
import type { CaptionDecoder } from '../../../src/captioner/decoder/captionDecoder';
import { Decoder } from '../../../src/captioner/decoder/decoder';
import { GraphDecoder } from '../../../src/captioner/decoder/graphDecoder';
import { initialParameters } from '../../../src/captioner/decoder/parameters';
import { startPiece } from '../../../src/captioner/vocabulary/vocabulary';
import { countingRuntime } from '../computing/countingRuntime';
import { onnxRuntimeHere } from '../computing/onnxRuntimeHere';
import { tinyEvidence, tinyGrids, tinyShape } from '../tinyCaptioner';

describe('The decoder as a graph', () => {
  let runtime: GraphRuntime;
  let grids: tf.Tensor3D;
  before(async function () {
    const here = await onnxRuntimeHere();
    if (!here) return this.skip();
    runtime = here;
    await tf.setBackend('wasm');
    grids = await tinyGrids().grids([0, 1, 2]);
  });
  after(() => grids?.dispose());

  const forms = [
    { name: 'with attention', attends: true, speaks: false },
    { name: 'without attention', attends: false, speaks: false },
    { name: 'beside what images speak for', attends: true, speaks: true },
  ];
  for (const { name, attends, speaks } of forms) {
    it(`says at every step what TensorFlow.js says, of several captions of several images, ${name}`, () => {
      const shape = { ...tinyShape, attends };
      const decoder = new Decoder(shape, initialParameters(shape, 1), speaks ? tinyEvidence(shape) : undefined);
      const graph = new GraphDecoder(decoder, runtime);
      const steps = [stepsOf(decoder, grids), stepsOf(graph, grids)];
      steps[0].forEach((values, at) => assertNear(steps[1][at], values));
      assert.equal(graph.hasEvidence, speaks);
      graph.dispose();
      decoder.dispose();
    });
  }

  it('reads no more of the grids than the decoder, and evidence all of them', () => {
    const wide = tf.tidy(() => tf.concat([grids, tf.mul(grids, 2)], 2)) as tf.Tensor3D;
    const evidence = tinyEvidence({ ...tinyShape, gridChannels: 2 * tinyShape.gridChannels });
    const decoder = new Decoder(tinyShape, initialParameters(tinyShape, 1), evidence);
    const graph = new GraphDecoder(decoder, runtime);
    const [expected, found] = [stepsOf(decoder, wide), stepsOf(graph, wide)];
    expected.forEach((values, at) => assertNear(found[at], values));
    const narrow = new Decoder(tinyShape, decoder.parameters);
    const [ofFirst, ofAll] = [stepsOf(narrow, grids), stepsOf(narrow, wide)];
    ofFirst.forEach((values, at) => assertNear(ofAll[at], values));
    narrow.forget();
    graph.dispose();
    decoder.dispose();
    wide.dispose();
  });

  it('writes the same captions', () => {
    const decoder = new Decoder(tinyShape, initialParameters(tinyShape, 4), tinyEvidence());
    const graph = new GraphDecoder(decoder, runtime);
    const captions = (one: CaptionDecoder): number[][][] =>
      beamSearch(one, grids, { beam: 3, maxPieces: 12, lengthPenalty: 0.8 }).map((found) =>
        found.map(({ nodes }) => nodes.map(({ piece }) => piece)),
      );
    assert.deepEqual(captions(graph), captions(decoder));
    graph.dispose();
    decoder.dispose();
  });

  it('needs the weights of TensorFlow.js no more, and leaves nothing behind', () => {
    const counting = countingRuntime(runtime);
    const before = tf.memory().numTensors;
    const decoder = new Decoder(tinyShape, initialParameters(tinyShape, 1), tinyEvidence());
    const graph = new GraphDecoder(decoder, counting);
    decoder.dispose();
    stepsOf(graph, grids);
    assert.equal(tf.memory().numTensors, before);
    assert.equal(counting.opened, 2);
    graph.dispose();
    assert.equal(counting.opened, 0);
  });

  it('leaves nothing behind where one of its graphs cannot be opened', () => {
    const counting = countingRuntime(runtime, 1);
    const decoder = new Decoder(tinyShape, initialParameters(tinyShape, 1));
    assert.throws(() => new GraphDecoder(decoder, counting), /no more/);
    assert.equal(counting.opened, 0);
    decoder.dispose();
  });
});

/** All that is said in some steps with two captions an image, which change places in between. */
function stepsOf(decoder: CaptionDecoder, grids: tf.Tensor3D): Float32Array[] {
  const memory = decoder.remember(grids);
  let state = memory.start(2);
  const said: Float32Array[] = [];
  for (const [step, parents] of [undefined, Int32Array.of(1, 0, 2, 3, 5, 5), undefined].entries()) {
    const pieces = Int32Array.from({ length: 6 }, (_, row) => (step === 0 ? startPiece : 265 + 3 * step + row));
    const next = memory.next(state, pieces, parents);
    said.push(next.logProbabilities, next.attention, next.state.hidden, next.state.cell);
    state = next.state;
  }
  memory.dispose();
  return said;
}

function assertNear(values: Float32Array, expected: Float32Array): void {
  assert.equal(values.length, expected.length);
  values.forEach((value, at) => assert.ok(Math.abs(value - expected[at]) < 1e-4, `${value} is not ${expected[at]}`));
}
