import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { trainableCaptions } from '../../src/dataset/captions';
import { readLines } from '../../src/dataset/document';

function captionsOf(accept: Parameters<typeof trainableCaptions>[1], ...rows: object[]): [string, string[]][] {
  const text = rows.map((row) => JSON.stringify(row)).join('\n');
  return trainableCaptions(readLines(text), accept).map(({ fileName, captions }) => [fileName, captions]);
}

describe('Captions to train on', () => {
  it('come together for one image, in the order of the rows, whatever the spelling of its name', () => {
    assert.deepEqual(
      captionsOf(
        'all',
        { file_name: 'a.jpg', text: 'A dog' },
        { file_name: 'b.jpg', caption: 'A cat' },
        { file_name: './a.jpg', text: 'A hound' },
        { file_name: 'c.jpg', captions: ['One', 'Two'] },
      ),
      [
        ['a.jpg', ['A dog', 'A hound']],
        ['b.jpg', ['A cat']],
        ['c.jpg', ['One', 'Two']],
      ],
    );
  });

  it('are those of the accepted statuses only', () => {
    const rows = ['accepted', 'edited', 'written', 'excluded', 'suggested', undefined].map((status) => ({
      file_name: `${status}.jpg`,
      text: 'x',
      status,
    }));
    const names = captionsOf(['accepted', 'edited', 'written'], ...rows).map(([name]) => name);
    assert.deepEqual(names, ['accepted.jpg', 'edited.jpg', 'written.jpg']);
  });

  it('are never those of excluded images', () => {
    assert.deepEqual(captionsOf('all', { file_name: 'a.jpg', text: 'x', status: 'excluded' }), []);
  });

  it('leave out blank and repeated ones and lines that are no rows', () => {
    assert.deepEqual(
      captionsOf(
        'all',
        { file_name: 'a.jpg', text: ' ' },
        { file_name: 'b.jpg', captions: ['x', 'x', ''] },
        { text: 'y' },
        { file_name: 'constructor', text: 'z' },
      ),
      [
        ['b.jpg', ['x']],
        ['constructor', ['z']],
      ],
    );
  });
});
