import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { makeOddPictures, oddPictureKinds } from '../../../scripts/oddPictures';
import { Captioner } from '../../../src/captioner/captioner';
import { useBackend } from '../../../src/engine/backends/backends';
import { decodeImages } from '../../../src/engine/images/imageTensor';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

describe('The bundled captioner, before pictures unlike anything it knows', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  let captioner: Captioner;
  let photographs: number[];

  before(async () => {
    await useBackend('auto');
    captioner = await Captioner.open(resolve('models', 'flickr8k-attention'));
    const files = (await readdir('samples')).filter((name) => name.endsWith('.jpg'));
    photographs = await confidences(files.map((name) => resolve('samples', name)));
  });

  after(() => captioner.dispose());

  async function confidences(paths: readonly string[]): Promise<number[]> {
    const images = await decodeImages(paths, captioner.imageSize);
    const grids = captioner.encode(images);
    const found = captioner.suggestAll(grids).map(({ candidates }) => candidates[0].confidence);
    tf.dispose([images, grids]);
    return found;
  }

  it('is about as sure of photographs as it is right', () => {
    assert.ok(mean(photographs) > 0.3, `${mean(photographs)}`);
  });

  for (const [seed, kind] of oddPictureKinds.entries()) {
    it(`is unsure: ${kind}`, async () => {
      const pictures = await makeOddPictures(kind, 4, seed);
      const paths = pictures.map((_, at) => join(folder.path, `${at}.png`));
      await Promise.all(pictures.map((picture, at) => writeFile(paths[at], picture)));
      const odd = await confidences(paths);
      assert.ok(mean(odd) < mean(photographs) / 2, `${mean(odd)} against ${mean(photographs)}`);
      assert.ok(Math.max(...odd) < mean(photographs), `${Math.max(...odd)} against ${mean(photographs)}`);
    });
  }
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
