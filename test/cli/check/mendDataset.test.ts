import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { changesOf, mendsOf } from '../../../src/cli/check/mendDataset';

describe('What mending a dataset changes', () => {
  const text = 'one\ntwo\nthree\nfour\n';
  const mend = (start: number, end: number, text = ''): { start: number; end: number; text: string } => ({
    start,
    end,
    text,
  });

  it('is in the order of the text, and of two mends of the same place the first', () => {
    const [first, second, third, same] = [mend(0, 3, 'a'), mend(3, 5), mend(6, 7), mend(4, 6)];
    assert.deepEqual(
      mendsOf([
        { reason: 'x', mend: [third, first] },
        { reason: 'y' },
        { reason: 'z', mend: second },
        { reason: 'w', mend: same },
      ]),
      [first, second, third],
    );
  });

  it('leaves out all that lies in an earlier mend', () => {
    const [whole, inside, later] = [mend(0, 10), mend(2, 4), mend(5, 6)];
    assert.deepEqual(mendsOf([{ reason: 'x', mend: [whole, inside, later] }]), [whole]);
  });

  it('is shown line by line, with the lines as they were and as they become', () => {
    assert.deepEqual(changesOf(text, [mend(0, 1, 'O'), mend(10, 11, 'R')]), [
      { line: 0, before: ['one'], after: ['One'] },
      { line: 2, before: ['three'], after: ['thRee'] },
    ]);
  });

  it('is one change where two mends are in one line, or in lines beside each other that are joined', () => {
    assert.deepEqual(changesOf(text, [mend(8, 9, 'T'), mend(12, 13, 'E')]), [
      { line: 2, before: ['three'], after: ['ThreE'] },
    ]);
    assert.deepEqual(changesOf(text, [mend(0, 1, 'O'), mend(3, 3, '!')]), [
      { line: 0, before: ['one'], after: ['One!'] },
    ]);
    assert.deepEqual(changesOf(text, [mend(1, 5, '-'), mend(6, 7, 'O')]), [
      { line: 0, before: ['one', 'two'], after: ['o-wO'] },
    ]);
  });

  it('has no neighbour of a line that goes or comes', () => {
    assert.deepEqual(changesOf(text, [mend(4, 8)]), [{ line: 1, before: ['two'], after: [] }]);
    assert.deepEqual(changesOf(text, [mend(13, 18)]), [{ line: 3, before: ['four'], after: [] }]);
    assert.deepEqual(changesOf(text, [mend(7, 7, '\nnew')]), [{ line: 2, before: [], after: ['new'] }]);
    assert.deepEqual(changesOf('a\na\na\n', [mend(2, 4)]), [{ line: 2, before: ['a'], after: [] }]);
  });

  it('has the number of its line also where lines are empty', () => {
    assert.deepEqual(changesOf('a\n\nb\n', [mend(2, 2, 'new'), mend(3, 4, 'B')]), [
      { line: 1, before: [''], after: ['new'] },
      { line: 2, before: ['b'], after: ['B'] },
    ]);
    assert.deepEqual(changesOf('\nx\n', [mend(0, 0, 'a')]), [{ line: 0, before: [''], after: ['a'] }]);
  });

  it('has none of the lines that stay as they are within a mend', () => {
    assert.deepEqual(changesOf(text, [mend(0, 14, 'ONE\ntwo\nthree\n')]), [
      { line: 0, before: ['one'], after: ['ONE'] },
    ]);
  });

  it('is told of the last line also where no line ending follows', () => {
    assert.deepEqual(changesOf('one\ntwo', [mend(6, 7, 'O')]), [{ line: 1, before: ['two'], after: ['twO'] }]);
  });
});
