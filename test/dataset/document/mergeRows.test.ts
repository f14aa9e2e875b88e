import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { mergeRows, onlyAddsAndChanges } from '../../../src/dataset/document/mergeRows';
import '../../harness/propertySeed';

const row = (name: string, text: string): string => `{"file_name":"${name}", "text":"${text}"}`;
const file = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');

/** What a text is once the changes are made. */
function merged(base: string, theirs: string, ours: string): string {
  const lines: (string | string[])[] = ours.split('\n');
  for (const change of mergeRows(base, theirs, ours).changes) lines[change.line] = change.lines;
  return lines.flat().join('\n');
}

describe('Rows that two have changed', () => {
  const [cat, cup, dog] = [row('cat.jpg', 'a cat'), row('cup.jpg', 'a cup'), row('dog.jpg', 'a dog')];
  const [ourCat, theirCat] = [row('cat.jpg', 'our cat'), row('cat.jpg', 'their cat')];
  const theirDog = row('dog.jpg', 'their dog');
  const base = file(cat, cup, dog);

  it('are both kept where they are of different images', () => {
    assert.equal(merged(base, file(cat, cup, theirDog), file(ourCat, cup, dog)), file(ourCat, cup, theirDog));
    assert.deepEqual(mergeRows(base, file(cat, cup, theirDog), file(ourCat, cup, dog)).disputed, []);
  });

  it('stay ours and are named where both changed the same one', () => {
    const merge = mergeRows(base, file(theirCat, cup, theirDog), file(ourCat, cup, dog));
    assert.deepEqual(merge.disputed, ['cat.jpg']);
    assert.deepEqual(merge.changes, [{ line: 2, lines: [theirDog] }]);
    assert.equal(merge.taken, 1);
  });

  it('are no matter where both changed it alike', () => {
    assert.deepEqual(mergeRows(base, file(ourCat, cup, dog), file(ourCat, cup, dog)), {
      changes: [],
      taken: 0,
      disputed: [],
    });
  });

  it('are added after the row that stands before them, and taken away', () => {
    const owl = row('owl.jpg', 'an owl');
    const bee = row('bee.jpg', 'a bee');
    assert.equal(merged(base, file(bee, cat, owl, dog), file(ourCat, cup, dog)), file(bee, ourCat, owl, dog));
    assert.equal(merged('', file(cat, cup), file(dog)), file(cat, cup, dog));
    assert.equal(merged('', file(cat), ''), file(cat));
  });

  it('are told apart where an image has several', () => {
    const second = row('cat.jpg', 'a second cat');
    const theirSecond = row('cat.jpg', 'their second cat');
    const third = row('cat.jpg', 'a third cat');
    assert.equal(
      merged(file(cat, second), file(cat, theirSecond, third), file(ourCat, second)),
      file(ourCat, theirSecond, third),
    );
    const gone = mergeRows(file(cat, second), file(second), file(cat, theirSecond));
    assert.deepEqual(gone, { changes: [], taken: 0, disputed: ['cat.jpg'] });
  });

  describe('where an image has several and only one is another now', () => {
    const second = row('cat.jpg', 'a second cat');
    const theirSecond = row('cat.jpg', 'their second cat');
    const third = row('cat.jpg', 'a third cat');

    it('are taken one by one: that row, which is counted, and no other', () => {
      assert.deepEqual(mergeRows(file(cat, second), file(cat, theirSecond), file(cat, second)), {
        ...{ changes: [{ line: 1, lines: [theirSecond] }], taken: 1, disputed: [] },
      });
      assert.deepEqual(mergeRows(file(cat, second), file(cat, theirSecond), file(ourCat, second)), {
        ...{ changes: [{ line: 1, lines: [theirSecond] }], taken: 1, disputed: [] },
      });
    });

    it('are no matter where both changed that one alike', () => {
      assert.deepEqual(mergeRows(file(cat, second), file(theirCat, second, third), file(theirCat, second)), {
        ...{ changes: [{ line: 1, lines: [second, third] }], taken: 1, disputed: [] },
      });
    });

    it('keep what we have added', () => {
      const ours = file(cat, second, third);
      assert.equal(merged(file(cat, second), file(cat, theirSecond), ours), file(cat, theirSecond, third));
    });
  });

  it('come in the order of our lines, in whichever order the other has them', () => {
    const { changes } = mergeRows(base, file(theirDog, cup, theirCat), base);
    assert.deepEqual(changes, [
      { line: 0, lines: [theirCat] },
      { line: 2, lines: [theirDog] },
    ]);
  });

  it('are known whatever the accents of the name are made of, and whatever ends the lines', () => {
    const composed = row('\u00e9.jpg', 'one');
    const decomposed = row('e\u0301.jpg', 'two');
    assert.equal(merged(file(composed), `\uFEFF${decomposed}\r\n`, file(composed)), file(decomposed));
  });

  it('leave lines that are no rows alone, and bring those of the other', () => {
    assert.equal(
      merged(file('{', cat), file('{', 'oops', theirCat), file('{', '', cat, cup)),
      file('{', 'oops', '', theirCat, cup),
    );
  });

  it('are told from those of a program that has not written all yet', () => {
    const broken = '{"file_name":"cat.jpg", "te';
    assert.equal(onlyAddsAndChanges(base, file(cup, theirCat, dog, row('owl.jpg', 'an owl'))), true);
    assert.equal(onlyAddsAndChanges(base, file(theirCat, cup, dog).trimEnd()), true);
    assert.equal(onlyAddsAndChanges(file(broken, cat), file(broken, theirCat)), true);
    assert.equal(onlyAddsAndChanges('', ''), true);
    assert.equal(onlyAddsAndChanges(base, ''), false);
    assert.equal(onlyAddsAndChanges(base, file(theirCat, cup)), false);
    assert.equal(onlyAddsAndChanges(base, file(cat, cup, dog) + broken), false);
    assert.equal(onlyAddsAndChanges(file(cat, cat), file(cat)), false);
  });

  it('are all there whatever was changed: what one side did alone, and ours where both did', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const texts = fc.array(fc.constantFrom('x', 'y', 'z', undefined), { minLength: 6, maxLength: 6 });
    const write = (some: readonly (string | undefined)[]): string =>
      file(...some.flatMap((text, at) => (text === undefined ? [] : [row(names[at], text)])));
    fc.assert(
      fc.property(texts, texts, texts, (from, there, here) => {
        const expected = from.map((text, at) => (here[at] === text ? there[at] : here[at]));
        const result = merged(write(from), write(there), write(here));
        assert.deepEqual(result.split('\n').sort(), write(expected).split('\n').sort());
        const disputed = names.filter(
          (_name, at) => here[at] !== there[at] && from[at] !== here[at] && from[at] !== there[at],
        );
        assert.deepEqual(mergeRows(write(from), write(there), write(here)).disputed.sort(), disputed);
      }),
    );
  });
});
