import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { leftOutRows, trainableCaptions } from '../../../src/dataset/document/captions';
import { readLines } from '../../../src/dataset/document/document';

function linesOf(...rows: object[]): ReturnType<typeof readLines> {
  return readLines(rows.map((row) => JSON.stringify(row)).join('\n'));
}

function captionsOf(accept: Parameters<typeof trainableCaptions>[1], ...rows: object[]): [string, string[]][] {
  return trainableCaptions(linesOf(...rows), accept).map(({ fileName, captions }) => [fileName, captions]);
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

describe('Captions to train on, with where they come from', () => {
  const lines = linesOf(
    { file_name: 'a.jpg', text: 'A dog', status: 'accepted' },
    { file_name: 'b.jpg', text: 'A cat', status: 'accepted' },
    { file_name: 'c.jpg', text: 'A cup', status: 'written' },
    { file_name: 'a.jpg', text: ' ', status: 'edited' },
    { file_name: 'b.jpg', text: 'A tom', status: 'edited' },
  );

  it('tell on which lines they stand', () => {
    assert.deepEqual(
      trainableCaptions(lines, 'all').map((image) => image.lines),
      [[0], [1, 4], [2]],
    );
  });

  it('tell whether all of them are suggestions that were accepted as they were', () => {
    assert.deepEqual(
      trainableCaptions(lines, 'all').map(({ onlyAccepted }) => onlyAccepted),
      [true, false, false],
    );
  });
});

describe('Rows that teach nothing', () => {
  const lines = linesOf(
    { file_name: 'a.jpg', text: 'A dog', status: 'accepted' },
    { file_name: 'b.jpg', text: 'x', status: 'excluded' },
    { file_name: 'c.jpg', text: 'x', status: 'suggested' },
    { file_name: 'd.jpg', text: ' ', status: 'written' },
    { file_name: 'e.jpg', captions: ['', 'A cat'] },
    { file_name: 'f.jpg', captions: ['', ' '] },
    { file_name: 'g.jpg', text: { colour: 'red' }, status: 'written' },
    { text: 'no row' },
    { file_name: 'h.jpg', text: '', status: 'excluded' },
  );

  it('are those of excluded images, blank ones, those that are objects, and none that is no row', () => {
    assert.deepEqual(
      leftOutRows(lines, 'all'),
      new Map([
        ['excluded', [1, 8]],
        ['blank', [3, 5]],
        ['structured', [6]],
      ]),
    );
  });

  it('are also those of other statuses, where only some are taken', () => {
    assert.deepEqual(
      leftOutRows(lines, ['accepted', 'written']),
      new Map([
        ['excluded', [1, 8]],
        ['undecided', [2]],
        ['foreign', [4, 5]],
        ['blank', [3]],
        ['structured', [6]],
      ]),
    );
  });

  it('are just those that no image trains on', () => {
    for (const accept of ['all', ['accepted', 'written']] as const) {
      const leftOut = [...leftOutRows(lines, accept).values()].flat();
      const trained = trainableCaptions(lines, accept).flatMap((image) => image.lines);
      assert.deepEqual([...leftOut, ...trained].sort(), [0, 1, 2, 3, 4, 5, 6, 8]);
    }
  });
});
