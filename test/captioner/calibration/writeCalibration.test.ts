import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { openBundle } from '../../../src/captioner/bundle/openBundle';
import { writeCalibration } from '../../../src/captioner/bundle/writeCalibration';
import type { Calibration } from '../../../src/captioner/calibration/calibration';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

const bundled = resolve('models', 'flickr8k-attention');

function calibrationOf(channels: number): Calibration {
  const curve = { a: 1, b: 0.5, c: 0.25 };
  const centre = Buffer.alloc(2 * channels, 'x').toString('base64');
  return { word: curve, caption: curve, familiar: [{ centre, familiarFrom: 0.5, spread: 0.1 }], images: 60 };
}

describe('Writing a calibration into a bundle', () => {
  const folder = useTemporaryFolder();

  async function copyOfModel(): Promise<string> {
    const model = join(folder.path, 'model');
    await cp(bundled, model, { recursive: true });
    return model;
  }

  it('changes nothing else of it, and it is read again', async () => {
    const model = await copyOfModel();
    await writeCalibration(model, calibrationOf(1280));
    const { calibration: before, ...rest } = JSON.parse(await readFile(join(bundled, 'model.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const { calibration, ...restNow } = JSON.parse(await readFile(join(model, 'model.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    assert.equal(JSON.stringify(restNow), JSON.stringify(rest));
    assert.notDeepEqual(calibration, before);
    const bundle = await openBundle(model);
    assert.deepEqual(bundle.description.calibration, calibrationOf(1280));
    bundle.encoder.dispose();
    bundle.decoder.dispose();
  });

  it('leaves one that fits another encoder to be refused by name', async () => {
    const model = await copyOfModel();
    await writeCalibration(model, calibrationOf(640));
    await assert.rejects(openBundle(model), /model cannot be used: its calibration's centre has 1280 bytes/);
  });

  it('is refused where there is no bundle', async () => {
    await writeFile(join(folder.path, 'model.json'), '{}');
    await assert.rejects(writeCalibration(folder.path, calibrationOf(1280)), /not a bundle's description/);
  });
});
