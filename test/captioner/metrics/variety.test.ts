import assert from 'node:assert/strict';
import { varietyOf } from '../../../src/captioner/metrics/variety';

describe('Variety of captions', () => {
  it('counts words, different captions and different words, whatever their capitals and signs', () => {
    const { words, distinct, vocabulary } = varietyOf(['A dog runs.', 'a dog runs', 'two cats']);
    assert.equal(words, 8 / 3);
    assert.equal(distinct, 2);
    assert.equal(vocabulary, 5);
  });

  it('finds captions that repeat themselves', () => {
    const captions = ['a man in a red shirt and a red hat', 'on the beach on the beach on the beach', 'the the dog'];
    const { repeatedBigrams, repeatedTrigrams } = varietyOf(captions);
    assert.equal(repeatedBigrams, 2);
    assert.equal(repeatedTrigrams, 1);
  });

  it('is nothing for no captions', () => {
    assert.deepEqual(varietyOf([]), { words: 0, distinct: 0, vocabulary: 0, repeatedBigrams: 0, repeatedTrigrams: 0 });
  });
});
