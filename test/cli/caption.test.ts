import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, it } from 'mocha';
import { readLines } from '../../src/dataset/document/document';
import { formatRow } from '../../src/dataset/document/edit';
import { EngineError } from '../../src/engine/client/client';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeRedImages } from './redImages';
import { runScripted, suggestionOf } from './scriptedEngine';

function namesIn(text: string): (string | undefined)[] {
  return readLines(text).map(({ row }) => row?.fileName);
}

async function untilRow(file: string, name: string): Promise<void> {
  while (!existsSync(file) || !readFileSync(file, 'utf8').includes(name)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('showtell caption', () => {
  const folder = useTemporaryFolder();

  function create(...names: string[]): void {
    for (const name of names) {
      mkdirSync(dirname(join(folder.path, name)), { recursive: true });
      writeFileSync(join(folder.path, name), 'x');
    }
  }

  const say = (fileName: string): string => `about ${fileName}`;
  const never = (): Promise<string> => new Promise(() => undefined);

  it('prints a suggested row for every image of a folder, named relative to it', async () => {
    create('2.jpg', '10.jpg', 'sub/1.jpg');
    const { status, stdout, stderr } = await runScripted(['caption', folder.path], say);
    assert.equal(status, 0);
    assert.deepEqual(namesIn(stdout), ['2.jpg', '10.jpg', 'sub/1.jpg']);
    const row = readLines(stdout)[0]?.row;
    assert.ok(row);
    assert.equal(stdout.split('\n')[0], formatRow(row));
    const { updated, ...rest } = row;
    assert.match(updated, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.deepEqual(rest, {
      fileName: '2.jpg',
      text: 'about 2.jpg',
      suggestion: 'about 2.jpg',
      status: 'suggested',
      model: 'scripted',
    });
    assert.match(stderr, /3 captioned\.\n$/);
  });

  it('lets so many threads decode images as it is told, and as many as the engine likes where it is told nothing', async () => {
    create('1.jpg');
    const threadsOf = async (...args: string[]): Promise<unknown> =>
      (await runScripted(['caption', folder.path, ...args], say)).opened.map(({ threads }) => threads);
    assert.deepEqual(await threadsOf('--threads', '2'), [2]);
    assert.deepEqual(await threadsOf(), [undefined]);
  });

  it('names single images as they were given', async () => {
    create('a.jpg');
    const path = join(folder.path, 'a.jpg');
    assert.deepEqual(namesIn((await runScripted(['caption', path], say)).stdout), [path]);
  });

  it('keeps the order, whichever image is done first', async () => {
    create('1.jpg', '2.jpg', '3.jpg');
    const { stdout } = await runScripted(['caption', folder.path], async (name) => {
      for (let turn = 0; turn < 10 - 3 * Number.parseInt(name, 10); turn++) await new Promise(setImmediate);
      return name;
    });
    assert.deepEqual(namesIn(stdout), ['1.jpg', '2.jpg', '3.jpg']);
  });

  it('names on stderr whose caption was cut before its end, and counts them; that is no failure', async () => {
    create('a.jpg', 'b.jpg');
    const { status, stdout, stderr } = await runScripted(['caption', folder.path], (name) =>
      suggestionOf(say(name), name === 'b.jpg' ? 40 : undefined),
    );
    assert.equal(status, 0);
    assert.deepEqual(namesIn(stdout), ['a.jpg', 'b.jpg']);
    assert.match(stderr, /b\.jpg: its caption was cut at 40 pieces of words\.\n/);
    assert.doesNotMatch(stderr, /a\.jpg/);
    assert.match(stderr, /2 captioned \(1 cut before their end\)\.\n$/);
  });

  it('names what fails on stderr, does the rest, and ends with status 1', async () => {
    create('a.jpg', 'b.jpg', 'c.heic', 'd.jpg');
    const { status, stdout, stderr } = await runScripted(
      ['caption', folder.path, join(folder.path, 'gone.jpg')],
      (name) => {
        if (name === 'a.jpg') throw new EngineError('image', 'The file is empty.');
        return name === 'b.jpg' ? '' : say(name);
      },
    );
    assert.equal(status, 1);
    assert.deepEqual(namesIn(stdout), [join(folder.path, 'd.jpg')]);
    assert.ok(stderr.includes(`${join(folder.path, 'a.jpg')}: The file is empty.\n`));
    assert.ok(stderr.includes(`${join(folder.path, 'b.jpg')}: The captioner found no caption for it.\n`));
    assert.ok(
      stderr.includes(`${join(folder.path, 'c.heic')}: HEIC images cannot be read, and its name says that it is one.`),
    );
    assert.ok(stderr.includes(`${join(folder.path, 'gone.jpg')}: It does not exist.\n`));
    assert.match(stderr, /1 captioned, 4 failed\.\n$/);
  });

  it('adds the words with what they looked at when asked to', async () => {
    create('a.jpg');
    const { stdout } = await runScripted(['caption', folder.path, '--attention'], () => 'two words');
    const row: unknown = JSON.parse(stdout);
    assert.ok(typeof row === 'object' && row !== null && 'words' in row && 'grid' in row);
    assert.deepEqual(row.grid, [1, 2]);
    assert.deepEqual(row.words, [
      { text: 'two', probability: 0.3333, attention: [0.25, 0.75] },
      { text: 'words', probability: 0.3333, attention: [0.25, 0.75] },
    ]);
  });

  it('ends at once, with one message, if no image can be captioned', async () => {
    create('1.jpg', '2.jpg', '3.jpg');
    const { status, stdout, stderr } = await runScripted(['caption', folder.path], () => {
      throw new EngineError('model', 'There is no model in /none.');
    });
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.equal(stderr, 'showtell caption: There is no model in /none.\n');
  });

  it('goes on after a crash: only the image that crashes the captioner again fails', async () => {
    create('1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg', '6.jpg');
    let crashes = 0;
    const { status, stdout, stderr } = await runScripted(['caption', folder.path], (name) => {
      // The first crash takes everything with it that is being worked on.
      if (name === '3.jpg' || (crashes === 1 && name === '4.jpg')) {
        crashes += 1;
        throw new EngineError('crashed', 'The captioner was ended by SIGSEGV.');
      }
      return say(name);
    });
    assert.equal(status, 1);
    assert.deepEqual(namesIn(stdout), ['1.jpg', '2.jpg', '4.jpg', '5.jpg', '6.jpg']);
    assert.match(stderr, /3\.jpg: The captioner was ended by SIGSEGV\./);
    assert.match(stderr, /5 captioned, 1 failed\./);
  });

  it('gives up when image after image fails through no fault of its own', async () => {
    create(...[...Array(20).keys()].map((number) => `${number}.jpg`));
    const { status, asked, stderr } = await runScripted(['caption', folder.path], (name) => {
      if (name === '0.jpg') return say(name);
      throw new EngineError('other', 'The memory is used up.');
    });
    assert.equal(status, 1);
    assert.match(stderr, /showtell caption: The memory is used up\.\n$/);
    assert.ok(asked.length < 12, `asked for ${asked.length}`);
  });

  describe('with --out', () => {
    it('adds rows to the file, named relative to it, and prints nothing', async () => {
      create('photos/a.jpg', 'b.jpg');
      const out = join(folder.path, 'metadata.jsonl');
      const { status, stdout } = await runScripted(
        ['caption', join(folder.path, 'photos'), join(folder.path, 'b.jpg'), '--out', out],
        say,
      );
      assert.equal(status, 0);
      assert.equal(stdout, '');
      assert.deepEqual(namesIn(readFileSync(out, 'utf8')), ['photos/a.jpg', 'b.jpg']);
    });

    it('leaves images alone that have a row, and every byte that was there', async () => {
      create('a.jpg', 'b.jpg', 'c.jpg');
      const out = join(folder.path, 'metadata.jsonl');
      const before = '{"file_name":"./a.jpg","text":"mine","status":"excluded"}\r\nbroken\r\n{"file_name":"c.jpg"}';
      writeFileSync(out, before);
      const { asked, stderr } = await runScripted(['caption', folder.path, '--out', out], say);
      assert.deepEqual(asked, ['b.jpg']);
      const after = readFileSync(out, 'utf8');
      assert.ok(after.startsWith(`${before}\r\n{"file_name":"b.jpg"`));
      assert.match(stderr, /1 captioned, 2 had a row already\.\n$/);
    });

    it('captions an image once that is given twice', async () => {
      create('a.jpg');
      const out = join(folder.path, 'metadata.jsonl');
      const { asked } = await runScripted(['caption', folder.path, join(folder.path, 'a.jpg'), '--out', out], say);
      assert.deepEqual(asked, ['a.jpg']);
    });

    it('refuses images that no row there could name', async () => {
      create('out/readme.txt', 'a.jpg');
      const out = join(folder.path, 'out', 'metadata.jsonl');
      const { status, stderr } = await runScripted(['caption', folder.path, '--out', out], say);
      assert.equal(status, 1);
      assert.match(stderr, /a\.jpg: It is not in the folder of the --out file/);
      assert.ok(!existsSync(out));
    });

    it('writes each row once where it is run twice at a time: the second says that there is another', async () => {
      create('1.jpg', '2.jpg', '3.jpg');
      const out = join(folder.path, 'metadata.jsonl');
      let second: ReturnType<typeof runScripted> | undefined;
      const first = await runScripted(['caption', folder.path, '--out', out], async (name) => {
        await (second ??= runScripted(['caption', folder.path, '--out', out], say));
        return say(name);
      });
      assert.equal(first.status, 0);
      assert.equal((await second)?.status, 1);
      assert.match((await second)?.stderr ?? '', /^showtell caption: Another showtell is adding rows to .*metadata/);
      assert.deepEqual(namesIn(readFileSync(out, 'utf8')), ['1.jpg', '2.jpg', '3.jpg']);
    });

    for (const [what, happens] of [
      ['replaced', (out: string) => (writeFileSync(`${out}.new`, ''), renameSync(`${out}.new`, out))],
      ['deleted', (out: string) => rmSync(out)],
      ['changed', (out: string) => appendFileSync(out, '{"file_name":"theirs.jpg"}\n')],
    ] as const) {
      it(`ends with status 1 and says so when the file is ${what} meanwhile`, async () => {
        create('1.jpg', '2.jpg', '3.jpg');
        const out = join(folder.path, 'metadata.jsonl');
        const meddling = (name: string): Promise<string> | string => {
          if (name !== '3.jpg') return say(name);
          return untilRow(out, '2.jpg').then(() => (happens(out), say(name)));
        };
        const { status, stderr } = await runScripted(['caption', folder.path, '--out', out], meddling);
        assert.equal(status, 1);
        assert.match(stderr, new RegExp(`metadata\\.jsonl was ${what}.* by another program while rows were added`));
        assert.doesNotMatch(stderr, /captioned/);
        const again = await runScripted(['caption', folder.path, '--out', out], say);
        assert.equal(again.status, 0);
        assert.deepEqual(
          namesIn(readFileSync(out, 'utf8'))
            .filter((name) => name !== 'theirs.jpg')
            .sort(),
          ['1.jpg', '2.jpg', '3.jpg'],
        );
      });
    }

    it('ends with status 1 when the file is deleted after the last row', async () => {
      create('1.jpg', '2.jpg');
      const out = join(folder.path, 'metadata.jsonl');
      writeFileSync(out, '{"file_name":"2.jpg"}\n');
      const { status, stderr } = await runScripted(['caption', folder.path, '--out', out], say, {
        onTold: (text) => text.includes('captioned') && rmSync(out),
      });
      assert.equal(status, 1);
      assert.match(stderr, /was deleted or renamed by another program/);
    });

    it('keeps what is finished when it is stopped, and goes on from there', async () => {
      create('1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg', '6.jpg');
      const out = join(folder.path, 'metadata.jsonl');
      const stop = new AbortController();
      const first = await runScripted(
        ['caption', folder.path, '--out', out],
        (name) => {
          if (name === '3.jpg') setImmediate(() => stop.abort());
          return name >= '3.jpg' ? never() : say(name);
        },
        { signal: stop.signal },
      );
      assert.equal(first.status, 130);
      assert.match(first.stderr, /Stopped: 2 captioned of 6\. What is finished is kept/);
      assert.deepEqual(namesIn(readFileSync(out, 'utf8')), ['1.jpg', '2.jpg']);

      const second = await runScripted(['caption', folder.path, '--out', out], say);
      assert.equal(second.status, 0);
      assert.deepEqual(second.asked, ['3.jpg', '4.jpg', '5.jpg', '6.jpg']);
      assert.equal(namesIn(readFileSync(out, 'utf8')).length, 6);
    });
  });

  describe('with -', () => {
    it('answers each path in order before the next one arrives', async () => {
      create('a.jpg', 'b.jpg');
      const input = new PassThrough();
      const heard: string[] = [];
      input.write(`${join(folder.path, 'b.jpg')}\n`);
      const { status } = await runScripted(['caption', '-'], say, {
        input,
        onLine: (line) => {
          heard.push(...namesIn(line).map(String));
          if (heard.length === 1) input.end(`\n${join(folder.path, 'a.jpg')}`);
        },
      });
      assert.equal(status, 0);
      assert.deepEqual(heard, [join(folder.path, 'b.jpg'), join(folder.path, 'a.jpg')]);
    });

    it('answers an image that fails too, so that answers and paths stay side by side', async () => {
      const { status, stdout } = await runScripted(
        ['caption', '-'],
        (name) => {
          if (name === 'bad.jpg') throw new EngineError('image', 'The image is damaged.');
          return say(name);
        },
        { input: new PassThrough().end('x/bad.jpg\nx/good.jpg\n') },
      );
      assert.equal(status, 1);
      const rows = stdout
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
      assert.equal(rows.length, 2);
      assert.ok(typeof rows[0] === 'object' && rows[0] !== null && 'problem' in rows[0]);
      assert.equal(rows[0].problem, 'The image is damaged.');
      assert.ok(typeof rows[1] === 'object' && rows[1] !== null && 'problem' in rows[1]);
      assert.equal(rows[1].problem, '', 'a key that comes late is dropped by polars and refused by DuckDB');
      assert.deepEqual(namesIn(stdout), ['x/bad.jpg', 'x/good.jpg']);
      assert.equal(readLines(stdout)[0]?.row?.status, '');
    });

    it('takes addresses as Spark writes them, with percent signs or without', async () => {
      await writeRedImages(folder.path, 'a b.png', 'c%20d.png');
      const base = folder.path.replaceAll('\\', '/');
      const lines = [`file://${base}/a%20b.png`, `file:${base}/a b.png`, `file://${base}/c%20d.png`];
      const { asked, stdout } = await runScripted(['caption', '-'], say, {
        input: new PassThrough().end(`${lines.join('\n')}\n`),
      });
      assert.deepEqual(asked, ['a b.png', 'a b.png', 'c%20d.png']);
      assert.deepEqual(namesIn(stdout), lines);
    });

    it('stops while it waits for a path', async () => {
      const stop = new AbortController();
      setImmediate(() => stop.abort());
      const { status } = await runScripted(['caption', '-'], say, { input: new PassThrough(), signal: stop.signal });
      assert.equal(status, 130);
    });
  });
});
