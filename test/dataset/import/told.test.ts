import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Told } from '../../../src/dataset/import/told';

function told(
  most: number,
  numbers: readonly number[],
  compare?: (one: number, other: number) => number,
): Told<number> {
  const all = new Told<number>(most, compare);
  for (const number of numbers) all.add(number);
  return all;
}

describe('What is told of very many things', () => {
  const numbers = Array.from({ length: 1000 }, (_, at) => (at * 387) % 1000);

  it('is how many they are, and those that came first', () => {
    const { count, first } = told(3, numbers);
    assert.deepEqual([count, first], [1000, [0, 387, 774]]);
  });

  it('is the first of them in an order where that counts, however they come', () => {
    const inOrder = (one: number, other: number): number => one - other;
    for (const given of [numbers, numbers.toSorted(inOrder), numbers.toSorted(inOrder).reverse()])
      assert.deepEqual(told(3, given, inOrder).first, [0, 1, 2]);
    assert.deepEqual(told(Infinity, [2, 3, 1], inOrder).first, [1, 2, 3]);
    assert.equal(told(3, numbers, inOrder).count, 1000);
  });
});
