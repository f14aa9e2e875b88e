import assert from 'node:assert/strict';
import { tidyWhitespace, toPlainStyle } from '../../../src/captioner/vocabulary/captionStyle';

describe('The plain caption style', () => {
  it('takes away the spaces that a tokeniser left, capitals, and the full stop at the end', () => {
    assert.equal(toPlainStyle("A man 's dog runs , barking ."), "a man's dog runs, barking");
  });

  it('takes away the space behind a bracket that opens, and keeps the bracket', () => {
    assert.equal(toPlainStyle('A sign ( in red ) says [ exit ] .'), 'a sign (in red) says [exit]');
  });

  it('keeps a full stop within a caption', () => {
    assert.equal(toPlainStyle('A dog. A cat.'), 'a dog. a cat');
  });

  it('makes one space of any white space', () => {
    assert.equal(tidyWhitespace('  a\tdog \n runs '), 'a dog runs');
  });
});
