import assert from 'node:assert/strict';
import { Translations } from '../../../../src/captioner/training/fineTune/translations';
import { tinyVocabulary } from '../../tinyCaptioner';

describe('Translations', () => {
  const translations = new Translations(
    [
      { said: 'a dog runs', written: ['ein Hund läuft'] },
      { said: 'a dog sleeps', written: ['ein Hund schläft'] },
      { said: 'a man runs', written: ['ein Mann läuft'] },
      { said: 'a cat sleeps', written: ['eine Katze schläft'] },
    ],
    tinyVocabulary,
  );
  const mostly = (word: string): string => {
    const pieces = [...(translations.originOf(word)?.pieces ?? [])];
    const [likeliest] = pieces.toSorted(([, one], [, other]) => other - one);
    return tinyVocabulary.decode([likeliest[0]]);
  };

  it('are found by what was said of the same images', () => {
    assert.equal(mostly('hund'), 'dog');
    assert.equal(mostly('läuft'), 'runs');
    assert.equal(mostly('schläft'), 'sleeps');
  });

  it('have shares that sum to 1', () => {
    const shares = [...(translations.originOf('hund')?.pieces.values() ?? [])];
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
  });

  it('are none of a word that nobody wrote', () => {
    assert.equal(translations.originOf('maus'), undefined);
  });
});
