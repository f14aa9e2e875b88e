import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import type { GridSource } from '../../../../src/captioner/training/examples';
import { TaughtEvidence } from '../../../../src/captioner/training/fineTune/imageEvidence';
import { seededRandom } from '../../../../src/dataset/collections/random';
import { tinyVocabulary } from '../../tinyCaptioner';

/** Images with even places show what channel 0 lights up for, the others what channel 1 does [images, 4, 6]. */
function gridsOfTwoKinds(images: number): GridSource {
  const random = seededRandom(1);
  const grids = Array.from({ length: images }, (_, image) =>
    [0, 1, 2, 3].map(() => Array.from({ length: 6 }, (__, channel) => random() + (channel === image % 2 ? 2 : 0))),
  );
  return { grids: (indices) => tf.tensor3d(indices.map((index) => grids[index])) };
}

const pieceOf = (word: string): number => {
  const pieces = tinyVocabulary.encode(`the ${word}`);
  assert.equal(pieces.length, 2, `"${word}" is one piece`);
  return pieces[1];
};

describe('What images speak for, as a decoder is told it while it learns', () => {
  const images = 24;
  const grids = gridsOfTwoKinds(images + 1);
  const train = Array.from({ length: images }, (_, image) => ({
    image,
    // One caption says what its image does not show.
    captions: [image % 2 === 0 && image !== 4 ? 'a dog runs' : 'a cat sleeps'],
  }));
  let taught: TaughtEvidence | undefined;
  before(async () => {
    await tf.setBackend('wasm');
    taught = await TaughtEvidence.learn({ train, grids, vocabulary: tinyVocabulary, seed: 1 });
  });
  after(() => taught?.evidence.dispose());

  const said = async (asked: number[]): Promise<number[]> => {
    const evidence = await taught?.of(asked);
    const values = await evidence?.array();
    evidence?.dispose();
    return values?.map((row) => row[pieceOf('dog')] - row[pieceOf('cat')]) ?? [];
  };

  it('is of an image that taught it what the others say', async () => {
    const [wrong, right] = await said([4, 6]);
    assert.ok(wrong > 1 && right > 1, `${wrong} and ${right}`);
  });

  it('is of another image what the bundle will say of it, and leaves no tensor behind', async () => {
    const grid = await grids.grids([images]);
    const spoken = taught?.evidence.speakFor(grid);
    const [row] = (await spoken?.array()) ?? [];
    tf.dispose([grid, spoken ?? []]);
    const { numTensors } = tf.memory();
    const expected = row[pieceOf('dog')] - row[pieceOf('cat')];
    for (const [value] of [await said([images]), await said([images, 3])]) assert.ok(Math.abs(value - expected) < 1e-5);
    assert.equal(tf.memory().numTensors, numTensors);
  });

  it('speaks so many times as loudly once it is told to', async () => {
    const learned = await TaughtEvidence.learn({ train, grids, vocabulary: tinyVocabulary, seed: 1 });
    const { numTensors } = tf.memory();
    const saidOfLast = async (): Promise<number[]> => {
      const grid = await grids.grids([images]);
      const spoken = learned?.evidence.speakFor(grid);
      const [row] = (await spoken?.array()) ?? [];
      tf.dispose([grid, spoken ?? []]);
      return row;
    };
    const before = await saidOfLast();
    learned?.speakUp(1.5);
    const after = await saidOfLast();
    after.forEach((value, piece) => assert.ok(Math.abs(value - 1.5 * before[piece]) < 1e-4));
    assert.ok(after.some((value) => value !== 0));
    assert.equal(tf.memory().numTensors, numTensors);
    learned?.evidence.dispose();
  });

  it('stops between its steps when it is aborted', async () => {
    const abort = new AbortController();
    abort.abort();
    const job = { train, grids, vocabulary: tinyVocabulary, seed: 1, signal: abort.signal };
    const { numTensors } = tf.memory();
    await assert.rejects(TaughtEvidence.learn(job), { name: 'AbortError' });
    assert.equal(tf.memory().numTensors, numTensors);
  });
});
