import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { Decoder } from '../../../../src/captioner/decoder/decoder';
import { initialParameters } from '../../../../src/captioner/decoder/parameters';
import { validationLoss } from '../../../../src/captioner/decoder/teacherForcing';
import { toTrainingImages } from '../../../../src/captioner/training/captionedImage';
import { layOutImages } from '../../../../src/captioner/training/examples';
import { wordLosses } from '../../../../src/captioner/training/fineTune/wordLosses';
import { tinyGrids, tinyShape, tinyVocabulary } from '../../tinyCaptioner';

describe('The loss a word', () => {
  it('is there for each word of each image, and sums to that of the pieces', async () => {
    await tf.setBackend('wasm');
    const decoder = new Decoder(tinyShape, initialParameters(tinyShape, 1));
    const images = [
      { image: 0, captions: ['a dog zx on grass', 'a cat'] },
      { image: 1, captions: ['a dog'] },
    ];
    const losses = await wordLosses({ decoder, vocabulary: tinyVocabulary }, { images, grids: tinyGrids() });
    assert.deepEqual(
      losses.map(({ length }) => length),
      [7, 2],
    );
    const grids = await tinyGrids().grids([0, 1]);
    const layout = layOutImages(toTrainingImages(images, tinyVocabulary, 'asWritten'), 80);
    const { loss, pieces } = validationLoss(decoder.parameters, tinyShape, { ...layout, grids });
    const sum = losses.flat().reduce((total, one) => total + one, 0);
    assert.ok(Math.abs(sum - loss * pieces) < 1e-4, `${sum}, not ${loss * pieces}`);
    grids.dispose();
    decoder.dispose();
  });
});
