import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matchRenamed, type FreeImage, type VanishedImage } from '../../../src/dataset/images/renamedImages';

const vanished = (fileName: string, fingerprint?: string, movedTo?: string): VanishedImage => ({
  ...{ fileName, fingerprint, movedTo },
});
const free = (fileName: string, fingerprint?: string): FreeImage => ({ fileName, fingerprint });
const moved = (from: string, to: string) => ({ from, to });

describe('An image that vanished', () => {
  it('is the one of the same bytes that came', () => {
    const { moves, unclear } = matchRenamed([vanished('a.jpg', '1-x')], [free('b.jpg', '1-y'), free('c.jpg', '1-x')]);
    assert.deepEqual(moves, [moved('a.jpg', 'c.jpg')]);
    assert.deepEqual(unclear, []);
  });

  it('is the one of its name in another folder, where its bytes were never seen', () => {
    assert.deepEqual(matchRenamed([vanished('a.jpg')], [free('good/a.jpg')]).moves, [moved('a.jpg', 'good/a.jpg')]);
  });

  it('is not one of another name, where its bytes were never seen', () => {
    const { moves, unclear } = matchRenamed([vanished('a.jpg')], [free('b.jpg'), free('good/a.jpg', '1-y')]);
    assert.deepEqual([moves, unclear], [[moved('a.jpg', 'good/a.jpg')], []]);
    assert.deepEqual(matchRenamed([vanished('a.jpg')], [free('b.jpg')]), { moves: [], unclear: [] });
  });

  it('is not one of its name in another folder whose bytes are others', () => {
    const { moves, unclear } = matchRenamed(
      [vanished('cats/1.jpg', '1-x')],
      [free('dogs/1.jpg', '1-y'), free('2.jpg')],
    );
    assert.deepEqual([moves, unclear], [[], []]);
  });

  it('is named where two of the same bytes came', () => {
    assert.deepEqual(matchRenamed([vanished('a.jpg', '1-x')], [free('b.jpg', '1-x'), free('c.jpg', '1-x')]), {
      moves: [],
      unclear: [{ from: 'a.jpg', candidates: ['b.jpg', 'c.jpg'] }],
    });
  });

  it('is named where another one vanished that had the same bytes', () => {
    const { moves, unclear } = matchRenamed(
      [vanished('a.jpg', '1-x'), vanished('b.jpg', '1-x')],
      [free('c.jpg', '1-x')],
    );
    assert.deepEqual(moves, []);
    assert.deepEqual(
      unclear.map(({ from }) => from),
      ['a.jpg', 'b.jpg'],
    );
  });

  it('is the one that has its name, too, where several of the same bytes came', () => {
    const came = [free('good/a.jpg', '1-x'), free('good/b.jpg', '1-x')];
    assert.deepEqual(matchRenamed([vanished('a.jpg', '1-x'), vanished('b.jpg', '1-x')], came).moves, [
      moved('a.jpg', 'good/a.jpg'),
      moved('b.jpg', 'good/b.jpg'),
    ]);
  });

  it('is where somebody was seen to move it, whatever else has its bytes', () => {
    const gone = [vanished('a.jpg', '1-x', 'c.jpg'), vanished('b.jpg', '1-x')];
    assert.deepEqual(matchRenamed(gone, [free('c.jpg', '1-x'), free('d.jpg', '1-x')]).moves, [
      moved('a.jpg', 'c.jpg'),
      moved('b.jpg', 'd.jpg'),
    ]);
  });

  it('is where somebody was seen to move it, whatever its accents are made of there', () => {
    const [composed, decomposed] = ['\u00e9.jpg', 'e\u0301.jpg'];
    assert.deepEqual(matchRenamed([vanished('a.jpg', '1-x', composed)], [free(decomposed, '1-x')]).moves, [
      moved('a.jpg', decomposed),
    ]);
  });

  it('is found by its bytes where it was moved to is nothing', () => {
    assert.deepEqual(matchRenamed([vanished('a.jpg', '1-x', 'gone.jpg')], [free('b.jpg', '1-x')]).moves, [
      moved('a.jpg', 'b.jpg'),
    ]);
  });

  it('is not where another one was seen to be moved, also if it has the name of that', () => {
    const { moves, unclear } = matchRenamed(
      [vanished('sub/a.jpg'), vanished('b.jpg', '1-x', 'a.jpg')],
      [free('a.jpg')],
    );
    assert.deepEqual([moves, unclear], [[moved('b.jpg', 'a.jpg')], []]);
  });

  it('is unclear where two were seen to be moved to one place', () => {
    const { moves, unclear } = matchRenamed(
      [vanished('a.jpg', '1-x', 'c.jpg'), vanished('b.jpg', '1-y', 'c.jpg')],
      [free('c.jpg')],
    );
    assert.deepEqual(moves, []);
    assert.deepEqual(unclear, [
      { from: 'a.jpg', candidates: ['c.jpg'] },
      { from: 'b.jpg', candidates: ['c.jpg'] },
    ]);
  });
});
