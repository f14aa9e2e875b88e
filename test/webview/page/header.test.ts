import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countsOf, entry, openDataset } from '../harness/openDataset';

describe('How far the person is', () => {
  it('says how many images are decided, and how many of these are left out', async () => {
    const page = await openDataset([entry(0), entry(1), entry(2)]);
    const titleOf = (decided: number, excluded: number): string => {
      const counts = countsOf(3, decided);
      page.tell({
        type: 'length',
        version: 1,
        length: 3,
        counts: { ...counts, states: { ...counts.states, excluded } },
      });
      return page.one('.counts').title;
    };
    assert.equal(titleOf(1, 0), '1 of 3 images decided');
    assert.equal(titleOf(2, 1), '2 of 3 images decided. Left out: 1.');
  });
});
