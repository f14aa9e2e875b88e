import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PieceFrequencies } from '../../../src/captioner/completion/pieceFrequencies';
import { seededRandom } from '../../../src/dataset/collections/random';

const [dog, square, river] = [0, 1, 2];
/** A model that expects dogs. */
const said = Float32Array.from([0.8, 0.1, 0.1], Math.log);
const say = (frequencies: PieceFrequencies, ...pieces: number[]): void =>
  frequencies.learn(
    pieces,
    pieces.map(() => said),
  );
const probability = (frequencies: PieceFrequencies, piece: number): number => frequencies.expect(said)[piece];

describe('How often pieces come that a model expects', () => {
  it('makes one unlikely that is expected again and again and never comes', () => {
    const frequencies = new PieceFrequencies(3);
    for (let caption = 0; caption < 8; caption++) say(frequencies, square, river);
    assert.ok(probability(frequencies, dog) < 0.1, String(probability(frequencies, dog)));
    assert.ok(probability(frequencies, square) > 0.4);
  });

  it('changes nothing where the model foretells them as they come', () => {
    const frequencies = new PieceFrequencies(3);
    const random = seededRandom(5);
    for (let caption = 0; caption < 200; caption++) {
      const value = random();
      say(frequencies, value < 0.8 ? dog : value < 0.9 ? square : river);
    }
    assert.ok(Math.abs(probability(frequencies, dog) - 0.8) < 0.03, String(probability(frequencies, dog)));
  });

  it('says nothing new until a caption has come', () => {
    assert.deepEqual(
      [...new PieceFrequencies(3).expect(said)].map((value) => value.toFixed(4)),
      ['0.8000', '0.1000', '0.1000'],
    );
  });

  it('follows a person who goes on to other images', () => {
    const frequencies = new PieceFrequencies(3);
    for (let caption = 0; caption < 30; caption++) say(frequencies, square, river);
    for (let caption = 0; caption < 300; caption++) say(frequencies, dog, dog);
    assert.ok(probability(frequencies, dog) > 0.75, String(probability(frequencies, dog)));
  });

  it('always says probabilities', () => {
    const frequencies = new PieceFrequencies(3);
    for (const pieces of [[dog], [square, square], [river, dog, dog]]) {
      say(frequencies, ...pieces);
      const sum = frequencies.expect(said).reduce((total, value) => total + value, 0);
      assert.ok(Math.abs(sum - 1) < 1e-5, String(sum));
    }
  });
});
