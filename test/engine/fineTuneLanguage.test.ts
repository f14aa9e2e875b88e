import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Captioner } from '../../src/captioner/captioner';
import { useBackend } from '../../src/engine/backends/backends';
import { GridCache } from '../../src/engine/features/gridCache';
import { fineTuneJob } from '../../src/engine/jobs/fineTuneJob';
import { bundledModel, sample } from './builtEngine';

const captions: Record<string, string> = {
  'astronaut.jpg': '우주복을 입은 여자가 웃는다',
  'autumn-meadow.jpg': '가을 숲과 산이 있다',
  'coffee.jpg': '식탁에 커피가 있다',
  'dandelions.jpg': '풀밭에 민들레가 있다',
  'dogs-at-window.jpg': '개들이 창가에 있다',
  'flower.jpg': '주황색 꽃이 있다',
  'forest-stream.jpg': '숲에 물이 흐른다',
  'horses.jpg': '말들이 풀밭에 있다',
  'musicians.jpg': '사람들이 거리에 있다',
  'photographer.jpg': '남자가 사진을 찍는다',
  'sunset.jpg': '바다에 해가 있다',
  'temple.jpg': '숲에 절이 있다',
};
const unseen = ['cat.jpg', 'mountain-path.jpg', 'rocket.jpg'];

describe('A fine-tune on captions in another language', function () {
  this.timeout(300_000);
  let folder: string;

  before(async () => {
    await useBackend('auto');
    folder = await mkdtemp(path.join(os.tmpdir(), 'showtell-fine-tune-language-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('brings captions in that language for images that it has not seen', async () => {
    for (const name of Object.keys(captions)) await cp(sample(name), path.join(folder, name));
    const rows = Object.entries(captions).map(
      ([name, text]) => `${JSON.stringify({ file_name: name, text, status: 'written' })}\n`,
    );
    await writeFile(path.join(folder, 'metadata.jsonl'), rows.join(''));
    const { model } = await fineTuneJob(
      {
        datasetPath: path.join(folder, 'metadata.jsonl'),
        baseModel: bundledModel,
        out: path.join(folder, 'korean'),
        seed: 1,
        workFolder: path.join(folder, 'work'),
        resume: false,
        cache: path.join(folder, 'cache'),
        steps: 60,
      },
      { report: () => undefined, giveWay: () => Promise.resolve(), signal: new AbortController().signal },
    );
    const captioner = await Captioner.open(model.directory);
    const cache = new GridCache();
    try {
      const { detectors, secondOpinion } = {
        ...captioner.bundle.description,
        ...captioner.bundle.description.calibration,
      };
      assert.ok(secondOpinion && !detectors, 'English words tell nothing of Korean ones');
      for (const name of unseen) {
        const grid = await cache.grid(sample(name), captioner.bundle.encoder);
        const [{ text }] = captioner.suggest(grid, {}).candidates;
        grid.dispose();
        assert.match(text, /^[\p{Script=Hangul} ]+$/u, `${name}: ${text}`);
      }
    } finally {
      cache.clear();
      captioner.dispose();
    }
  });
});
