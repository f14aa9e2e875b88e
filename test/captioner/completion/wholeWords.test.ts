import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { CompletionSession } from '../../../src/captioner/completion/completionSession';
import { DecidedCaptions } from '../../../src/captioner/completion/decidedCaptions';
import { Decoder } from '../../../src/captioner/decoder/decoder';
import { initialParameters } from '../../../src/captioner/decoder/parameters';
import { NgramModel } from '../../../src/captioner/ngrams/ngramModel';
import { tinyCaptions, tinyGrids, tinyShape, tinyVocabulary as vocabulary } from '../tinyCaptioner';

/** Long words that the vocabulary has no piece for. */
const learned = ['a labrador wears shorts', 'two spectacular fireworks', 'a trampoline stands outside'];
const knownWords = new Set([...tinyCaptions, ...learned].flatMap((caption) => caption.split(' ')));

describe('A word that completion writes', function () {
  this.timeout(60_000);
  let decoder: Decoder;
  let grid: tf.Tensor3D;
  let decided: DecidedCaptions;
  let session: CompletionSession;

  before(async () => {
    await tf.setBackend('wasm');
    // It has learned nothing: by itself it puts pieces together as they come.
    decoder = new Decoder(tinyShape, initialParameters(tinyShape, 2));
    grid = (await tinyGrids().grids([0])) as tf.Tensor3D;
    const captions = [...tinyCaptions, ...learned].map((caption) => ({ pieces: vocabulary.encode(caption), times: 1 }));
    decided = new DecidedCaptions(vocabulary);
    session = new CompletionSession({ decoder, vocabulary, ngrams: NgramModel.ofCaptions(captions) }, grid, decided);
  });

  after(() => {
    session.dispose();
    decoder.dispose();
    grid.dispose();
  });

  const completed = (typed: string, maxPieces?: number): string[] =>
    session
      .complete(typed, { count: 12, ...(maxPieces === undefined ? {} : { maxPieces }) })
      .map(({ continuation }) => typed + continuation);
  const words = (texts: readonly string[]): string[] => texts.flatMap((text) => text.trim().split(' '));

  it('is one that captions have', () => {
    for (const typed of ['a ', 'two ', 'a dog ', 'a labrador '])
      for (const word of words(completed(typed))) assert.ok(knownWords.has(word), `"${word}" behind "${typed}"`);
  });

  it('is a known one also where the person has begun it', () => {
    for (const typed of ['a labr', 'two spec', 'a tra']) {
      const all = completed(typed);
      assert.ok(all.length > 0, typed);
      for (const word of words(all)) assert.ok(knownWords.has(word), `"${word}" behind "${typed}"`);
    }
  });

  it('is not cut where no more pieces are followed', () => {
    for (let maxPieces = 2; maxPieces < 16; maxPieces++)
      for (const word of words(completed('a ', maxPieces)))
        assert.ok(knownWords.has(word), `"${word}" after ${maxPieces} pieces`);
  });

  it('may be one that was decided here and no caption had that was learned', () => {
    const unknown = 'zeppelin';
    assert.ok(!completed('a zepp').includes(`a ${unknown}`));
    for (const key of ['1', '2', '3']) decided.set(key, `a ${unknown} lands`);
    assert.match(completed('a zepp')[0], /^a zeppelin( |$)/);
    for (const key of ['1', '2', '3']) decided.set(key, undefined);
  });

  it('comes behind one that only the person knows', () => {
    for (const text of completed('a qwortz '))
      for (const word of words([text]).slice(2)) assert.ok(knownWords.has(word), `"${word}" in "${text}"`);
    assert.ok(completed('a qwortz ').length > 0);
  });
});
