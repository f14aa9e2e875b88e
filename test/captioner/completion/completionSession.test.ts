import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { CompletionSession } from '../../../src/captioner/completion/completionSession';
import { DecidedCaptions } from '../../../src/captioner/completion/decidedCaptions';
import { NamedPieces } from '../../../src/captioner/completion/namedPieces';
import { PieceIndex } from '../../../src/captioner/completion/pieceIndex';
import { findSpellings } from '../../../src/captioner/completion/spellings';
import { StepCache } from '../../../src/captioner/completion/stepCache';
import type { ImagesInMemory } from '../../../src/captioner/decoder/captionDecoder';
import { Decoder } from '../../../src/captioner/decoder/decoder';
import { initialParameters } from '../../../src/captioner/decoder/parameters';
import { NgramModel } from '../../../src/captioner/ngrams/ngramModel';
import { endPiece } from '../../../src/captioner/vocabulary/vocabulary';
import { toByteString } from '../../../src/captioner/vocabulary/bytes';
import { learnTinyCaptions, tinyCaptions, tinyGrids, tinyShape, tinyVocabulary } from '../tinyCaptioner';
import '../../harness/propertySeed';

/** Knows how often it was asked. */
class CountingDecoder extends Decoder {
  asked = 0;

  override remember(grids: tf.Tensor3D): ImagesInMemory {
    const memory = super.remember(grids);
    return {
      start: (captions) => memory.start(captions),
      next: (...args) => {
        this.asked++;
        return memory.next(...args);
      },
      dispose: () => memory.dispose(),
    };
  }
}

describe('A completion session', function () {
  this.timeout(120_000);
  let decoder: CountingDecoder;
  let grid: tf.Tensor3D;
  let session: CompletionSession;

  before(async () => {
    await tf.setBackend('wasm');
    decoder = new CountingDecoder(tinyShape, await learnTinyCaptions());
    grid = (await tinyGrids().grids([0])) as tf.Tensor3D;
  });

  after(() => {
    decoder.dispose();
    grid.dispose();
  });

  beforeEach(() => (session = new CompletionSession({ decoder, vocabulary: tinyVocabulary }, grid)));
  afterEach(() => session.dispose());

  /** The caption as it would be if the person took the first completion. */
  function completed(typed: string): string {
    return typed + (session.complete(typed).at(0)?.continuation ?? '');
  }

  it('completes what it knows after each character, also in the middle of a word', () => {
    const [caption] = tinyCaptions;
    for (let length = 0; length < caption.length; length++) {
      assert.equal(completed(caption.slice(0, length)), caption, `after "${caption.slice(0, length)}"`);
    }
  });

  it('proposes nothing after a caption that is complete', () => {
    assert.deepEqual(session.complete(tinyCaptions[0]), []);
  });

  it('takes a word that was typed up to its space as it is', () => {
    const [completion] = session.complete('a do ');
    assert.ok(completion);
    assert.doesNotMatch(completion.continuation, /^\s/);
  });

  it('minds no space too many', () => {
    assert.equal(completed('  a   do'), '  a   dog runs through the grass');
  });

  it('reads capitals as small letters where it knows none, and goes on behind them', () => {
    assert.equal(completed('A Do'), `A Do${completed('a do').slice(4)}`);
    assert.notEqual(completed('A Do'), 'A Do');
  });

  it('goes on otherwise than with the character that is not wanted', () => {
    for (const typed of ['', 'a', 'a do', 'a dog', 'a dog ']) {
      const instead = session.complete(typed)[0].continuation;
      for (const { continuation } of session.complete(typed, { instead, count: 3 }))
        assert.notEqual(continuation[0], instead[0], `after "${typed}"`);
    }
  });

  it('goes on where the caption does not end yet', () => {
    assert.deepEqual(session.complete(tinyCaptions[0]), []);
    assert.notDeepEqual(session.complete(tinyCaptions[0], { instead: '' }), []);
  });

  it('spells out words that it has never seen, in any script, and then goes on with whole characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (typed) => {
        for (const { continuation, logProbability } of session.complete(typed, { count: 3, maxPieces: 8 })) {
          assert.notEqual(continuation.trim(), '');
          assert.doesNotMatch(continuation, /\uFFFD/);
          assert.ok(logProbability <= 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives several different ways to go on if it is asked to', () => {
    const all = session.complete('a ', { count: 4 }).map(({ continuation }) => continuation);
    assert.equal(all.length, 4);
    assert.equal(new Set(all).size, 4);
    assert.equal(all[0], session.complete('a ')[0].continuation);
  });

  it('asks the decoder nothing for a prefix that it has seen, and a few times for one character more', () => {
    session.complete('a do');
    decoder.asked = 0;
    session.complete('a do');
    assert.equal(decoder.asked, 0);
    session.complete('a dog');
    assert.ok(decoder.asked <= 3, `asked ${decoder.asked} times`);
  });

  it('also goes on as captions use to, where the image tells nothing', () => {
    const typed = 'an old boat ';
    const known = session.complete(typed)[0].continuation;
    const learned = tinyCaptions.map((caption) => ({ pieces: tinyVocabulary.encode(caption), times: 1 }));
    const swims = { pieces: tinyVocabulary.encode('an old boat swims in the river'), times: 100 };
    const ngrams = NgramModel.ofCaptions([swims, ...learned]);
    const another = new CompletionSession({ decoder, vocabulary: tinyVocabulary, ngrams }, grid);
    const [first, second] = another.complete(typed, { count: 2 }).map(({ continuation }) => continuation);
    another.dispose();
    // What the decoder is sure of stays first.
    assert.equal(first, known);
    assert.match(second, /^sw/);
    assert.doesNotMatch(session.complete(typed, { count: 2 })[1].continuation, /^sw/);
  });

  it('goes on with a name that was decided elsewhere in the dataset, as soon as it was', () => {
    const decided = new DecidedCaptions(tinyVocabulary);
    const another = new CompletionSession({ decoder, vocabulary: tinyVocabulary }, grid, decided);
    const first = another.complete('Zan').at(0)?.continuation ?? '';
    assert.doesNotMatch(first, /^zibar/);
    decided.set('1', 'Zanzibar market');
    decided.set('2', 'Zanzibar harbour');
    assert.match(another.complete('Zan')[0].continuation, /^zibar (market|harbour)/);
    another.dispose();
  });

  it('tells the decided captions how well it had foretold what was decided', () => {
    const decided = new DecidedCaptions(tinyVocabulary);
    decided.set('1', 'a hat');
    const told: number[][] = [];
    decided.learnFrom = (pieces, ofCaptioner) =>
      void told.push([pieces.length, ...ofCaptioner.map((each, at) => each[pieces[at] ?? endPiece])]);
    const another = new CompletionSession({ decoder, vocabulary: tinyVocabulary }, grid, decided);
    another.decide('2', tinyCaptions[0]);
    another.dispose();
    const [[count, ...ofCaptioner]] = told;
    assert.equal(ofCaptioner.length, count + 1);
    // It has learned this caption, and nothing else of this image.
    assert.ok(
      ofCaptioner.every((value) => value > Math.log(0.5)),
      String(ofCaptioner),
    );
  });

  it('says no three words in a row twice', () => {
    const again = Array.from({ length: 6 }, () => 'on the beach').join(' ');
    const captions = [again, ...tinyCaptions].map((caption) => ({ pieces: tinyVocabulary.encode(caption), times: 1 }));
    const ngrams = NgramModel.ofCaptions(captions);
    const untaught = new Decoder(tinyShape, initialParameters(tinyShape, 1));
    const another = new CompletionSession({ decoder: untaught, vocabulary: tinyVocabulary, ngrams }, grid);
    for (const typed of ['on ', 'on the beach on ', 'th']) {
      const words = (typed + (another.complete(typed).at(0)?.continuation ?? '')).trim().split(' ');
      const runs = words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`);
      assert.equal(new Set(runs).size, runs.length, words.join(' '));
    }
    another.dispose();
    untaught.dispose();
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const another = new CompletionSession({ decoder, vocabulary: tinyVocabulary }, grid);
    another.complete('two gir', { count: 3 });
    another.dispose();
    assert.equal(tf.memory().numTensors, before);
  });
});

describe('The spellings of what was typed of a word', () => {
  const index = new PieceIndex(tinyVocabulary);
  const pieces = Array.from({ length: tinyVocabulary.size }, (_, piece) => piece);

  it('are found among all pieces that begin with it or are its beginning', () => {
    for (const bytes of [' ', ' th', 'the', toByteString('é'), 'zzz']) {
      const beginning = pieces.filter((piece) => tinyVocabulary.bytesOf(piece).startsWith(bytes));
      assert.deepEqual(
        index.beginningWith(bytes).toSorted((one, other) => one - other),
        beginning,
      );
      const same = pieces.filter((piece) => tinyVocabulary.bytesOf(piece) === bytes);
      assert.deepEqual([...index.spelling(`${bytes}more`, bytes.length)], same);
    }
  });

  it('come with the likeliest of all that there are first', () => {
    // Weights as they are drawn: every way to spell a word is about as likely as the next, the worst case.
    for (let seed = 1; seed <= 5; seed++) {
      const decoder = new Decoder(tinyShape, initialParameters(tinyShape, seed));
      const grids = tf.ones<tf.Rank.R3>([1, 4, tinyShape.gridChannels]);
      const memory = decoder.remember(grids);
      const steps = new StepCache(memory);
      for (const typed of [' ', ' a', ' gr', ' thr']) {
        const [best] = findSpellings(steps, steps.start(), typed, index, new NamedPieces(tinyVocabulary, []), 12);
        assert.ok(Math.abs(best.logProbability - likeliest(steps, typed)) < 1e-5, `${typed} ${seed}`);
      }
      memory.dispose();
      grids.dispose();
      decoder.dispose();
    }
  });

  /** By trying all ways. */
  function likeliest(steps: StepCache, typed: string): number {
    const visit = (step: ReturnType<StepCache['start']>, rest: string): number =>
      Math.max(
        ...pieces.map((piece) => {
          const bytes = tinyVocabulary.bytesOf(piece);
          if (bytes === '') return -Infinity;
          if (bytes.startsWith(rest)) return step.logProbabilities[piece];
          if (!rest.startsWith(bytes)) return -Infinity;
          return step.logProbabilities[piece] + visit(steps.follow([{ step, piece }])[0], rest.slice(bytes.length));
        }),
      );
    return visit(steps.start(), typed);
  }
});
