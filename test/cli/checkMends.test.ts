import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { RowFile } from '../../src/cli/captioning/rowFile';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeRedImages } from './redImages';
import { runHere } from './runHere';

describe('showtell check, of what people write into files', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const dataset = (): string => join(folder.path, 'train', 'metadata.jsonl');

  async function write(text: string, ...images: string[]): Promise<void> {
    mkdirSync(dirname(dataset()), { recursive: true });
    await writeRedImages(dirname(dataset()), ...images);
    writeFileSync(dataset(), text);
  }

  async function problems(): Promise<string[]> {
    const { stdout } = await runHere(['check', '--json', dataset()]);
    return stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => (JSON.parse(line) as { reason: string }).reason);
  }

  async function mended(): Promise<{ text: string; shown: string; status: number | null }> {
    const { stderr, status } = await runHere(['check', '--fix', dataset()]);
    return { text: readFileSync(dataset(), 'utf8'), shown: stderr, status };
  }

  for (const [what, name] of Object.entries({
    'begins with its own folder': 'train/a.png',
    'leads into its own folder from above': '../train/a.png',
    'begins with more of the path': '@parent/train/a.png',
    'is the whole path': '@whole/train/a.png',
    'lacks its ending': 'a',
    'has other capitals': 'A.PNG',
    'has spaces around it': ' a.png ',
    'is written as in an address': '%61.png',
  })) {
    it(`tells of a name that ${what}, and mends all rows of it`, async () => {
      const parent = folder.path.split('/').at(-1) ?? '';
      const written = name.replace('@parent', parent).replace('@whole', folder.path);
      const row = (fileName: string, text: string): string =>
        `{"file_name": "${fileName}", "text": "${text}", "n": 1.0}\n`;
      await write(row(written, 'x') + row(written, 'y') + row('b.png', 'z'), 'a.png', 'b.png');
      assert.equal((await problems()).length, 1);
      assert.match((await problems())[0] ?? '', /"a\.png"/);
      const { text, status } = await mended();
      assert.equal(text, row('a.png', 'x') + row('a.png', 'y') + row('b.png', 'z'));
      assert.equal(status, 0);
    });
  }

  it('takes a row away that is there twice letter for letter, and leaves one that is written in another way', async () => {
    const row = '{"file_name":"a.png","text":"x"}';
    await write(`${row}\n${row}\r\n{"file_name":"a.png", "text":"x"}\n${row}`, 'a.png');
    const { text, shown, status } = await mended();
    assert.equal(text, `${row}\n{"file_name":"a.png", "text":"x"}\n`);
    assert.equal(
      shown.split('\n').filter((line) => line === `- ${row}`).length + shown.split(`- ${row}\r`).length - 1,
      2,
    );
    assert.equal(status, 1);
  });

  it('takes NUL bytes away around rows and between them, and marks where they stand within', async () => {
    const row = (name: string): string => `{"file_name":"${name}","text":"x"}\n`;
    const within = '{"file_name":"d.png","text":"x\0\0y"}\n';
    await write(
      `\0\0\0\n${row('a.png')}\0\0${row('b.png')}${row('c.png')}\0\0\0\0${within}`,
      'a.png',
      'b.png',
      'c.png',
      'd.png',
    );
    const { text, status } = await mended();
    assert.equal(text, `${row('a.png')}${row('b.png')}${row('c.png')}${within.replace('\0\0', '\uFFFD')}`);
    assert.equal(status, 0);
  });

  it('ends all lines as most of them end, and changes nothing else', async () => {
    const [one, two, three] = ['a', 'b', 'c'].map((name) => `{"file_name": "${name}.png", "text":"둘", "n": 1.0}`);
    for (const [before, after] of [
      [`${one}\n${two}\r\n${three}\n`, `${one}\n${two}\n${three}\n`],
      [`${one}\r\n${two}\n${three}\r\n`, `${one}\r\n${two}\r\n${three}\r\n`],
      [`${one}\r${two}\r${three}\n`, `${one}\n${two}\n${three}\n`],
    ]) {
      await write(before, 'a.png', 'b.png', 'c.png');
      assert.match((await problems())[0] ?? '', /^The lines do not all end alike.*the editor takes no edit.*--fix/);
      assert.deepEqual((await problems()).slice(1), []);
      const { text, shown, status } = await mended();
      assert.equal(text, after);
      assert.match(shown, /all lines end with (LF|CRLF), as most of them do/);
      assert.equal(status, 0);
    }
  });

  it('makes UTF-8 of UTF-16 with a byte order mark, letter for letter', async () => {
    const text = '{"file_name":"a.png","text":"ein Hündchen, 강아지 🐕"}\r\n';
    const littleEndian = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const bytes of [littleEndian, Buffer.from(littleEndian).swap16()]) {
      await write('', 'a.png');
      writeFileSync(dataset(), bytes);
      const { text: written, status } = await mended();
      assert.equal(written, text);
      assert.equal(status, 0);
    }
    assert.deepEqual(readFileSync(`${dataset()}.before-fix`), littleEndian);
  });

  it('leaves UTF-16 as it is that is cut off in a letter', async () => {
    await write('', 'a.png');
    const bytes = Buffer.from('\uFEFF{"file_name":"a.png"}', 'utf16le').subarray(0, -1);
    writeFileSync(dataset(), bytes);
    assert.match((await runHere(['check', '--fix', dataset()])).stderr, /is UTF-16 text/);
    assert.deepEqual(readFileSync(dataset()), bytes);
  });

  it('tells of an image that a name may mean, and leaves the name as it is', async () => {
    const text = ['a.jpg', 'd', '12', '0%.png'].map((name) => `{"file_name":"${name}","text":"x"}\n`).join('');
    await write(text, 'a.png', 'd.png', 'd.jpg', '0012.png', '0013.png');
    const [other, ambiguous, number, none] = await problems();
    assert.match(other ?? '', /There is "a\.png"; if that is meant/);
    assert.match(ambiguous ?? '', /may be "d\.jpg" or "d\.png": write the one that is meant/);
    assert.match(number ?? '', /There is "0012\.png"; if that is meant/);
    assert.match(none ?? '', /There is no file "0%\.png" in the folder of the dataset\.$/);
    assert.equal((await mended()).text, text);
  });

  it('tells of a number in the place of a name, and writes the name of the image that has it', async () => {
    await write('{"file_name": 7, "text": "x"}\n{"file_name": 8, "text": "y"}\n', '7.png');
    assert.match((await problems())[0] ?? '', /is the number 7.*There is "7\.png": the name lacks its ending/);
    assert.equal((await mended()).text, '{"file_name": "7.png", "text": "x"}\n{"file_name": 8, "text": "y"}\n');
  });

  it('tells of an image in another folder also where the name is a path of Windows, and mends it', async () => {
    await write('{"file_name":"C:\\\\data\\\\a.png","text":"x"}\n', 'a.png');
    assert.equal((await mended()).text, '{"file_name":"a.png","text":"x"}\n');
  });

  it('tells of an image that is in another folder now, and mends all rows of it', async () => {
    const row = (fileName: string, text: string): string =>
      `{"file_name": "${fileName}", "text": "${text}", "n": 1.0}\n`;
    await write(row('c.png', 'x') + row('b.png', 'z') + row('c.png', 'y'), 'sub/c.png', 'b.png');
    const [moved] = await problems();
    assert.match(moved ?? '', /The image is in another folder now: "sub\/c\.png"/);
    const { text, status } = await mended();
    assert.equal(text, row('sub/c.png', 'x') + row('b.png', 'z') + row('sub/c.png', 'y'));
    assert.equal(status, 0);
  });

  for (const [what, rows, images] of [
    ['has rows of its own', ['c.png', 'sub/c.png'], ['sub/c.png']],
    ['is one of two of the name', ['c.png'], ['sub/c.png', 'other/c.png']],
    ['may be that of another row', ['c.png', 'old/c.png'], ['sub/c.png']],
  ] as const) {
    it(`leaves a name as it is where the image in another folder ${what}`, async () => {
      const text = rows.map((name, at) => `{"file_name":"${name}","text":"${at}"}\n`).join('');
      await write(text, ...images);
      assert.ok((await problems()).length > 0);
      assert.equal((await mended()).text, text);
    });
  }

  const rows = [
    '{"file_name":"a.png","text":"{x, \\"y\\"}","n":12345678901234567890}',
    '{"file_name":"b.png","text":"[z]"}',
  ];
  for (const [what, text] of Object.entries({
    'stand on one line': `${rows.join(' ')}\n`,
    'stand on one line without a space': `${rows.join('')}\n`,
    'stand on one line between commas': `${rows.join(', ')},\n`,
    'each end with a comma': `${rows.join(',\n')},\n`,
    'are a list on one line': `[${rows.join(', ')}]`,
    'are a list over lines with a comma behind each': `[\n${rows.join(',\n')},\n]\n`,
    'are a list over lines that is not closed': `[\n${rows.join(',\n')},\n`,
    'are a list over lines that is not begun': `${rows.join(',\n')}\n]\n`,
    'are a list over lines': `[\n${rows.join(',\n')}\n]\n`,
    'stand on several lines each': rows.map((row) => row.replaceAll(',"', ',\n  "').replace('{', '{\n  ')).join('\n'),
  })) {
    it(`tells of objects that ${what}, once, and writes each to a line`, async () => {
      await write(text, 'a.png', 'b.png');
      assert.ok((await problems()).length <= 3);
      const { text: after, status } = await mended();
      assert.deepEqual(
        after
          .trimEnd()
          .split('\n')
          .map((line) => line.replaceAll(/\s*\n\s*|(?<=,) (?=")/g, '')),
        rows,
      );
      assert.equal(status, 0);
    });
  }

  it('does not take a line that was cut off, and the next one, for one object', async () => {
    const another = rows[1]?.replace('[z]', 'z') ?? '';
    const text = `${rows[0]?.slice(0, 30)}\n${rows[1]}\n${rows[0]?.slice(0, -1)}\n${another}\n`;
    await write(text, 'a.png', 'b.png');
    const found = await problems();
    assert.equal(found.filter((reason) => reason.includes('cut off')).length, 2);
    assert.equal((await mended()).text, text);
  });

  it('tells that no line has a caption that is read, and which keys hold text', async () => {
    await write(
      '{"file_name":"a.png","prompt":"a cat","seed":1}\n{"file_name":"b.png","prompt":"a dog","id":"7"}\n',
      'a.png',
      'b.png',
    );
    const found = await problems();
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /No line has a caption.*"prompt" \(2 lines\), "id" \(1 line\)/);
  });

  for (const [what, key, line] of [
    ['in an object', 'meta.caption', { file_name: 'a.png', meta: { caption: 'a cat', source: 'b.jpg' } }],
    [
      'in a conversation',
      'conversations.value',
      { image: 'a.png', conversations: [{ value: 'Describe.' }, { value: 'a cat' }] },
    ],
  ] as const) {
    it(`tells which keys hold text ${what}, and takes no name of an image for one`, async () => {
      await write(`${JSON.stringify(line)}\n`, 'a.png');
      const found = (await problems()).filter((reason) => reason.startsWith('No line has a caption'));
      assert.equal(found.length, 1);
      assert.ok(found[0]?.includes(`There is text under "${key}" (1 line). If`), found[0]);
    });
  }

  it('finds nothing wrong with a dataset that nobody has captioned yet', async () => {
    await write(
      '{"file_name":"a.png"}\n{"file_name":"b.png","suggestion":"a dog","status":"suggested","model":"m"}\n',
      'a.png',
      'b.png',
    );
    assert.deepEqual(await problems(), []);
  });

  it('tells under which key the names of images stand, and writes the right one', async () => {
    await write('{"image": "a.png", "caption": "x"}\n{"caption": "image", "image": "b.png"}\n', 'a.png', 'b.png');
    assert.match((await problems()).join(), /^2 lines have no "file_name".*under "image"/);
    const { text } = await mended();
    assert.equal(text, '{"file_name": "a.png", "caption": "x"}\n{"caption": "image", "file_name": "b.png"}\n');
  });

  it('tells under which key the names of images stand also where they begin with their own folder', async () => {
    await write('{"image": "train/a.png", "caption": "x"}\n', 'a.png');
    assert.match((await problems()).join(), /^1 line has no "file_name".*under "image"/);
    assert.equal((await mended()).text, '{"file_name": "a.png", "caption": "x"}\n');
  });

  it('mends a list as a whole before the objects that stand on lines of their own in it', async () => {
    const list = '[\n{"image": "a.png", "caption": "x"}\n,\n{"image": "b.png", "caption": "y"}\n]\n';
    await write(list, 'a.png', 'b.png');
    const { text } = await mended();
    assert.equal(text, '{"file_name": "a.png", "caption": "x"}\n{"file_name": "b.png", "caption": "y"}\n');
  });

  it('leaves out a comma too many', async () => {
    await write('{"file_name":"a.png","text":"x, }",}\n', 'a.png');
    assert.equal((await mended()).text, '{"file_name":"a.png","text":"x, }"}\n');
  });

  it('shows the change first, and keeps the file as it was, each time', async () => {
    const text = '{"file_name":"train/a.png","text":"it\u2019s"}\r\n';
    await write(text, 'a.png');
    const { shown } = await mended();
    assert.match(shown, /- \{"file_name":"train\/a\.png".*\r?\n\+ \{"file_name":"a\.png".*\r?\n.*mended/);
    assert.equal(readFileSync(`${dataset()}.before-fix`, 'utf8'), text);
    writeFileSync(dataset(), text);
    await mended();
    assert.equal(readFileSync(`${dataset()}.before-fix-2`, 'utf8'), text);
    assert.equal(readFileSync(dataset(), 'utf8'), '{"file_name":"a.png","text":"it\u2019s"}\r\n');
  });

  it('mends nothing while another process adds rows, and says so', async () => {
    const text = '{"file_name":"train/a.png","text":"x"}\n';
    await write(text, 'a.png');
    const rows = await RowFile.open(dataset());
    const during = await mended();
    await rows.close();
    assert.match(during.shown, /Another showtell is adding rows to .*metadata\.jsonl\. Nothing was changed; try again/);
    assert.equal(during.text, text);
    assert.equal(during.status, 1);
    assert.equal((await mended()).text, '{"file_name":"a.png","text":"x"}\n');
  });

  it('writes nothing where there is nothing to mend', async () => {
    await write('broken\n');
    const { shown, text } = await mended();
    assert.match(shown, /nothing to mend without a guess/);
    assert.equal(text, 'broken\n');
    assert.deepEqual(readdirSync(join(folder.path, 'train')).toSorted(), ['metadata.jsonl']);
  });

  it('mends NULs that a crash left, and keeps every line that can be read', async () => {
    const row = '{"file_name":"a.png","text":"x"}\n';
    await write(`${row}${'\0'.repeat(50)}\n{"file_name":"a.png","text":"y${'\0'.repeat(9)}`, 'a.png');
    const { text } = await mended();
    assert.equal(text, `${row}{"file_name":"a.png","text":"y`);
    assert.ok(readdirSync(join(folder.path, 'train')).includes('metadata.jsonl.before-fix'));
  });
});
