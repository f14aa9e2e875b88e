import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { fitEvidence } from '../../../src/captioner/evidence/fitEvidence';
import { gridChannels } from '../../../src/captioner/encoder/gridChannels';
import { colourChannels } from '../../../src/captioner/encoder/colours';
import { mostEvidence } from '../../../src/captioner/evidence/pieceEvidence';
import { imageVectors } from '../../../src/captioner/evidence/imageVectors';
import { seededRandom } from '../../../src/dataset/collections/random';

const [bridge, stadium, rare, always] = [10, 11, 12, 13];
const vocabulary = 20;

/** Grids [images, 4, 6]: channel 0 lights up somewhere where there is a bridge, channel 1 where there is a stadium. */
function gridsOf(kinds: readonly number[], seed: number): tf.Tensor3D {
  const random = seededRandom(seed);
  return tf.tensor3d(
    kinds.map((kind) => {
      const place = Math.floor(4 * random());
      return [0, 1, 2, 3].map((at) =>
        Array.from({ length: 6 }, (_, channel) => random() + (at === place && channel === kind - bridge ? 3 : 0)),
      );
    }),
  );
}

const kinds = Array.from({ length: 40 }, (_, image) => (image % 2 === 0 ? bridge : stadium));

describe('Evidence that is learned of captioned images', () => {
  before(() => tf.setBackend('wasm'));

  const learn = (words: number[][][]): ReturnType<typeof fitEvidence> => {
    const grids = gridsOf(kinds, 1);
    const vectors = imageVectors(grids);
    return fitEvidence({ vectors, words, vocabulary }).finally(() => tf.dispose([grids, vectors]));
  };
  const asSeen = kinds.map((kind, image) => [[kind, always, ...(image === 3 ? [rare] : [])]]);

  it('speaks for the word of what an image shows, and against the word of what it does not, in images that it has not seen', async () => {
    const fitted = await learn(asSeen);
    assert.ok(fitted);
    const grids = gridsOf([bridge, stadium], 2);
    const said = fitted.evidence.speakFor(grids);
    assert.deepEqual(said.shape, [2, vocabulary]);
    const [ofBridge, ofStadium] = said.arraySync();
    assert.ok(ofBridge[bridge] > 0.5 && ofBridge[stadium] < -0.5, ofBridge.join(' '));
    assert.ok(ofStadium[stadium] > 0.5 && ofStadium[bridge] < -0.5, ofStadium.join(' '));
    assert.equal(ofBridge[always], 0, 'what all captions have tells nothing');
    assert.equal(ofBridge[rare], 0, 'what one caption has tells nothing yet');
    tf.dispose([grids, said]);
    fitted.evidence.dispose();
  });

  it('speaks for what only the colours tell', async () => {
    const [red, blue] = [bridge, stadium];
    const coloured = (kinds: readonly number[], seed: number): tf.Tensor3D => {
      const random = seededRandom(seed);
      const first = gridChannels - colourChannels;
      return tf.tensor3d(
        kinds.map((kind) => [
          Array.from({ length: gridChannels }, (_, channel) =>
            channel < first ? 6 * random() : random() + (channel - first === kind - red ? 2 : 0),
          ),
        ]),
      );
    };
    const grids = coloured(kinds, 1);
    const vectors = imageVectors(grids);
    const words = kinds.map((kind) => [[kind]]);
    const fitted = await fitEvidence({ vectors, words, vocabulary });
    assert.ok(fitted);
    const unseen = coloured([red, blue], 2);
    const said = fitted.evidence.speakFor(unseen);
    const [ofRed, ofBlue] = said.arraySync();
    assert.ok(ofRed[red] > 0.5 && ofRed[blue] < -0.5, ofRed.join(' '));
    assert.ok(ofBlue[blue] > 0.5 && ofBlue[red] < -0.5, ofBlue.join(' '));
    tf.dispose([grids, vectors, unseen, said]);
    fitted.evidence.dispose();
  });

  it('is nothing where words do not go with what images show', async () => {
    const random = seededRandom(5);
    assert.equal(await learn(kinds.map(() => [[random() < 0.5 ? bridge : stadium]])), undefined);
  });

  it('says of an image that it was taught only what the others say', async () => {
    const fitted = await learn(asSeen.map((captions, image) => (image === 0 ? [[stadium, always]] : captions)));
    assert.ok(fitted);
    const column = fitted.evidence.pieces.indexOf(bridge);
    assert.ok(fitted.leftOut[0][column] > 0.5, 'it shows a bridge, whatever its own caption says');
    fitted.evidence.dispose();
  });

  it('never says more than its limit, and leaves no tensor behind but its own', async () => {
    const { numTensors } = tf.memory();
    const fitted = await learn(asSeen);
    assert.ok(fitted);
    assert.equal(tf.memory().numTensors, numTensors + 4);
    const strong = tf.mul(fitted.evidence.weights.kernel, 1000);
    fitted.evidence.weights.kernel.dispose();
    fitted.evidence.weights.kernel = strong;
    const grids = gridsOf([bridge], 3);
    const said = fitted.evidence.speakFor(grids);
    assert.ok(said.dataSync().every((value) => Math.abs(value) <= mostEvidence));
    tf.dispose([grids, said]);
    fitted.evidence.dispose();
    assert.equal(tf.memory().numTensors, numTensors);
  });
});
