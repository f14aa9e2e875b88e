import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { shownImages } from '../../../src/extension/comparison/comparedImages';
import { imageChoices } from '../../../src/extension/comparison/imageChoices';
import { ModelComparison, type ComparedImage } from '../../../src/extension/comparison/modelComparison';
import { CaptionDocument } from '../../../src/extension/document/captionDocument';
import type { Model } from '../../../src/extension/models/modelLibrary';
import { useDataset } from '../editor';

const made = '2026-12-01T10:00:00.000Z';
const model = (bundled: boolean, created = made): Model =>
  ({ directory: '/models/one', bundled, description: { name: 'One', created } }) as unknown as Model;

describe('The images that two models are compared on', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg', 'flower.jpg', 'horses.jpg']);
  const namesOfLearned = async (rows: readonly object[], models: readonly Model[]): Promise<string[]> => {
    dataset.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    const captions = new CaptionDocument(dataset.document);
    captions.index.readNext(rows.length + 1);
    const entries = { all: captions.index.entries };
    const images = shownImages({ captions, entries } as unknown as Parameters<typeof shownImages>[0], models);
    captions.dispose();
    return images.filter(({ mayBeLearned }) => mayBeLearned).map(({ fileName }) => fileName);
  };
  const row = (name: string, status: string, updated: string): object => ({
    ...{ file_name: name, text: 'a caption', status, updated },
  });

  it('may be learned where somebody’s caption stood there when a model was made', async () => {
    const before = '2026-12-01T09:59:59.000Z';
    const rows = [
      row('cat.jpg', 'written', before),
      row('coffee.jpg', 'written', '2026-12-01T10:00:01.000Z'),
      row('flower.jpg', 'suggested', before),
      row('horses.jpg', 'excluded', before),
    ];
    assert.deepEqual(await namesOfLearned(rows, [model(true), model(false)]), ['cat.jpg']);
  });

  it('may be learned where nobody knows since when the caption stands there', async () => {
    const rows = [row('cat.jpg', '', ''), row('coffee.jpg', 'written', 'yesterday')];
    assert.deepEqual(await namesOfLearned(rows, [model(false)]), ['cat.jpg', 'coffee.jpg']);
  });

  it('are not learned by a model that comes with Showtell', async () => {
    const rows = [row('cat.jpg', 'written', '2020-01-01T00:00:00.000Z')];
    assert.deepEqual(await namesOfLearned(rows, [model(true), model(true)]), []);
  });

  const images = (count: number, learned: number): ComparedImage[] =>
    Array.from({ length: count }, (_, at) => ({
      ...{ key: `${at}`, fileName: `${at}.jpg`, path: `/${at}.jpg`, mayBeLearned: at < learned },
    }));
  const offered = (count: number, learned: number): string[] =>
    imageChoices(images(count, learned)).map(
      ({ label, detail, from }) => `${label} of ${from.length}${detail === undefined ? '' : ', by heart'}`,
    );

  it('are drawn from all where a model has learned from none', () => {
    assert.deepEqual(offered(60, 0), [
      '20 images at random of 60',
      '50 images at random of 60',
      'All images that are shown: 60 of 60',
    ]);
  });

  it('are offered first without those that a model may have learned from, and else it is said', () => {
    assert.deepEqual(offered(60, 30), [
      '20 images at random of 30',
      'All images that neither has learned from, as far as can be told: 30 of 30',
      '50 images at random of 60, by heart',
      'All images that are shown: 60 of 60, by heart',
    ]);
    assert.deepEqual(offered(30, 30), [
      '20 images at random of 30, by heart',
      'All images that are shown: 30 of 30, by heart',
    ]);
  });

  it('are counted at the end, where something was said of them', () => {
    const comparison = new ModelComparison(images(10, 4), 1);
    for (const image of comparison.images) comparison.add(image, ['one', 'other']);
    for (let count = 0; count < 6; count++) comparison.choose(comparison.current?.image.key ?? '', 'neither');
    assert.deepEqual(comparison.said, { images: 6, mayBeLearned: 4 });
  });
});
