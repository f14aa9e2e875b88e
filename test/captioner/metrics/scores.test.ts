import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import * as z from 'zod';
import { scoreCaptions, scoresSchema } from '../../../src/captioner/metrics/scores';
import { tokenise } from '../../../src/captioner/metrics/tokenise';
import '../../harness/propertySeed';

/** What pycocoevalcap gave for made-up captions; `make.py` beside it made it. */
const recorded = z
  .object({
    candidates: z.array(z.string()),
    references: z.array(z.array(z.string())),
    tokens: z.array(z.string()),
    scores: scoresSchema,
  })
  .parse(JSON.parse(readFileSync(path.join('test', 'fixtures', 'metrics', 'captions.json'), 'utf8')));

const word = fc.constantFrom('a', 'dog', 'runs', 'on', 'the', 'beach', 'two', 'men');
const caption = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const images = fc.array(
  fc.record({ candidate: caption, references: fc.array(caption, { minLength: 1, maxLength: 4 }) }),
  { minLength: 2, maxLength: 12 },
);

describe('Scores', () => {
  it('are those of pycocoevalcap for the same captions', () => {
    const scores = scoreCaptions(recorded.candidates, recorded.references);
    for (const [name, expected] of Object.entries(recorded.scores)) {
      const ours = scores[name as keyof typeof scores];
      assert.ok(Math.abs(ours - expected) < 1e-6, `${name}: ${ours} is not ${expected}`);
    }
  });

  it('cut captions into words as the Penn Treebank tokeniser does', () => {
    assert.deepEqual(
      recorded.candidates.map((text) => tokenise(text).join(' ')),
      recorded.tokens,
    );
  });

  it('are 1 in BLEU and ROUGE-L for captions that are their references', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 4, maxLength: 12 }), { minLength: 1, maxLength: 8 }),
        (captions) => {
          const texts = captions.map((words) => words.join(' '));
          const { bleu1, bleu4, rougeL } = scoreCaptions(
            texts,
            texts.map((text) => [text]),
          );
          for (const score of [bleu1, bleu4, rougeL]) assert.ok(Math.abs(score - 1) < 1e-6);
        },
      ),
    );
  });

  it('are lower in BLEU the shorter the captions are than their references, as Papineni et al. say', () => {
    const ofLength = (words: number): number => {
      const candidate = 'a dog runs on the beach'.split(' ').slice(0, words).join(' ');
      return scoreCaptions([candidate], [['a dog runs on the beach']]).bleu1;
    };
    for (const words of [2, 3, 4]) assert.ok(Math.abs(ofLength(words) - Math.exp(1 - 6 / words)) < 1e-6, `${words}`);
    const longer = scoreCaptions(['a dog runs on the beach a dog'], [['a dog runs on the beach']]).bleu1;
    assert.ok(Math.abs(longer - 6 / 8) < 1e-6, 'what is longer has lost its share already');
  });

  it('are nearly 0 in BLEU-4, and a number, where no four words, or no word at all, are right', () => {
    for (const caption of ['a dog on a beach', 'two cats', '']) {
      const scores = scoreCaptions([caption], [['a dog runs on the beach']]);
      for (const score of Object.values(scores)) assert.ok(score >= 0, `${caption}: ${JSON.stringify(scores)}`);
      const { bleu1, bleu4 } = scores;
      assert.ok(bleu4 >= 0 && bleu4 < 0.01, `${caption}: ${bleu4}`);
      assert.ok(bleu1 >= 0 && bleu1 < 1, `${caption}: ${bleu1}`);
    }
  });

  it('do without a reference that says nothing, beside one that does', () => {
    const { rougeL, bleu1 } = scoreCaptions(['a dog'], [['a dog', '']]);
    assert.ok(Math.abs(rougeL - 1) < 1e-6 && Math.abs(bleu1 - 1) < 1e-6, `${rougeL} ${bleu1}`);
  });

  it('do not depend on the order of the images or of the references', () => {
    fc.assert(
      fc.property(images, (list) => {
        const score = (some: typeof list): number[] =>
          Object.values(
            scoreCaptions(
              some.map((one) => one.candidate),
              some.map((one) => one.references),
            ),
          );
        const turned = list
          .map(({ candidate, references }) => ({ candidate, references: references.toReversed() }))
          .toReversed();
        score(list).forEach((value, at) => assert.ok(Math.abs(value - score(turned)[at]) < 1e-9));
      }),
    );
  });

  it('stay within their bounds', () => {
    fc.assert(
      fc.property(images, (list) => {
        const { ciderD, ...others } = scoreCaptions(
          list.map((one) => one.candidate),
          list.map((one) => one.references),
        );
        for (const value of Object.values(others)) assert.ok(value >= 0 && value <= 1 + 1e-9);
        assert.ok(ciderD >= 0 && ciderD <= 10 + 1e-9);
      }),
    );
  });

  it('refuse an image without references or without a caption, and to score nothing', () => {
    for (const [candidates, references] of [
      [['a dog'], [[]]],
      [['a dog'], []],
      [[], [['a dog']]],
      [[], []],
    ] satisfies [string[], string[][]][])
      assert.throws(() => scoreCaptions(candidates, references), /at least one reference for each/);
  });
});
