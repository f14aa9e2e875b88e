import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { comparisonTable } from '../../../src/cli/comparison/comparisonTable';
import type { CaptionerFigures } from '../../../src/captioner/evaluation/compareCaptions';

describe('The table of captioners side by side', () => {
  const figures = (change: Partial<CaptionerFigures> = {}): CaptionerFigures => ({
    scores: { bleu1: 0.7, bleu2: 0.5, bleu3: 0.3, bleu4: 0.25, rougeL: 0.45, ciderD: 0.912 },
    variety: { words: 8.25, distinct: 90, vocabulary: 321, repeatedBigrams: 0, repeatedTrigrams: 0 },
    correcting: 61.54,
    ...change,
  });
  const image = (fileName: string, ...captions: string[]): Parameters<typeof comparisonTable>[1][number] => ({
    fileName,
    references: ['a dog'],
    captions,
  });

  it('has a line for each figure, in the units that papers give', () => {
    const table = comparisonTable(['/runs/one.jsonl'], [image('a.jpg', 'a dog'), image('b.jpg', 'a cat')], {
      captioners: [figures()],
      ofImages: [[1, 2]],
    });
    assert.deepEqual(
      table.split('\n').map((line) => line.replace(/ {2,}/, ' = ')),
      [
        '2 images = one.jsonl',
        'BLEU-1 = 70.0',
        'BLEU-2 = 50.0',
        'BLEU-3 = 30.0',
        'BLEU-4 = 25.0',
        'ROUGE-L = 45.0',
        'CIDEr-D = 91.2',
        'keystrokes for 100 characters = 61.5',
        'words a caption = 8.3',
        'different captions = 90',
        'different words = 321',
      ],
    );
  });

  it('has a dash for CIDEr-D of one image, which has none', () => {
    const { scores } = figures();
    const alone = figures({ scores: { ...scores, ciderD: null } });
    assert.match(comparisonTable(['one'], [image('a.jpg', 'a dog')], { captioners: [alone], ofImages: [[0]] }), /–$/m);
  });

  it('says nothing of differences where there are none', () => {
    const same = comparisonTable(['one', 'other'], [image('a.jpg', 'a dog', 'a dog')], {
      captioners: [figures(), figures()],
      ofImages: [[1], [1]],
    });
    assert.doesNotMatch(same, /differ most/);
  });

  it('cuts a caption off that is longer than a line', () => {
    const [fits, long] = ['x'.repeat(80), 'x'.repeat(81)];
    const table = comparisonTable(['one', 'other'], [image('a.jpg', fits, long)], {
      captioners: [figures(), figures()],
      ofImages: [[1], [0.5]],
    });
    assert.ok(table.endsWith(`a.jpg\n  one: 100.0 ${fits}\n  other: 50.0 ${'x'.repeat(79)}…`), table);
  });
});
