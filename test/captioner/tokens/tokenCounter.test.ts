import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { TokenCounter } from '../../../src/captioner/tokens/tokenCounter';

/** As tokenizers 0.23.3 of Python counts with the same files. */
const counted: readonly [text: string, likeClip: number, likeT5: number][] = [
  ['', 2, 1],
  ['a cat', 4, 3],
  ['a cat sits on the edge of a wall', 11, 22],
  ["A Cat's 2 kittens!", 14, 19],
  ['a man in a red shirt, standing on a rock', 13, 27],
  ['고양이 한 마리', 20, 7],
  ['naïve café 🐱', 17, 12],
  ['two  dogs\nrun', 7, 12],
];

function open(name: string): TokenCounter {
  return TokenCounter.open(readFileSync(path.join('test', 'fixtures', 'tokenizers', `${name}.json`), 'utf8'));
}

describe('The tokens of a caption', () => {
  it('are as many as the tokenizer itself makes, with those that it adds', () => {
    const [likeClip, likeT5] = [open('likeClip'), open('likeT5')];
    for (const [text, ofClip, ofT5] of counted)
      assert.deepEqual([text, likeClip.count(text), likeT5.count(text)], [text, ofClip, ofT5]);
  });

  it('cannot be counted by another file, and the reason is said', () => {
    assert.throws(
      () => TokenCounter.open('{"model_type":"clip"}'),
      /no tokenizer\.json of Hugging Face: it has no "model"/u,
    );
    assert.throws(() => TokenCounter.open('not JSON'), /no tokenizer\.json of Hugging Face: .*JSON/u);
    assert.throws(() => TokenCounter.open('{"model":{"type":"Abacus"}}'), /no tokenizer\.json of Hugging Face: /u);
  });

  it('cannot be counted by a file whose damage shows only with a text: it is refused where it is opened', () => {
    const whole = JSON.parse(
      readFileSync(path.join('test', 'fixtures', 'tokenizers', 'likeClip.json'), 'utf8'),
    ) as object;
    const damaged = { ...whole, post_processor: { type: 'TemplateProcessing', single: null } };
    assert.throws(() => TokenCounter.open(JSON.stringify(damaged)), /no tokenizer\.json of Hugging Face: /u);
  });
});
