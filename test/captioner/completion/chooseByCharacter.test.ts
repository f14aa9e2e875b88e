import assert from 'node:assert/strict';
import { Step } from '../../../src/captioner/completion/stepCache';
import { chooseByCharacter, type Option } from '../../../src/captioner/completion/chooseByCharacter';

/** Which of some ways to go on is chosen, by what it writes. */
function chosen(probabilities: Record<string, number>, endWeight = 1): string {
  const step = new Step([], new Float32Array(), new Float32Array(), new Float32Array());
  const written = Object.keys(probabilities);
  const options = written.map((bytes, piece) => ({
    choice: {
      continuation: { step, pieces: [], logProbability: 0 },
      piece,
      logProbability: Math.log(probabilities[bytes]),
    },
    bytes,
    weight: bytes === '' ? endWeight : 1,
  }));
  return written[chooseByCharacter(options).piece];
}

describe('Choosing by character', () => {
  it('takes the piece of the likeliest character, not the likeliest piece', () => {
    assert.equal(chosen({ ' man': 0.2, ' boy': 0.16, ' bike': 0.15 }), ' boy');
  });

  it('ends the caption only if that is likelier than any character', () => {
    assert.equal(chosen({ '': 0.4, ' on': 0.25, ' in': 0.25 }), ' on');
    assert.equal(chosen({ '': 0.4, ' on': 0.25, ',': 0.25 }), '');
  });

  it('lets an end count as much as it weighs', () => {
    assert.equal(chosen({ '': 0.6, ' on': 0.4 }, 0.5), ' on');
    assert.equal(chosen({ '': 0.7, ' on': 0.3 }, 0.5), '');
  });

  it('prefers the shorter of two pieces if what follows it is likelier', () => {
    assert.equal(chosen({ ' dog': 0.5, ' dogs': 0.3 }), ' dog');
    assert.equal(chosen({ ' dog': 0.3, ' dogs': 0.5 }), ' dogs');
  });

  it('can tell ways apart that are all next to impossible', () => {
    assert.equal(chosen({ ' a': 1e-320, ' b': 1e-322 }), ' a');
    assert.equal(chosen({ ' b': 1e-322, ' a': 1e-320 }), ' a');
  });

  it('takes the likelier of two ways that write the same', () => {
    const step = new Step([], new Float32Array(), new Float32Array(), new Float32Array());
    const option = (piece: number, logProbability: number): Option => ({
      choice: { continuation: { step, pieces: [], logProbability: 0 }, piece, logProbability },
      bytes: ' dog',
    });
    assert.equal(chooseByCharacter([option(1, -2), option(2, -1)]).piece, 2);
    assert.equal(chooseByCharacter([option(1, -1), option(2, -2)]).piece, 1);
  });
});
