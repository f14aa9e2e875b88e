import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { captionHistory, type DatasetVersion } from '../../../src/dataset/document/captionHistory';

const row = (fileName: string, text: string, status = 'written'): string =>
  `${JSON.stringify({ file_name: fileName, text, status })}\n`;
const version = (date: string, text: string): DatasetVersion => ({
  ...{ date, author: 'Ann', message: `of ${date}` },
  read: () => Promise.resolve(text),
});

describe('The history of a caption', () => {
  const { signal } = new AbortController();
  const historyOf = async (fileName: string, ...versions: DatasetVersion[]): Promise<string[]> =>
    (await captionHistory(versions, fileName, 50, signal)).map(({ row: { text, status }, date }) =>
      [date, status, text].join(' '),
    );

  it('has each caption in the version in which it came, the newest first', async () => {
    const versions = [
      version('4', row('b.jpg', 'other') + row('a.jpg', 'three')),
      version('3', row('a.jpg', 'two')),
      version('2', row('a.jpg', 'two') + row('b.jpg', 'x')),
      version('1', row('a.jpg', 'one', 'suggested')),
    ];
    assert.deepEqual(await historyOf('a.jpg', ...versions), ['4 written three', '2 written two', '1 suggested one']);
  });

  it('has a caption again that was gone for a while', async () => {
    const versions = [version('3', row('a.jpg', 'one')), version('2', ''), version('1', row('a.jpg', 'one'))];
    assert.deepEqual(await historyOf('a.jpg', ...versions), ['3 written one', '1 written one']);
  });

  it('has all captions of the image', async () => {
    const versions = [version('2', row('a.jpg', 'one') + row('a.jpg', 'two')), version('1', row('a.jpg', 'one'))];
    assert.deepEqual(await historyOf('a.jpg', ...versions), ['2 written two', '1 written one']);
  });

  it('knows the name however it is written', async () => {
    const escaped = '\uFEFF{"file_name":"./caf\\u0065\\u0301.jpg","text":"one"}\n';
    assert.deepEqual(await historyOf('caf\u00e9.jpg', version('1', escaped)), ['1  one']);
    for (const written of ['a\\b.jpg', 'a/./b.jpg', './a/b.jpg'])
      assert.deepEqual(await historyOf('a/b.jpg', version('1', row(written, 'one'))), ['1 written one'], written);
    const plain = '{"file_name":"\\u0061.jpg","text":"one"}\n';
    assert.deepEqual(await historyOf('a.jpg', version('1', plain)), ['1  one']);
  });

  it('reads no more versions than are needed', async () => {
    const never = { ...version('1', ''), read: () => Promise.reject(new Error('was read')) };
    const versions = [version('3', row('a.jpg', 'two')), version('2', row('a.jpg', 'one')), never];
    assert.equal((await captionHistory(versions, 'a.jpg', 1, signal)).length, 1);
  });

  it('has nothing where there is no version', async () => {
    assert.deepEqual(await historyOf('a.jpg'), []);
  });

  it('is looked for no further once nobody waits for it', async () => {
    const abort = new AbortController();
    let read = 0;
    const versions = Array.from({ length: 5 }, (_, at) => ({
      ...version(String(at), ''),
      read: () => {
        if (++read === 2) abort.abort(new Error('gone on'));
        return Promise.resolve('');
      },
    }));
    await assert.rejects(captionHistory(versions, 'a.jpg', 50, abort.signal), /gone on/);
    assert.equal(read, 2);
  });
});
