import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BestList } from '../../../src/captioner/beamSearch/bestList';

describe('The likeliest few', () => {
  const listOf = (most: number, ...added: [name: string, logProbability: number][]): BestList<Named> => {
    const list = new BestList<Named>(most);
    for (const [name, logProbability] of added) list.add({ name, logProbability });
    return list;
  };
  interface Named {
    name: string;
    logProbability: number;
  }
  const namesIn = (list: BestList<Named>): string => list.items.map(({ name }) => name).join('');

  it('are in order, whatever came first, and no more than were asked for', () => {
    assert.equal(namesIn(listOf(3, ['c', -3], ['a', -1], ['e', -5], ['b', -2], ['d', -4])), 'abc');
  });

  it('are of equally likely ones those that came first', () => {
    assert.equal(namesIn(listOf(3, ['a', -1], ['b', -1], ['c', -2], ['d', -2])), 'abc');
  });

  it('tell what another one has to be likelier than: nothing, until there are enough', () => {
    assert.equal(listOf(2, ['a', -1]).least, -Infinity);
    assert.equal(listOf(2, ['a', -1], ['b', -2]).least, -2);
    assert.equal(listOf(2, ['b', -2], ['c', -3], ['a', -1]).least, -2);
  });
});
