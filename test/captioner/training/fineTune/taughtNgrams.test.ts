import assert from 'node:assert/strict';
import { NgramModel } from '../../../../src/captioner/ngrams/ngramModel';
import { taughtNgrams } from '../../../../src/captioner/training/fineTune/taughtNgrams';
import { tinyCaptions, tinyVocabulary } from '../../tinyCaptioner';

const encoded = (text: string): number[] => tinyVocabulary.encode(text);

describe('The n-grams of a fine-tuned model', () => {
  const base = NgramModel.ofCaptions(tinyCaptions.map((caption) => ({ pieces: encoded(caption), times: 5 })));

  /** Of what comes after the first words of "a dog runs", each of which is one piece. */
  function chanceOf(model: NgramModel, next: string): number {
    const [piece] = encoded(`x ${next}`).slice(encoded('x').length);
    return model.probabilities(encoded('a dog'), tinyVocabulary.size)[piece];
  }

  it('know what the base model knew, and what the person wrote above it', () => {
    const taught = taughtNgrams(base, ['a dog jumps into the pool'], tinyVocabulary, true);
    assert.ok(chanceOf(taught, 'jumps') > chanceOf(taught, 'runs'));
    assert.ok(chanceOf(taught, 'runs') > chanceOf(taught, 'sleeps'));
    assert.ok(chanceOf(base, 'jumps') < chanceOf(base, 'runs'));
  });

  it('know another language alone', () => {
    const taught = taughtNgrams(base, ['le chat dort'], tinyVocabulary, false);
    const alone = NgramModel.ofCaptions([{ pieces: encoded('le chat dort'), times: 10 }]);
    assert.deepEqual(taught.rows, alone.rows);
  });
});
