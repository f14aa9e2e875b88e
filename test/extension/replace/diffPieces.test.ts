import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { diffPieces } from '../../../src/extension/replace/diffPieces';

describe('A caption with what a replacement changes in it', () => {
  const shown = (before: string, ...marks: [start: number, end: number, inserted: string][]): string =>
    diffPieces(
      before,
      marks.map(([start, end, inserted]) => ({ start, end, inserted })),
    )
      .map(({ kind, text }) => ({ kept: text, removed: `[-${text}]`, inserted: `[+${text}]` })[kind])
      .join('|');

  it('is shown whole, what goes before what comes', () => {
    assert.equal(shown('a dog runs', [2, 5, 'hound']), 'a |[-dog]|[+hound]| runs');
    assert.equal(shown('a dog', [0, 1, 'the'], [2, 5, 'hound']), '[-a]|[+the]| |[-dog]|[+hound]');
  });

  it('has no empty part where something only comes, or only goes', () => {
    assert.equal(shown('dog', [0, 0, 'a '], [3, 3, '.']), '[+a ]|dog|[+.]');
    assert.equal(shown('a dog', [0, 2, '']), '[-a ]|dog');
  });

  it('is cut where much stays the same: before the first change at its beginning, between two in the middle', () => {
    const long = `${'a'.repeat(60)}${'z'.repeat(40)}`;
    assert.equal(shown(`${long}x`, [100, 101, 'y']), `…${'z'.repeat(40)}|[-x]|[+y]`);
    assert.equal(
      shown(`x${'a'.repeat(40)}bb${'z'.repeat(39)}x`, [0, 1, ''], [82, 83, '']),
      `[-x]|${'a'.repeat(40)}…b${'z'.repeat(39)}|[-x]`,
    );
  });

  it('is not cut behind its last change, nor where little is the same', () => {
    const [little, much] = ['a'.repeat(80), 'a'.repeat(200)];
    assert.equal(shown(`${little}x${little}x`, [80, 81, ''], [161, 162, '']), `${little}|[-x]|${little}|[-x]`);
    assert.equal(shown(`x${much}`, [0, 1, '']), `[-x]|${much}`);
  });
});
