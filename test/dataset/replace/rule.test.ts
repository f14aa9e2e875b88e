import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { SearchError } from '../../../src/dataset/list/listFilter';
import { applyMarks, marker, type ReplaceRule } from '../../../src/dataset/replace/rule';
import '../../harness/propertySeed';

type Replace = Extract<ReplaceRule, { kind: 'replace' }>;

const plain = { isRegularExpression: false, matchCase: false, wholeWord: false };
const replace = (caption: string, find: string, replacement: string, more: Partial<Replace> = {}): string =>
  applyMarks(caption, marker({ kind: 'replace', find, replacement, ...plain, ...more })(caption));

describe('A replacement in a caption', () => {
  it('finds plain text in whatever case, and takes its signs as they are', () => {
    assert.equal(replace('A Dog and a dog.', 'dog', 'cat'), 'A cat and a cat.');
    assert.equal(replace('A Dog and a dog.', 'dog', 'cat', { matchCase: true }), 'A Dog and a cat.');
    assert.equal(replace('what? (yes) $1', '? (yes) $1', ' [$&]'), 'what [$&]');
  });

  it('finds whole words in any language', () => {
    const wholeWord = true;
    assert.equal(replace('a man and a woman', 'man', 'person', { wholeWord }), 'a person and a woman');
    assert.equal(replace('naïve na', 'na', 'x', { wholeWord }), 'naïve x');
    assert.equal(replace('개가 개', '개', '강아지', { wholeWord }), '개가 강아지');
  });

  it('fills groups of a regular expression into the replacement', () => {
    const isRegularExpression = true;
    assert.equal(
      replace('two dogs', '(\\w+) (\\w+)', '$2 ($1) $$ $& $3', { isRegularExpression }),
      'dogs (two) $ two dogs $3',
    );
    assert.equal(replace('3 cats', '(?<count>\\d+)', '<$<count>>', { isRegularExpression }), '<3> cats');
    assert.equal(replace('a dog', '(a)|(b)', '[$1$2]', { isRegularExpression }), '[a] dog');
    assert.equal(replace('ab', '(a)', '$<$&>', { isRegularExpression }), '$<a>b');
    assert.equal(replace('ab', '(a)', '$12', { isRegularExpression }), 'a2b');
    assert.equal(replace('a dog .', ' \\.$', '.', { isRegularExpression }), 'a dog.');
  });

  it('fills in groups as JavaScript does, whichever numbers and names are asked for', () => {
    const sign = fc.constantFrom('$', '$$', '$&', '0', '1', '2', '3', '9', '<', '>', 'name', 'x', '$1', '$<name>');
    const find = fc.constantFrom('(a)', '(a)(b)?', '(?<name>a)|(b)', '(a)(b)(c)(a)(b)(c)(a)(b)(c)(a)(b)(c)', 'b');
    fc.assert(
      fc.property(find, fc.array(sign, { maxLength: 6 }), (find, signs) => {
        const [caption, replacement] = ['abcabcabcabc', signs.join('')];
        const expected = caption.replaceAll(new RegExp(find, 'gu'), replacement);
        assert.equal(replace(caption, find, replacement, { isRegularExpression: true }), expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('does what JavaScript itself does', () => {
    const some = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', '$', '&', '<', 'n', '>', ' ') });
    fc.assert(
      fc.property(some, some, (caption, replacement) => {
        const expected = caption.replace(/(a)(?<n>b)?/giu, replacement);
        assert.equal(replace(caption, '(a)(?<n>b)?', replacement, { isRegularExpression: true }), expected);
      }),
    );
  });

  it('tells only the places that really change', () => {
    const mark = marker({ kind: 'replace', find: 'DOG', replacement: 'dog', ...plain });
    assert.deepEqual(mark('a dog, a DOG'), [{ start: 9, end: 12, inserted: 'dog' }]);
    assert.deepEqual(mark('a cat'), []);
  });

  it('changes nothing where nothing is to be found, and says what is wrong with an expression', () => {
    assert.equal(replace('a dog', '', 'x'), 'a dog');
    assert.throws(() => replace('a', '(', '', { isRegularExpression: true }), SearchError);
  });
});

describe('Text added to a caption', () => {
  const add = (caption: string, before: string, after: string): string =>
    applyMarks(caption, marker({ kind: 'add', before, after })(caption));

  it('stands in front of it and behind it', () => {
    assert.equal(add('a dog', 'photo of ', ', outdoors'), 'photo of a dog, outdoors');
  });

  it('is not added twice', () => {
    assert.equal(add('photo of a dog', 'photo of ', '.'), 'photo of a dog.');
    assert.equal(add(add('a dog', 'x, ', '.'), 'x, ', '.'), 'x, a dog.');
  });
});
