import assert from 'node:assert/strict';
import { beamSearch, searchWith } from '../../../src/captioner/beamSearch/beamSearch';
import { toCandidate } from '../../../src/captioner/candidate';
import { asSaid } from '../../../src/captioner/calibration/calibration';
import type { Candidate } from '../../../src/captioner/suggestion';
import { tinyVocabulary, useTinyDecoder } from '../tinyCaptioner';
import { nameFor, namerOf } from '../tinyObjects';

describe('Captions of an image in which things are seen that captions never named', function () {
  this.timeout(120_000);
  const tiny = useTinyDecoder();

  function candidates(...seen: Parameters<typeof namerOf>): Candidate[] {
    const { decoder, grid } = tiny;
    const model = { decoder, vocabulary: tinyVocabulary, namer: namerOf(...seen) };
    const [found] = beamSearch(decoder, grid, searchWith(model));
    return found.map((one) => toCandidate(one, tinyVocabulary, asSaid));
  }

  it('name them in place of what stands in for them', () => {
    const [best] = candidates([nameFor('tiger', 'dog')]);
    assert.equal(best.text, 'a tiger runs through the grass');
  });

  it('have the article that goes with the name', () => {
    const [best] = candidates([nameFor('elephant', 'dog')]);
    assert.equal(best.text, 'an elephant runs through the grass');
    assert.deepEqual(
      best.words.slice(0, 2).map(({ text }) => text),
      ['an', 'elephant'],
    );
  });

  it('show of the name where the thing is seen, and how sure it is', () => {
    const [best] = candidates([nameFor('tiger', 'dog', { probability: 0.6 })]);
    const word = best.words.find(({ text }) => text === 'tiger');
    assert.deepEqual(word?.attention, [0, 0, 0.25, 0.75]);
    assert.ok(Math.abs(word.probability - 0.6) < 1e-6);
    assert.ok(best.confidence > 0 && best.confidence <= 1);
  });

  it('name what is sure to be there even where the decoder would rather say something else', () => {
    const [best] = candidates([nameFor('tiger', 'dog', { push: -5 })]);
    assert.match(best.text, /tiger/);
  });

  it('also come without the name, behind those that have it', () => {
    const texts = candidates([nameFor('tiger', 'dog', { push: -1 })]).map(({ text }) => text);
    assert.ok(texts.includes('a dog runs through the grass'), texts.join('\n'));
  });

  it('do without what is not so sure where the decoder knows better', () => {
    const [best] = candidates([nameFor('tiger', 'dog', { push: -5, isCertain: false })]);
    assert.equal(best.text, 'a dog runs through the grass');
  });

  it('name a thing once', () => {
    for (const { text } of candidates([nameFor('tiger', 'dog', { push: 8 })]))
      assert.ok(text.split('tiger').length <= 2, text);
  });

  it('make no longer word of a name', () => {
    for (const { words } of candidates([nameFor('tiger', 'dog', { push: 8 })]))
      for (const { text } of words) assert.ok(!text.includes('tiger') || text === 'tiger', text);
  });

  it('do without what would be seen if it were there', () => {
    const [dog] = tinyVocabulary.encodeChunk(' dog');
    const [best] = candidates([], new Map([[dog, -20]]));
    assert.doesNotMatch(best.text, /dog/);
  });
});
