import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { SeenCaptions } from '../../../src/dataset/import/seenCaptions';
import '../../harness/propertySeed';

describe('The captions that images have had', () => {
  it('are told from new ones, image by image', () => {
    const caption = fc.tuple(fc.nat({ max: 400 }), fc.constantFrom('a dog', 'a cat', 'a dog ', 'A dog', '', '강아지'));
    fc.assert(
      fc.property(fc.array(caption, { maxLength: 1_500, size: 'max' }), (given) => {
        const seen = new SeenCaptions();
        const known = new Set<string>();
        const images = new Set<number>();
        for (const [image, text] of given) {
          assert.equal(seen.has(image), images.has(image));
          assert.equal(seen.add(image, text), !known.has(`${image} ${text}`));
          known.add(`${image} ${text}`);
          images.add(image);
        }
      }),
      { numRuns: 20 },
    );
  });
});
