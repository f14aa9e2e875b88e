import assert from 'node:assert/strict';
import { CompletionSession } from '../../../src/captioner/completion/completionSession';
import { DecidedCaptions } from '../../../src/captioner/completion/decidedCaptions';
import { tinyVocabulary, useTinyDecoder } from '../tinyCaptioner';
import { NamedPieces } from '../../../src/captioner/completion/namedPieces';
import { nameFor, namerOf } from '../tinyObjects';

describe('A completion session for an image in which things are seen that captions never named', function () {
  this.timeout(120_000);
  const tiny = useTinyDecoder();

  function complete(typed: string, names = [nameFor('tiger', 'dog')], decided?: DecidedCaptions): string {
    const { decoder, grid } = tiny;
    const model = { decoder, vocabulary: tinyVocabulary, namer: namerOf(names) };
    const session = new CompletionSession(model, grid, decided);
    try {
      return typed + (session.complete(typed).at(0)?.continuation ?? '');
    } finally {
      session.dispose();
    }
  }

  it('proposes the name where the decoder would have said what stands in for it, and goes on as after that', () => {
    assert.equal(complete('a '), 'a tiger runs through the grass');
  });

  it('completes the name from its first letters', () => {
    assert.equal(complete('a tig'), 'a tiger runs through the grass');
  });

  it('goes on after the whole name', () => {
    assert.equal(complete('a tiger '), 'a tiger runs through the grass');
  });

  it('goes on after a name of two words', () => {
    assert.equal(complete('a guinea pig ', [nameFor('guinea pig', 'dog')]), 'a guinea pig runs through the grass');
  });

  it('completes a name of two words from the first letters of the second', () => {
    assert.equal(complete('a guinea p', [nameFor('guinea pig', 'dog')]), 'a guinea pig runs through the grass');
  });

  it('proposes behind an article only what goes with it', () => {
    const names = [nameFor('elephant', 'dog')];
    assert.equal(complete('a ', names), 'a dog runs through the grass');
    assert.equal(complete('an ', names), 'an elephant runs through the grass');
  });

  it('names a thing once', () => {
    assert.doesNotMatch(complete('a tiger and a ').slice('a tiger'.length), /tiger/);
  });

  it('also knows what is decided in the dataset', () => {
    const decided = new DecidedCaptions(tinyVocabulary);
    assert.equal(complete('a tig', undefined, decided), 'a tiger runs through the grass');
    decided.set('one', 'three birds sit on a wire');
    assert.equal(complete('a tig', undefined, decided), 'a tiger runs through the grass');
  });

  it('tells the decoder every piece of the vocabulary as it is, the last ones, too', () => {
    const { size } = tinyVocabulary;
    const names = new NamedPieces(tinyVocabulary, [nameFor('tiger', 'dog'), nameFor('lynx', 'cat')]);
    const pieces = Array.from({ length: size }, (_, piece) => piece);
    assert.deepEqual(
      pieces.map((piece) => names.standInOf(piece)),
      pieces,
    );
    assert.equal(names.standInOf(size + 1), nameFor('lynx', 'cat').standIn);
  });
});
