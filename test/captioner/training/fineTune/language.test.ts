import assert from 'node:assert/strict';
import { isInModelsLanguage } from '../../../../src/captioner/training/fineTune/language';
import { learnVocabulary } from '../../../../src/captioner/vocabulary/learnVocabulary';

const vocabulary = learnVocabulary(
  Array.from({ length: 20 }, () => 'a dog and a man in the grass'),
  400,
);

describe('The language of captions', () => {
  it("is the model's where it knows many of the words, whatever the others are", () => {
    assert.ok(isInModelsLanguage(['A hound and a gentleman in the turf.'], vocabulary));
  });

  it('is another one where it knows hardly any', () => {
    assert.ok(!isInModelsLanguage(['개가 풀밭에서 달린다'], vocabulary));
    assert.ok(!isInModelsLanguage(['ein Hund und ein Mann in der Wiese'], vocabulary));
  });
});
