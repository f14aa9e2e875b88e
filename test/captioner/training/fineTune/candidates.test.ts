import assert from 'node:assert/strict';
import { weighCorrections } from '../../../../src/captioner/training/fineTune/candidates';
import { defaultRecipe } from '../../../../src/captioner/training/fineTune/recipe';
import { tinyCaptions, tinyVocabulary } from '../../tinyCaptioner';

describe('What is learned of corrections', () => {
  it('counts less where a caption was only accepted than where it was edited or written', () => {
    const corrections = [true, false].map((onlyAccepted, image) => ({
      name: `${image}.jpg`,
      image,
      captions: [tinyCaptions[image]],
      onlyAccepted,
    }));
    const [accepted, edited] = weighCorrections(corrections, tinyVocabulary, 2, defaultRecipe.acceptedWeight);
    assert.equal(edited.weight, 2);
    assert.ok(accepted.weight !== undefined && accepted.weight < 2, String(accepted.weight));
  });
});
