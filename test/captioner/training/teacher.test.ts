import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { layOutCaptions } from '../../../src/captioner/decoder/captionBatch';
import { Decoder } from '../../../src/captioner/decoder/decoder';
import { initialParameters } from '../../../src/captioner/decoder/parameters';
import { probabilitiesAt } from '../../../src/captioner/decoder/teacherForcing';
import type { TrainingImage } from '../../../src/captioner/training/examples';
import { ProjectedGridSource } from '../../../src/captioner/training/projectedGrids';
import { Teacher } from '../../../src/captioner/training/teacher';
import { tinyGrids, tinyShape } from '../tinyCaptioner';

/** Of the second image the learner reads another word than the teacher at step 1. */
const replayed: TrainingImage[] = [
  { image: 0, captions: [[3, 4]], taught: { pieces: [3, 4], places: Int32Array.of(0, 1, 2) } },
  { image: 1, captions: [[5, 7, 6]], taught: { pieces: [5, 9, 6], places: Int32Array.of(0, -1, 2, 3) } },
];
const learned: TrainingImage = { image: 2, captions: [[8, 8, 8, 8]] };

describe('The teacher of captions that are replayed', () => {
  let decoder: Decoder;
  let grids: ProjectedGridSource;

  before(async () => {
    await tf.setBackend('wasm');
    decoder = new Decoder(tinyShape, initialParameters(tinyShape, 1));
    grids = new ProjectedGridSource(tinyGrids(), decoder.parameters);
  });
  after(() => {
    grids.dispose();
    decoder.dispose();
  });

  it('says what the model expects at the places that both read alike, and keeps it until it is disposed of', async () => {
    const { numTensors } = tf.memory();
    const teacher = await Teacher.of({ decoder, grids, images: replayed });
    const images = [learned, replayed[1], replayed[0]];
    const layout = layOutCaptions(
      images.map(({ captions }) => captions),
      10,
    );
    const taught = teacher.teach(images, layout) ?? assert.fail();
    assert.deepEqual([...taught.places], [1, 7, 10, 2, 5, 8]);
    const values = (await taught.probabilities.array())[2];

    const read = layOutCaptions([[[5, 9, 6]]], 10);
    const seen = await grids.look([1]);
    const expected = probabilitiesAt(decoder.parameters, tinyShape, { ...read, ...seen }, Int32Array.of(3));
    const wanted = (await expected.array())[0];
    values.forEach((value, piece) => assert.ok(Math.abs(value - wanted[piece]) < 1e-6, String(piece)));

    assert.equal(teacher.teach([learned], layout), undefined);
    tf.dispose([taught.probabilities, seen, expected]);
    teacher.dispose();
    assert.ok(tf.memory().numTensors <= numTensors + 6, 'only projected grids are kept, by their source');
  });

  it('gives the probability of a word to the term that stands for it', async () => {
    const moved = Int32Array.from({ length: tinyShape.vocabulary + 1 }, (_, piece) => piece);
    moved[tinyShape.vocabulary] = 3;
    moved[3] = tinyShape.vocabulary;
    const teacher = await Teacher.of({ decoder, grids, images: replayed, moved });
    const plain = await Teacher.of({ decoder, grids, images: replayed });
    const layout = layOutCaptions([[[3, 4]]], 10);
    const [after, before] = [teacher, plain].map((one) => one.teach([replayed[0]], layout) ?? assert.fail());
    const [[house], [own]] = [await after.probabilities.array(), await before.probabilities.array()];
    assert.deepEqual([house[tinyShape.vocabulary], house[3], house[4]], [own[3], 0, own[4]]);
    tf.dispose([after.probabilities, before.probabilities]);
    teacher.dispose();
    plain.dispose();
  });
});
