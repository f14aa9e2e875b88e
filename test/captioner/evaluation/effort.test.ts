import assert from 'node:assert/strict';
import fc from 'fast-check';
import { actionsWithCompletion, completionActions } from '../../../src/captioner/evaluation/completionActions';
import { nearestReference } from '../../../src/captioner/evaluation/effort';
import { actionsOnFixedSuggestion, editDistance } from '../../../src/captioner/evaluation/effortEdits';
import { toEffortForm } from '../../../src/captioner/evaluation/effortForm';
import { wordsOf } from '../../../src/dataset/text/words';
import '../../harness/propertySeed';

const text = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 12 });
const silent = (typed: string): string => typed;

describe('Effort with completion', () => {
  it('is one action if the suggestion is what the person wants', () => {
    fc.assert(fc.property(text, (wanted) => assert.equal(actionsWithCompletion(wanted, wanted, silent), 1)));
  });

  it('counts a click, a character and the acceptance where one character tells the rest', () => {
    const complete = (typed: string): string => `${typed}og runs`;
    assert.equal(actionsWithCompletion('a cat sits', 'a dog runs', complete), 3);
  });

  it('counts no click where the caret already is', () => {
    assert.equal(actionsWithCompletion('cat', 'dog', silent), 4);
    // One click behind what is right; then the caret is there.
    assert.equal(actionsWithCompletion('a cat', 'a dog', silent), 1 + 3 + 1);
    // One character beyond the caret is right each time, so each that is typed needs a click; then there is a tail.
    const alternating = (typed: string): string => `${typed}bx`;
    assert.equal(actionsWithCompletion('bx', 'babab', alternating), 2 + 2 + 2);
  });

  it('counts one action for a tail too many', () => {
    assert.equal(actionsWithCompletion('a dog on grass', 'a dog', silent), 2);
  });

  it('never exceeds typing everything by more than the tail and the acceptance, whatever is proposed', () => {
    fc.assert(
      fc.property(text, text, fc.array(text, { minLength: 1 }), (suggestion, wanted, tails) => {
        const actions = actionsWithCompletion(
          suggestion,
          wanted,
          (typed) => typed + tails[typed.length % tails.length],
        );
        assert.ok(actions >= 1 && actions <= wanted.length + 2, `${actions} for ${wanted.length} characters`);
      }),
    );
  });

  it('never exceeds typing everything by more than two in the editor, whatever is proposed', () => {
    fc.assert(
      fc.property(text, text, fc.array(text, { minLength: 1 }), (suggestion, wanted, tails) => {
        const complete = (typed: string): string => typed + tails[typed.length % tails.length];
        const actions = actionsWithCompletion(suggestion, wanted, complete, 'editor');
        assert.ok(actions >= 1 && actions <= wanted.length + 2, `${actions} for ${wanted.length} characters`);
      }),
    );
  });

  it('never exceeds that without completion if every proposal is right up to one character more', () => {
    fc.assert(
      fc.property(text, text, (suggestion, wanted) => {
        const knowing = actionsWithCompletion(suggestion, wanted, () => wanted);
        assert.ok(knowing <= 3);
        assert.ok(knowing <= Math.max(1, actionsWithCompletion(suggestion, wanted, silent)));
      }),
    );
  });

  it('tells clicks, first letters, others, spaces, tails and acceptances apart', () => {
    const none = { clicks: 0, firstLetters: 0, otherLetters: 0, spaces: 0, tails: 0, acceptances: 1 };
    assert.deepEqual(completionActions('a dog', 'a dog', silent), none);
    assert.deepEqual(completionActions('a cat on it', 'a ox', silent), {
      ...{ ...none, clicks: 1, firstLetters: 1, otherLetters: 1 },
    });
    assert.deepEqual(completionActions('ab', 'a', silent), { ...none, tails: 1 });
    assert.deepEqual(completionActions('', 'a b', silent), { ...none, firstLetters: 2, spaces: 1 });
  });

  it('counts the first letters of words, also where no space stands before them', () => {
    const { firstLetters, otherLetters, spaces } = completionActions('', '一只狗在公园里', (typed) => typed);
    assert.deepEqual([firstLetters + otherLetters, spaces], ['一只狗在公园里'.length, 0]);
    assert.equal(firstLetters, wordsOf('一只狗在公园里').length);
  });

  it('takes a click alone in the editor where it brings the right word', () => {
    const complete = (typed: string, instead?: string): string => (instead === 'cat' ? 'a dog' : typed);
    assert.equal(actionsWithCompletion('a cat', 'a dog', complete, 'editor'), 2);
    assert.equal(actionsWithCompletion('a cat', 'a dog', complete), 1 + 3 + 1);
  });

  it('types over a suggestion in the editor that begins wrong, and clicks where one goes wrong later', () => {
    assert.equal(actionsWithCompletion('cat', 'dog', silent, 'editor'), 3 + 1);
    assert.equal(actionsWithCompletion('a cat', 'a dog', silent, 'editor'), 1 + 3 + 1);
    assert.equal(actionsWithCompletion('cat', 'cat', silent, 'editor'), 1);
  });

  it('keeps in the editor what stands behind a word that is replaced', () => {
    assert.equal(actionsWithCompletion('a cat runs', 'a dog runs', silent, 'editor'), 1 + 3 + 1);
    assert.equal(actionsWithCompletion('a cat runs', 'a dog runs', silent), 1 + 8 + 1);
  });

  it('takes one key in the editor to end at the caret, and no other where nothing stands behind it', () => {
    assert.equal(actionsWithCompletion('a dog on grass', 'a dog', silent, 'editor'), 1 + 1);
    assert.equal(actionsWithCompletion('a cat on grass', 'a dog', silent, 'editor'), 1 + 3 + 1);
    // What is only offered behind a typed end goes by itself.
    assert.equal(
      actionsWithCompletion('cat', 'dog', (typed) => `${typed} runs`, 'editor'),
      3 + 1,
    );
    assert.equal(
      actionsWithCompletion('cat', 'dog', (typed) => `${typed} runs`),
      3 + 1 + 1,
    );
    assert.equal(
      actionsWithCompletion('cat', 'dog', () => 'dog runs', 'editor'),
      1 + 1 + 1,
    );
  });

  it('takes another click in the editor for a letter within the word that was clicked, as that is selected as a whole', () => {
    assert.equal(actionsWithCompletion('a dogs', 'a doll', silent, 'editor'), 2 + 2 + 1);
    assert.equal(actionsWithCompletion('a dog', 'a cat', silent, 'editor'), 1 + 3 + 1);
  });

  it('refuses a completer that changes what was typed', () => {
    assert.throws(() => actionsWithCompletion('a', 'b', () => 'c'), /"c" was proposed for what begins with "b"/);
  });
});

describe('Effort on a fixed suggestion', () => {
  it('is one action if the suggestion is right, and the whole text and two if there is none', () => {
    assert.equal(actionsOnFixedSuggestion('a dog', 'a dog'), 1);
    assert.equal(actionsOnFixedSuggestion('', 'a dog'), 1 + 5 + 1);
  });

  it('counts a click for each stretch', () => {
    assert.equal(actionsOnFixedSuggestion('a dog runs', 'a cat runs'), 3 + 1 + 1);
    assert.equal(actionsOnFixedSuggestion('a dog runs', 'the dog ran'), 3 + 1 + (2 + 2) + 1);
  });

  it('lies between the edit distance with one click and that with a click an edit', () => {
    fc.assert(
      fc.property(text, text, (suggestion, wanted) => {
        const distance = editDistance(suggestion, wanted);
        const actions = actionsOnFixedSuggestion(suggestion, wanted);
        assert.ok(actions >= distance + (distance > 0 ? 2 : 1));
        assert.ok(actions <= 2 * distance + 1);
        assert.equal(actions, actionsOnFixedSuggestion(wanted, suggestion));
      }),
    );
  });
});

describe('The edit distance', () => {
  it('is a metric, at least the difference in length and at most the longer length', () => {
    fc.assert(
      fc.property(text, text, text, (one, other, third) => {
        const distance = editDistance(one, other);
        assert.equal(distance === 0, one === other);
        assert.ok(distance <= editDistance(one, third) + editDistance(third, other));
        assert.ok(distance >= Math.abs(one.length - other.length) && distance <= Math.max(one.length, other.length));
      }),
    );
  });

  it('knows a known one', () => {
    assert.equal(editDistance('kitten', 'sitting'), 3);
  });
});

describe('The reference that a person wants', () => {
  it('is the one with the fewest edits a character', () => {
    assert.equal(nearestReference('a dog runs', ['a cat', 'a dog runs fast', 'two girls']), 'a dog runs fast');
    // Ten edits for four characters against eleven for twenty-one.
    const long = 'a dog runs on the lawn';
    assert.equal(nearestReference('a dog runs', ['xxxx', long]), long);
  });
});

describe('The form in which effort is counted', () => {
  it('is lower case without punctuation, and keeps what joins words', () => {
    assert.equal(toEffortForm('A man \'s red-haired dog , "Rex" , runs .'), "a man's red-haired dog rex runs");
    assert.equal(toEffortForm('Two -- no , three !'), 'two no three');
    assert.equal(toEffortForm('Ein Hündchen läuft.'), 'ein hündchen läuft');
  });

  it('does not change what is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (caption) => {
        const once = toEffortForm(caption);
        assert.equal(toEffortForm(once), once);
      }),
    );
  });
});
