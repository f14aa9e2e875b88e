import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { Decoder } from '../../../src/captioner/decoder/decoder';
import { initialParameters } from '../../../src/captioner/decoder/parameters';
import { captionImages } from '../../../src/captioner/evaluation/captionImages';
import { KnownWords } from '../../../src/captioner/ngrams/knownWords';
import { NgramModel } from '../../../src/captioner/ngrams/ngramModel';
import { endPiece } from '../../../src/captioner/vocabulary/vocabulary';
import { tinyCaptions, tinyGrids, tinyShape, tinyVocabulary } from '../tinyCaptioner';

describe('Known words', () => {
  const written = tinyCaptions.map((caption) => ({ pieces: tinyVocabulary.encode(caption), times: 1 }));
  const ngrams = NgramModel.ofCaptions(written);
  const words = KnownWords.of(ngrams, tinyVocabulary);
  const spelled = (text: string): number[] => tinyVocabulary.encode(text);

  it('are all that captions have, piece by piece', () => {
    for (const { pieces } of written) {
      [...pieces, endPiece].forEach((piece, at) => {
        assert.ok(words.after(pieces.slice(0, at))(piece), tinyVocabulary.decode(pieces.slice(0, at)));
      });
    }
  });

  it('come in any order', () => {
    const mayFollow = words.after(spelled('three dog'));
    for (const word of ['cat', 'laugh', 'runs']) assert.ok(mayFollow(spelled(word)[0]), word);
    assert.ok(mayFollow(endPiece));
  });

  it('are not cut, and not put together of parts of others', () => {
    const laughs = spelled('laughs');
    assert.equal(laughs.length, 2, 'the known word and an s');
    assert.ok(!words.after(laughs.slice(0, 1))(laughs[1]));
    assert.ok(!words.after(spelled('jum'))(endPiece));
    const [space, byte] = spelled('u');
    assert.ok(!words.after([space])(byte), 'none begins so');
    assert.ok(!words.after([space])(endPiece));
  });

  it('are known to their end, however many pieces they have', () => {
    // Each letter is a piece: the tiny vocabulary has no part of these words.
    const long = NgramModel.ofCaptions([{ pieces: spelled('zyzzyva xylophonq'), times: 2 }]);
    const ofLong = KnownWords.of(long, tinyVocabulary);
    const mayBeWritten = (caption: string): boolean => {
      const pieces = [...spelled(caption), endPiece];
      return pieces.every((piece, at) => ofLong.after(pieces.slice(0, at))(piece));
    };
    assert.ok(spelled('xylophonq').length > 4, 'it has more pieces than an n-gram');
    for (const caption of ['zyzzyva xylophonq', 'xylophonq', 'xylophonq.']) assert.ok(mayBeWritten(caption), caption);
    for (const caption of ['xylop', 'xyloph', 'xylophona', 'xylophonqs', 'zyzzy', 'xylopy'])
      assert.ok(!mayBeWritten(caption), caption);
  });

  it('are the same with a capital and with signs behind them', () => {
    const mayBeWritten = (caption: string): boolean => {
      const pieces = [...spelled(caption), endPiece];
      return pieces.every((piece, at) => words.after(pieces.slice(0, at))(piece));
    };
    for (const caption of ['Birds sit on a wire.', 'A cat, a dog.', 'Bus']) assert.ok(mayBeWritten(caption), caption);
    for (const caption of ['Birt.', 'A cat.s', 'A do.']) assert.ok(!mayBeWritten(caption), caption);
  });

  it('have a capital behind a small letter only where captions have it there', () => {
    const mayBeWritten = (known: KnownWords, caption: string): boolean => {
      const pieces = [...spelled(caption), endPiece];
      return pieces.every((piece, at) => known.after(pieces.slice(0, at))(piece));
    };
    for (const caption of ['caT', 'birdS', 'a doG']) assert.ok(!mayBeWritten(words, caption), caption);
    const shop = KnownWords.of(NgramModel.ofCaptions([{ pieces: spelled('iD T-Shirt'), times: 1 }]), tinyVocabulary);
    for (const caption of ['iD T-Shirt', 'ID T-SHIRT', 'T-shirt']) assert.ok(mayBeWritten(shop, caption), caption);
  });

  it('are a capital alone only at the beginning, and where captions have it alone', () => {
    const mayBeWritten = (known: KnownWords, caption: string): boolean => {
      const pieces = [...spelled(caption), endPiece];
      return pieces.every((piece, at) => known.after(pieces.slice(0, at))(piece));
    };
    assert.ok(mayBeWritten(words, 'A dog'));
    for (const caption of ['dog A', 'dog A A A']) assert.ok(!mayBeWritten(words, caption), caption);
    const shop = KnownWords.of(NgramModel.ofCaptions([{ pieces: spelled('dog A'), times: 1 }]), tinyVocabulary);
    assert.ok(mayBeWritten(shop, 'dog A'));
  });

  it('are the only ones in captions, however little the decoder knows', async () => {
    await tf.setBackend('wasm');
    const decoder = new Decoder(tinyShape, initialParameters(tinyShape, 1));
    const known = new Set(tinyCaptions.flatMap((caption) => caption.split(' ')));
    const strangersOf = async (model: { ngrams?: NgramModel }): Promise<string[]> => {
      const captions = await captionImages({
        model: { decoder, vocabulary: tinyVocabulary, ...model },
        grids: tinyGrids(),
        images: [0, 1, 2],
        search: { maxPieces: 10 },
      });
      return captions.flatMap((caption) => caption.split(' ')).filter((word) => word !== '' && !known.has(word));
    };
    assert.deepEqual(await strangersOf({ ngrams }), []);
    assert.ok((await strangersOf({})).length > 0);
    decoder.dispose();
  });
});
