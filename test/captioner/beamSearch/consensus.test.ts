import assert from 'node:assert/strict';
import { NgramModel } from '../../../src/captioner/ngrams/ngramModel';
import type { Hypothesis } from '../../../src/captioner/beamSearch/beams';
import { Consensus } from '../../../src/captioner/beamSearch/consensus';
import { tinyVocabulary } from '../tinyCaptioner';

describe('Of several captions that were found', () => {
  const pieces = (text: string): number[] => tinyVocabulary.encode(text);
  const known = ['a dog runs', 'a dog sits', 'a cat sits', 'a man sits'];
  const ngramsOfKnown = (): NgramModel =>
    NgramModel.ofCaptions(known.map((text) => ({ pieces: pieces(text), times: 1 })));
  const hypothesis = (text: string, score: number): Hypothesis => ({
    nodes: pieces(text).map((piece) => ({
      piece,
      logProbability: 0,
      attention: new Float32Array(),
      before: undefined,
    })),
    logProbability: score,
    isCut: false,
    score,
  });
  const order = (...found: [string, number][]): string[] =>
    Consensus.of(ngramsOfKnown())
      .order(found.map(([text, score]) => hypothesis(text, score)))
      .map(({ nodes }) => tinyVocabulary.decode(nodes.map(({ piece }) => piece)));

  it('that comes first which is most like the others, if it is nearly as likely', () => {
    const found = order(['a man sits', -1], ['a dog runs', -1.01], ['the dog runs', -1.02]);
    assert.equal(found[0], 'a dog runs');
  });

  it('the likeliest comes first where the others are far behind', () => {
    const found = order(['a man sits', -1], ['a dog runs', -3], ['the dog runs', -3]);
    assert.equal(found[0], 'a man sits');
  });

  it('what most captions say makes none alike', () => {
    const found = order(['a dog runs', -1], ['a cat sits', -1], ['the dog runs', -1], ['a man sits', -1]);
    assert.match(found[0], /dog runs/);
  });

  it('the others stay in their order', () => {
    const found = order(['a man sits', -1], ['a dog runs', -1.01], ['a cat sits', -1.015], ['the dog runs', -1.02]);
    assert.deepEqual(found.slice(1), ['a man sits', 'a cat sits', 'the dog runs']);
  });

  it('one alone stays what it is', () => {
    assert.deepEqual(order(['a dog runs', -1]), ['a dog runs']);
  });
});
