import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { seededRandom } from '../../../src/dataset/collections/random';
import { layOutCaptions, type CaptionBatch } from '../../../src/captioner/decoder/captionBatch';
import { DropoutSource } from '../../../src/captioner/decoder/dropout';
import { unsaidEvidence } from '../../../src/captioner/evidence/pieceEvidence';
import { forward, outputInput } from '../../../src/captioner/decoder/forward';
import { initialParameters, type DecoderParameters } from '../../../src/captioner/decoder/parameters';
import { pieceLoss } from '../../../src/captioner/decoder/pieceLoss';
import type { Regularisation } from '../../../src/captioner/decoder/regularisation';
import type { DecoderShape } from '../../../src/captioner/decoder/shape';
import { lossAndGradients } from '../../../src/captioner/decoder/teacherForcing';

const shape: DecoderShape = {
  vocabulary: 11,
  gridChannels: 5,
  annotation: 4,
  attention: 3,
  embedding: 3,
  hidden: 4,
  attends: true,
};
const plain: Regularisation = {
  labelSmoothing: 0.1,
  lookEverywhere: 0.7,
  dropout: { embedding: 0, annotation: 0, output: 0 },
};
const dropped: Regularisation = { ...plain, dropout: { embedding: 0.3, annotation: 0.3, output: 0.5 } };

function randomGrids(images: number, locations: number, seed: number): tf.Tensor3D {
  const random = seededRandom(seed);
  const values = Float32Array.from({ length: images * locations * shape.gridChannels }, () => random() * 2);
  return tf.tensor3d(values, [images, locations, shape.gridChannels]);
}

function makeBatch(): CaptionBatch {
  const captions = [
    [[4, 7, 9], [5]],
    [
      [8, 3],
      [2, 2, 6, 10],
    ],
    [[10]],
  ];
  return { ...layOutCaptions(captions, 6), grids: randomGrids(3, 6, 2) };
}

/** [3 images, vocabulary] */
function randomEvidence(): tf.Tensor2D {
  const random = seededRandom(8);
  return tf.tensor2d(
    Float32Array.from({ length: 3 * shape.vocabulary }, () => 4 * random() - 2),
    [3, shape.vocabulary],
  );
}

/** The image of each place of a batch with two captions an image, and what its caption had said by then. */
function rowsOf({ inputs }: CaptionBatch, places: Int32Array): { image: number; said: number[] }[] {
  return Array.from(places, (place) => {
    const [row, step] = [place % 6, Math.floor(place / 6)];
    return { image: Math.floor(row / 2), said: [...inputs].filter((_, at) => at % 6 === row && at / 6 < step + 1) };
  });
}

/** The whole objective, as one number: what `lossAndGradients` claims to give the gradient of. */
function objective(
  parameters: DecoderParameters,
  decoder: DecoderShape,
  batch: CaptionBatch,
  regularisation: Regularisation,
): tf.Scalar {
  return tf.tidy(() => {
    const pass = forward(parameters, decoder, batch, regularisation, new DropoutSource(5));
    const targets = pass.counted.map((at) => batch.targets[at]);
    const { weights, lengths } = batch;
    const perPiece = weights && Float32Array.from(pass.counted, (at) => weights[at % lengths.length]);
    const spoken = batch.evidence && unsaidEvidence(batch.evidence, rowsOf(batch, pass.counted));
    const smoothing = regularisation.labelSmoothing;
    const { loss } = pieceLoss(parameters, outputInput(pass), targets, smoothing, perPiece, spoken);
    if (!pass.attentionSum) return loss;
    const captions = batch.lengths.filter((length) => length > 0).length;
    const going = tf.tensor3d(
      Float32Array.from(batch.lengths, (length) => Number(length > 0)),
      [3, 2, 1],
    );
    const missed = tf.sum(tf.mul(going, tf.square(tf.sub(1, pass.attentionSum))));
    return tf.add(
      loss,
      tf.mul(missed, regularisation.lookEverywhere / (captions * pass.attentionSum.shape[2])),
    ) as tf.Scalar;
  });
}

describe('Teacher forcing', () => {
  before(async () => {
    // WebAssembly cannot differentiate all of it automatically.
    await tf.setBackend('cpu');
  });

  for (const attends of [true, false]) {
    const decoder = { ...shape, attends };
    const name = attends ? 'with attention' : 'without attention';

    for (const weights of [undefined, Float32Array.of(1, -0.5, 2, 0, 0.25, 0)]) {
      const counting = weights ? 'and captions of different weight' : 'and dropout';

      it(`gives the same gradients as automatic differentiation, ${name} ${counting}`, () => {
        const batch = { ...makeBatch(), weights };
        const parameters = initialParameters(decoder, 3);
        const step = lossAndGradients(parameters, decoder, batch, dropped, new DropoutSource(5), true);
        const gradients: Record<string, tf.Tensor | undefined> = { ...step.gradients, grids: step.gridGradient };
        const variables: Record<string, tf.Tensor> = { ...parameters, grids: batch.grids };
        const names = Object.keys(variables).sort();
        const automatic = tf.grads((...tensors: tf.Tensor[]) => {
          const { grids, ...moved } = Object.fromEntries(names.map((key, at) => [key, tensors[at]]));
          return objective(moved, decoder, { ...batch, grids: grids as tf.Tensor3D }, dropped);
        })(names.map((key) => variables[key]));
        assert.deepEqual(Object.keys(gradients).sort(), names);
        names.forEach((key, at) => {
          const [ours, expected] = [gradients[key]?.dataSync(), automatic[at].dataSync()];
          expected.forEach((value, index) =>
            assert.ok(
              Math.abs(value - Number(ours?.[index])) < 2e-5,
              `${key}[${index}]: ${ours?.[index]}, not ${value}`,
            ),
          );
        });
      });
    }

    for (const speaking of ['', ' and beside what images speak for']) {
      it(`gives gradients that finite differences confirm, ${name}${speaking}`, () => {
        const batch = { ...makeBatch(), ...(speaking && { evidence: randomEvidence() }) };
        const parameters = initialParameters(decoder, 4);
        const { gradients } = lossAndGradients(parameters, decoder, batch, plain, new DropoutSource(5));
        const step = 1e-2;
        const random = seededRandom(1);
        for (const [key, tensor] of Object.entries(parameters)) {
          const values = tensor.dataSync();
          const index = Math.floor(random() * values.length);
          const at = (change: number): number => {
            const moved = Float32Array.from(values);
            moved[index] += change;
            return objective(
              { ...parameters, [key]: tf.tensor(moved, tensor.shape) },
              decoder,
              batch,
              plain,
            ).dataSync()[0];
          };
          const expected = (at(step) - at(-step)) / (2 * step);
          const ours = gradients[key].dataSync()[index];
          assert.ok(Math.abs(ours - expected) < 2e-3, `${key}[${index}]: ${ours} is not ${expected}`);
        }
      });
    }
  }

  it('leaves no tensor behind but the gradients', () => {
    const batch = makeBatch();
    const parameters = initialParameters(shape, 3);
    const before = tf.memory().numTensors;
    const { gradients } = lossAndGradients(parameters, shape, batch, dropped, new DropoutSource(5));
    assert.equal(tf.memory().numTensors, before + Object.keys(gradients).length);
  });
});
