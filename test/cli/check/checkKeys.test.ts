import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { findKeyProblems } from '../../../src/cli/check/checkKeys';
import { FolderNames } from '../../../src/cli/check/checkNames';
import type { Finding } from '../../../src/cli/check/finding';
import { mendsOf } from '../../../src/cli/check/mendDataset';
import { readLines } from '../../../src/dataset/document/document';
import { applyMends } from '../../../src/dataset/document/mend';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';

describe('The keys of a dataset, as showtell check reads them,', () => {
  const folder = useTemporaryFolder();

  const textOf = (rows: readonly unknown[]): string =>
    rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('');

  /** @returns what is said of a file beside images of these names */
  function found(rows: readonly unknown[], ...images: string[]): ReturnType<typeof findKeyProblems> {
    for (const name of images) writeFileSync(path.join(folder.path, name), '');
    const text = textOf(rows);
    return findKeyProblems(text, readLines(text), folder.path, new FolderNames(folder.path, images, []));
  }
  const mended = (text: string, findings: readonly Finding[]): string => applyMends(text, mendsOf(findings));
  const problems = (...rows: readonly unknown[]): string[] =>
    found(rows, 'a.png', 'b.png').problems.map(({ reason }) => reason);
  const notes = (...captions: readonly unknown[]): string[] =>
    found(captions.map((text) => ({ file_name: 'a.png', text }))).notes.map(({ reason }) => reason);

  for (const key of ['text', 'caption'])
    it(`have a caption under ${key}, a number too, but not where nothing is said`, () => {
      assert.deepEqual(problems({ file_name: 'a.png', [key]: 'a dog', title: 'Holiday' }), []);
      assert.deepEqual(problems({ file_name: 'a.png', [key]: 5, title: 'Holiday' }), []);
      for (const nothing of ['', '  ', null, []])
        assert.match(problems({ file_name: 'a.png', [key]: nothing, title: 'Holiday' })[0] ?? '', /under "title"/);
    });

  it('have a list of captions under captions, unless it is empty', () => {
    assert.deepEqual(problems({ file_name: 'a.png', captions: ['a dog'], title: 'Holiday' }), []);
    assert.match(problems({ file_name: 'a.png', captions: [], title: 'Holiday' })[0] ?? '', /under "title" \(1 line\)/);
  });

  it('are named under which text stands where no line has a caption: of lists, and of what is in others', () => {
    assert.match(
      problems(
        { file_name: 'a.png', said: ['a dog', 'a hound'], meta: { en: { title: 'Dog' } }, tags: ['dog', 1], none: [] },
        { file_name: 'b.png', said: ['a cat'], parts: [{ words: 'a cat' }, { words: 'a tail' }], icon: 'c.png' },
      )[0] ?? '',
      /There is text under "said" \(2 lines\), "meta\.en\.title" \(1 line\), "parts\.words" \(1 line\)\. If/,
    );
  });

  it('are not looked for deeper than formats of conversations have them', () => {
    assert.deepEqual(problems({ file_name: 'a.png', one: { two: { three: { four: 'a dog' } } } }), []);
  });

  it('do not name an image where two keys do', () => {
    assert.deepEqual(problems({ image: 'a.png', thumb: 'b.png', text: 'a dog' }), []);
  });

  it('do not name an image where one of the lines names none', () => {
    assert.deepEqual(problems({ image: 'a.png', text: 'a dog' }, { image: '', text: 'a cat' }), []);
    assert.deepEqual(problems({ image: 'a.png', text: 'a dog' }, { image: 'gone.png', text: 'a cat' }), []);
    assert.deepEqual(problems({ image: 'a.png', text: 'a dog' }, { image: 7, text: 'a cat' }), []);
  });

  it('name an image also without its ending, and are written file_name in each of the lines', () => {
    const rows = [
      { image: 'a', text: 'a dog' },
      { file_name: 'c.png', text: 'x' },
      { text: 'a cat', image: 'b.png' },
    ];
    const { problems, lines } = found(rows, 'a.png', 'b.png');
    assert.match(problems[0]?.reason ?? '', /^2 lines have no "file_name", and the name of an image under "image"\./);
    assert.equal(
      mended(textOf(rows), problems),
      textOf([{ file_name: 'a', text: 'a dog' }, rows[1], { text: 'a cat', file_name: 'b.png' }]),
    );
    assert.deepEqual([...lines], [0, 2]);
  });

  it('name an image also where that is no longer looked for, as it is left out', () => {
    writeFileSync(path.join(folder.path, 'left-out.png'), '');
    assert.match(
      found([{ image: 'left-out.png', text: 'a dog' }]).problems[0]?.reason ?? '',
      /^1 line has no "file_name", and the name of an image under "image"/,
    );
  });

  it('leave a number alone that is the name of no image, and a line that cannot be read', () => {
    const { problems, lines } = found([{ file_name: 7, text: 'a dog' }, '{"file_name": 8'], '5.png');
    assert.deepEqual(problems, []);
    assert.deepEqual([...lines], []);
  });

  it('explain lines whose number is that of an image', () => {
    const rows = [
      { file_name: 'b.png', text: 'x' },
      { file_name: 7, text: 'a dog' },
    ];
    const { problems, lines } = found(rows, '7.png');
    assert.match(problems[0]?.reason ?? '', /"file_name".*There is "7\.png"/);
    assert.equal(mended(textOf(rows), problems), textOf([rows[0], { file_name: '7.png', text: 'a dog' }]));
    assert.deepEqual([...lines], [1]);
  });

  it('leave a number as it is that may be one of two images', () => {
    const [problem] = found([{ file_name: 7, text: 'a dog' }], '7.png', '7.jpg').problems;
    assert.match(problem.reason, /may be "7\.png" or "7\.jpg"/);
    assert.equal(problem.mend, undefined);
  });

  it('are not those of Showtell, nor names of files, where text is looked for', () => {
    assert.deepEqual(
      problems({ file_name: 'a.png', suggestion: 'a dog', status: 'suggested', mask_file_name: 'm' }),
      [],
    );
    assert.match(
      problems({ file_name: 'a.png', meta: { suggestion: 'a dog' } })[0] ?? '',
      /text under "meta\.suggestion" \(1 line\)/,
    );
  });

  it('hold a note of captions that are JSON, and not of sentences that only begin so', () => {
    assert.deepEqual(notes('[red] a dog', '{a dog}', 'a dog {}', 'null', '5'), []);
    assert.match(notes(' {"dog": 1}')[0] ?? '', /^1 caption is JSON and no sentence/);
    assert.match(notes('a cat', '["dog"]', '{}')[0] ?? '', /^2 captions are JSON and no sentence/);
  });
});
