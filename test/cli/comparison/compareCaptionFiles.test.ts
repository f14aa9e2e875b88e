import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { scoreCaptions } from '../../../src/captioner/metrics/scores';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';
import { runScripted } from '../scriptedEngine';

const notAsked = (): never => {
  throw new Error('The captioner is not asked.');
};

const people = {
  'cat.jpg': ['a grey cat sleeps on a sofa', 'the cat is asleep'],
  'dog.jpg': ['a brown dog runs over the grass'],
  'tea.jpg': ['a cup of tea beside a book'],
};

describe('showtell evaluate --captions', () => {
  const folder = useTemporaryFolder();

  const write = (name: string, rows: readonly object[]): string => {
    const file = join(folder.path, name);
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return file;
  };
  const dataset = (): string =>
    write(
      'metadata.jsonl',
      Object.entries(people).map(([file_name, captions]) => ({ file_name, captions })),
    );
  const captionsOf = (name: string, cat: string, dog: string, tea: string): string =>
    write(name, [
      { file_name: 'cat.jpg', text: cat },
      { file_name: 'dog.jpg', caption: dog },
      { file_name: './tea.jpg', text: tea },
    ]);
  const evaluate = (...args: string[]): ReturnType<typeof runScripted> => runScripted(['evaluate', ...args], notAsked);

  it('scores what another captioner made as it scores its own, without asking its own', async () => {
    const said = ['a cat on a sofa', 'a brown dog runs', 'a red car'];
    const { status, stdout, stderr } = await evaluate(
      dataset(),
      '--captions',
      captionsOf('other.jsonl', said[0], said[1], said[2]),
      '--json',
    );
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '', 'nothing is left out');
    const result = z
      .object({ images: z.int(), captioners: z.array(z.object({ scores: z.record(z.string(), z.number()) })) })
      .parse(JSON.parse(stdout));
    assert.equal(result.images, 3);
    assert.deepEqual(result.captioners[0].scores, scoreCaptions(said, Object.values(people)));
  });

  it('sets several side by side, and shows first the images on which they differ most', async () => {
    const one = captionsOf('one.jsonl', 'a grey cat sleeps on a sofa', 'a brown dog runs over the grass', 'a man');
    const other = captionsOf('other.jsonl', 'a grey cat sleeps on a sofa', 'a black horse', 'a boy');
    const { stdout } = await evaluate(dataset(), '--captions', one, '--captions', other);
    const [figures, differing] = stdout.split('\n\n');
    assert.match(figures, /^3 images +one\.jsonl +other\.jsonl\n/);
    assert.match(figures, /^keystrokes for 100 characters +\d+\.\d +\d+\.\d$/m);
    assert.match(
      differing,
      /^The images on which they differ most, with CIDEr-D:\ndog\.jpg\n {2}one\.jsonl: \d+\.\d a brown dog/,
    );
    assert.doesNotMatch(differing, /cat\.jpg/);
  });

  it('says of many images how sure the difference is', async () => {
    const rows = Array.from({ length: 12 }, (_, at) => ({
      file_name: `${at}.jpg`,
      text: `thing ${at} lies on a table`,
    }));
    const worse = write(
      'worse.jsonl',
      rows.map((row) => ({ ...row, text: 'a thing' })),
    );
    const { stdout } = await evaluate(
      write('many.jsonl', rows),
      '--captions',
      write('same.jsonl', rows),
      '--captions',
      worse,
    );
    assert.match(
      stdout,
      /^CIDEr-D of worse\.jsonl less that of same\.jsonl: -\d+\.\d \(95 %: -\d+\.\d to -\d+\.\d\)$/m,
    );
  });

  it('compares what all have captioned, and names what it leaves out', async () => {
    const some = write('some.jsonl', [
      { file_name: 'cat.jpg', captions: ['a cat', 'a sofa'] },
      { file_name: 'sea.jpg', text: 'the sea' },
      { file_name: 'dog.jpg', text: 'a dog' },
    ]);
    const { stdout, stderr, status } = await evaluate(dataset(), '--captions', some);
    assert.equal(status, 0);
    assert.match(stdout, /^2 images/);
    assert.match(stderr, /Not compared, as some\.jsonl has no caption of them: tea\.jpg\./);
    assert.match(stderr, /Not compared, as the dataset has no caption of them: sea\.jpg\./);
    assert.match(stderr, /some\.jsonl has several captions of some images \(1\): the first of each is compared\./);
  });

  it('names a few of many that it leaves out, and says how many more there are', async () => {
    const rows = (count: number): object[] =>
      Array.from({ length: count }, (_, at) => ({ file_name: `${at}.jpg`, text: 'a thing' }));
    const leftOut = async (of: number): Promise<string> =>
      (await evaluate(write('many.jsonl', rows(of)), '--captions', write('one.jsonl', rows(1)))).stderr;
    assert.equal(
      await leftOut(6),
      'Not compared, as one.jsonl has no caption of them: 1.jpg, 2.jpg, 3.jpg, 4.jpg, 5.jpg.\n',
    );
    assert.match(await leftOut(8), /: 1\.jpg, 2\.jpg, 3\.jpg, 4\.jpg, 5\.jpg and 2 more\.$/m);
  });

  it('names a line that is no row, and exits with 1', async () => {
    const file = captionsOf('broken.jsonl', 'a cat', 'a dog', 'tea');
    writeFileSync(file, '{"file_name": "cat.jpg"\n', { flag: 'a' });
    const { status, stderr } = await evaluate(dataset(), '--captions', file);
    assert.equal(status, 1);
    assert.match(stderr, /^broken\.jsonl:4: /m);
  });

  it('says what to do where there is no image in common', async () => {
    const file = write('elsewhere.jsonl', [{ file_name: 'images/cat.jpg', text: 'a cat' }]);
    const { status, stderr } = await evaluate(dataset(), '--captions', file);
    assert.equal(status, 1);
    assert.match(stderr, /no image that both .* have a caption of\. They are told apart by file_name/);
    const twice = await evaluate(dataset(), '--captions', file, '--captions', file);
    assert.match(twice.stderr, /metadata\.jsonl and \S+elsewhere\.jsonl, \S+elsewhere\.jsonl have a caption of/);
  });
});
