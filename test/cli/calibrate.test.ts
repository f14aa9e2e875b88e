import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import { bundleDescriptionSchema, type BundleDescription } from '../../src/captioner/bundle/description';
import { calibrateResultSchema } from '../../src/engine/protocol/calibrationProtocol';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeSmallModel } from '../smallModel';
import { runCli } from './runCli';

const bundled = resolve('models', 'flickr8k-attention');

function describeModel(directory: string): BundleDescription {
  return bundleDescriptionSchema.parse(JSON.parse(readFileSync(join(directory, 'model.json'), 'utf8')));
}

describe('showtell calibrate', function () {
  this.timeout(300_000);
  const folder = useTemporaryFolder();

  /** A dataset of so many images: the samples again and again, with captions that are partly what the captioner says. */
  function datasetOf(images: number, name = 'val.jsonl'): string {
    const samples = readdirSync('samples').filter((file) => file.endsWith('.jpg'));
    const rows = Array.from({ length: images }, (_, at) => {
      const file = `${at}.jpg`;
      cpSync(join('samples', samples[at % samples.length]), join(folder.path, file));
      const captions = [
        'A dog in the grass.',
        at % 2 === 0 ? 'A man in front of a fence.' : 'Mountains under a blue sky.',
      ];
      return `${JSON.stringify({ file_name: file, captions })}\n`;
    });
    const dataset = join(folder.path, name);
    writeFileSync(dataset, rows.join(''));
    return dataset;
  }

  function copyOfModel(): string {
    const model = join(folder.path, 'model');
    cpSync(bundled, model, { recursive: true });
    return model;
  }

  const cache = (): string[] => ['--cache', join(folder.path, 'cache')];

  it('stores in the model how sure it may be, and nothing else, and draws the diagram', async () => {
    const [dataset, model, diagram] = [datasetOf(60), copyOfModel(), join(folder.path, 'diagram.svg')];
    const { status, stdout, stderr } = await runCli([
      ...['calibrate', dataset, '--model', model, '--diagram', diagram, '--json', ...cache()],
    ]);
    assert.equal(status, 0, stderr);
    const result = calibrateResultSchema.parse(JSON.parse(stdout));
    assert.equal(result.images, 60);
    assert.ok(result.words.after.error < result.words.before.error, stdout);
    const { calibration, ...rest } = describeModel(model);
    const { calibration: before, ...restBefore } = describeModel(bundled);
    assert.equal(calibration?.images, 60);
    assert.notDeepEqual(calibration, before);
    assert.deepEqual(rest, restBefore);
    assert.match(readFileSync(diagram, 'utf8'), /^<svg .*Words \(\d+\).*Captions \(60\).*<\/svg>\n$/s);
  });

  it('only measures where that is asked for, and prints a table', async () => {
    const [dataset, model] = [datasetOf(50), copyOfModel()];
    const { status, stdout, stderr } = await runCli(['calibrate', dataset, '--model', model, '--measure', ...cache()]);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^images 50\n[^]*\nwords +\d+\.\d +\d+\.\d\ncaptions +\d+\.\d +\d+\.\d\n/);
    assert.deepEqual(describeModel(model), describeModel(bundled));
  });

  it('refuses few images, and says how many it takes', async () => {
    const [dataset, model] = [datasetOf(12), copyOfModel()];
    const { status, stderr } = await runCli(['calibrate', dataset, '--model', model, ...cache()]);
    assert.equal(status, 1);
    assert.match(stderr, /at least 50 images .* there are 12/);
    assert.deepEqual(describeModel(model), describeModel(bundled));
  });

  it('wants to be told the model', async () => {
    const { status, stderr } = await runCli(['calibrate', 'val.jsonl']);
    assert.equal(status, 2);
    assert.match(stderr, /--model is missing/);
  });

  it('is part of a training that has images enough for it, and told where it has not', async () => {
    const training = datasetOf(16, 'train.jsonl');
    const small = join(folder.path, 'small');
    await writeSmallModel(small);
    for (const [images, expected] of [
      [50, /Calibrated: the expected calibration error fell from/],
      [10, /not calibrated\. Calibrating needs at least 50 images .* there are 10\./],
    ] as const) {
      const model = join(folder.path, `trained-${images}`);
      const { status, stderr } = await runCli([
        ...['train', training, '--val', datasetOf(images), '--out', model, ...cache()],
        ...['--from', small, '--epochs', '4', '--batch', '4', '--learning-rate', '0.004'],
      ]);
      assert.equal(status, 0, stderr);
      assert.match(stderr, expected);
      assert.equal(describeModel(model).calibration?.images, images === 50 ? 50 : undefined);
    }
  });
});
