import assert from 'node:assert/strict';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { samplesFolder, until, useDataset } from '../editor';

describe('An image that is replaced on disk', function () {
  this.timeout(180_000);
  const dataset = useDataset(['cat.jpg', 'coffee.jpg']);
  const file = (): string => path.join(dataset.folder, 'cat.jpg');
  const replace = (): void => copyFileSync(path.join(samplesFolder(), 'shepherd-dog.jpg'), file());
  const best = (): string | undefined => {
    const suggestion = dataset.shown('cat.jpg')?.suggestion;
    return suggestion?.state === 'ready' ? suggestion.candidates.at(0)?.text : undefined;
  };

  it('is shown, and captioned anew', async () => {
    await dataset.open();
    const before = await dataset.suggestion('cat.jpg');
    const uri = dataset.shown('cat.jpg')?.imageUri;
    replace();
    await until('the new picture is shown', () => dataset.shown('cat.jpg')?.imageUri !== uri);
    await until('another caption is suggested', () => best() !== undefined && best() !== before);
  });

  it('is captioned anew also when it went and came again, as most programs save', async () => {
    await dataset.open();
    const before = await dataset.suggestion('cat.jpg');
    rmSync(file());
    replace();
    await until('another caption is suggested', () => best() !== undefined && best() !== before);
  });

  it('gets the new suggestion also where a batch had written the old one', async () => {
    const row = { file_name: 'cat.jpg', text: 'of before', suggestion: 'of before', status: 'suggested' };
    dataset.write(`${JSON.stringify({ ...row, model: 'flickr8k-attention-3', updated: '' })}\n`);
    await dataset.open();
    await dataset.suggestion('cat.jpg');
    assert.equal(dataset.shown('cat.jpg')?.text, 'of before');
    replace();
    await until('the row shows another caption', () => (dataset.shown('cat.jpg')?.text ?? '').includes('dog'));
    dataset.tell({ type: 'accept', key: 'cat.jpg 0', candidate: 0 });
    await until('it is accepted', () => dataset.row('cat.jpg')?.status === 'accepted');
    assert.match(dataset.row('cat.jpg')?.text ?? '', /dog/);
  });

  it('is no problem any more once it is whole', async () => {
    writeFileSync(file(), 'no image');
    await dataset.open();
    await until('it cannot be captioned', () => dataset.shown('cat.jpg')?.suggestion.state === 'failed');
    replace();
    await until('a caption is suggested', () => best() !== undefined);
  });
});
