import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ExclusionRule } from '../../src/dataset/images/exclusion';
import { readFineTuneImages, type FineTuneImages } from '../../src/engine/jobs/fineTuneImages';
import { useTemporaryFolder } from '../dataset/temporaryFolder';

describe('What a fine-tune learns from', () => {
  const folder = useTemporaryFolder();

  beforeEach(async () => {
    for (const name of ['1.jpg', '2.jpg', '3.jpg', '4.jpg']) await writeFile(path.join(folder.path, name), '');
  });

  const row = (name: string, status: string): string =>
    `${JSON.stringify({ file_name: name, text: `the caption of ${name}`, status })}\n`;
  const readAll = async (saved: string, rows?: string): Promise<FineTuneImages> => {
    const datasetPath = path.join(folder.path, 'metadata.jsonl');
    await writeFile(datasetPath, saved);
    return readFineTuneImages({ datasetPath, rows, seed: 1 });
  };
  const read = async (saved: string, rows?: string): Promise<{ corrected: string[]; others: string[] }> =>
    names(await readAll(saved, rows));

  it('is what a person accepted, edited or wrote; what nobody has decided on is replayed beside it', async () => {
    const { corrected, others } = await read(
      row('1.jpg', 'written') + row('2.jpg', 'excluded') + row('3.jpg', 'edited'),
    );
    assert.deepEqual([corrected, others], [['1.jpg', '3.jpg'], ['4.jpg']]);
  });

  it('replays what a batch has suggested captions for, as nobody has decided on it', async () => {
    const suggested = ['2.jpg', '3.jpg', '4.jpg'].map((name) => row(name, 'suggested')).join('');
    const { corrected, others } = await read(row('1.jpg', 'accepted') + suggested);
    assert.deepEqual([corrected, others], [['1.jpg'], ['2.jpg', '3.jpg', '4.jpg']]);
  });

  it('replays no image that is left out of the dataset by its settings, also where they look for a file beside it', async () => {
    const datasetPath = path.join(folder.path, 'metadata.jsonl');
    await writeFile(datasetPath, row('1.jpg', 'written'));
    await writeFile(path.join(folder.path, '3.raw'), '');
    const globs = (glob: string, when?: string): ExclusionRule => ({ globs: [glob], anywhere: true, from: '', when });
    const excluded = [globs('2.*'), globs('*.jpg', '$(basename).raw')];
    assert.deepEqual(names(await readFineTuneImages({ datasetPath, excluded, seed: 1 })).others, ['4.jpg']);
  });

  it('names the lines of an image that is not there', async () => {
    const { problems } = await readAll(
      row('1.jpg', 'written') + row('gone.jpg', 'written') + row('gone.jpg', 'edited'),
    );
    assert.deepEqual(
      problems.map(({ fileName }) => fileName),
      ['metadata.jsonl:2–3 (gone.jpg)'],
    );
  });

  it('is what is decided, also where the file does not hold it yet', async () => {
    const { corrected } = await read(row('1.jpg', 'written'), row('1.jpg', 'written') + row('2.jpg', 'written'));
    assert.deepEqual(corrected, ['1.jpg', '2.jpg']);
  });
});

function names({ corrections, others }: FineTuneImages): { corrected: string[]; others: string[] } {
  const nameOf = (file: string): string => path.basename(file);
  return { corrected: corrections.map((one) => nameOf(one.path)), others: others.map(nameOf).sort() };
}
