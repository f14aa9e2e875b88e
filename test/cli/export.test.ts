import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeRedImages } from './redImages';
import { runScripted } from './scriptedEngine';

const row = (file: string, text: string, status = 'written', more: object = {}): object => ({
  ...{ file_name: file, text, suggestion: '', status, model: '', updated: '2026-01-01T00:00:00.000Z', ...more },
});

describe('showtell export', () => {
  const folder = useTemporaryFolder();
  const place = (name: string): string => join(folder.path, name);
  const read = (name: string): string => readFileSync(place(name), 'utf8');
  const json = (name: string): unknown => JSON.parse(read(name));

  /** Makes a dataset in `set`, with an image for each name. */
  async function dataset(...rows: object[]): Promise<string> {
    const names = rows.map((one) => ('file_name' in one ? String(one.file_name) : ''));
    await writeRedImages(place('set'), ...names);
    writeFileSync(place('set/metadata.jsonl'), rows.map((one) => `${JSON.stringify(one)}\n`).join(''));
    return place('set/metadata.jsonl');
  }

  /** Exports the dataset, from the folder that holds it. */
  async function exported(format: string, out: string, ...args: string[]) {
    return runScripted(['export', place('set/metadata.jsonl'), '--to', format, '--out', place(out), ...args], () => '');
  }

  const filesIn = (name: string): string[] =>
    readdirSync(place(name), { recursive: true, encoding: 'utf8' })
      .filter((file) => lstatSync(join(place(name), file)).isFile() && !file.startsWith('.showtell'))
      .map((file) => file.replaceAll('\\', '/'))
      .sort();

  it('leaves out what is excluded and what nobody has decided, unless it is asked for', async () => {
    await dataset(row('a.png', 'A'), row('b.png', 'B', 'suggested'), row('c.png', 'C', 'excluded'), {
      file_name: 'd.png',
      text: 'D',
    });
    const plain = await exported('csv', 'out/plain.csv');
    assert.deepEqual(
      read('out/plain.csv')
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split(',')[1]),
      ['A', 'D'],
    );
    assert.match(plain.stderr, /1 image without a decision: left out/);
    assert.match(plain.stderr, /1 image excluded: left out/);
    assert.equal(plain.status, 0);
    await exported('csv', 'out/all.csv', '--with-undecided', '--with-excluded');
    assert.deepEqual(
      read('out/all.csv')
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split(',')[1]),
      ['A', 'B', 'C', 'D'],
    );
  });

  it('ends with status 1 where there is nothing to export, and says so beside the reasons', async () => {
    await dataset(row('b.png', 'B', 'suggested'));
    const { status, stderr } = await exported('csv', 'out/none.csv');
    assert.equal(status, 1);
    assert.match(stderr, /1 image without a decision: left out .*\nNo image of .*metadata\.jsonl has/);
  });

  it('leaves an earlier export as it was where there is nothing to export, as while the images are elsewhere', async () => {
    await dataset(row('a.png', 'A'));
    await exported('txt', 'out');
    await exported('csv', 'out.csv');
    rmSync(place('set/a.png'));
    for (const [format, out] of [
      ['txt', 'out'],
      ['csv', 'out.csv'],
    ]) {
      const { status, stderr } = await exported(format, out);
      assert.equal(status, 1);
      assert.match(stderr, /a\.png: There is no file[^]*so nothing is written\.\n$/);
    }
    assert.deepEqual(filesIn('out'), ['a.png', 'a.txt']);
    assert.match(read('out.csv'), /a\.png,A/);
  });

  it('writes numbers as they are that no JavaScript number holds, such as identifiers of 64 bits', async () => {
    await dataset(row('a.png', 'A'), row('b.png', 'B'));
    const [first, second] = read('set/metadata.jsonl').split('\n');
    const more = '"id":9007199254740993,"of":{"hashes":[-9223372036854775807, 1e400]},"size":1.50';
    writeFileSync(place('set/metadata.jsonl'), `${first.slice(0, -1)},${more}}\n${second}\n`);
    await exported('jsonl', 'out.jsonl');
    await exported('csv', 'out.csv');
    await exported('webdataset', 'tar');
    const hashes = '"of":{"hashes":[-9223372036854775807, 1e400]},"size":1.5}';
    assert.ok(read('out.jsonl').includes(`"id":9007199254740993,${hashes}`), read('out.jsonl'));
    assert.match(read('out.csv'), /,9007199254740993,"\{""hashes"":\[-9223372036854775807, 1e400\]\}",1\.5\n/);
    assert.ok(read('tar/captions-000000.tar').includes(`"id":9007199254740993,${hashes}`));
  });

  it('names line breaks as lost where a format has a line for each caption, and only where there are any', async () => {
    await dataset(row('a.png', 'one\ntwo'), row('b.png', 'B\n'));
    const lost = /Captions of several lines are written on one/;
    for (const [format, out] of [
      ['txt', 'texts'],
      ['kohya', 'meta.json'],
    ])
      assert.match((await exported(format, out)).stderr, lost);
    assert.doesNotMatch((await exported('llava', 'llava.json')).stderr, lost);
    await dataset(row('a.png', 'one'), row('b.png', 'B\n'));
    assert.doesNotMatch((await exported('txt', 'texts')).stderr, lost);
  });

  it('writes line breaks of Windows to COCO as line feeds alone, with no space before them', async () => {
    await dataset(row('a.png', 'one\r\ntwo\rthree'));
    await exported('coco', 'captions.json');
    assert.ok(read('captions.json').includes('"caption":"one\\ntwo three"'), read('captions.json'));
  });

  it('names captions of which a format or its readers make something else, and only where there are any', async () => {
    const told = async (format: string, out: string, ...captions: string[]): Promise<string> => {
      await dataset(...captions.map((caption, at) => row(`${at === 0 ? 'a' : 'b'}.png`, caption)));
      return (await exported(format, out)).stderr;
    };
    const scorers = /have spaces there: scorers would take the rest for another caption/;
    assert.match(await told('coco', 'captions.json', 'plain', 'a\u2028b'), scorers);
    assert.doesNotMatch(await told('coco', 'captions.json', 'plain', 'one\r\ntwo\nthree'), scorers);
    const nothing = /are nothing to pandas and datasets, unless they are read with keep_default_na=False/;
    assert.match(await told('csv', 'captions.csv', 'plain', 'None'), nothing);
    assert.doesNotMatch(await told('csv', 'captions.csv', 'plain', 'None at all'), nothing);
    const values = /are no texts to datasets, which looks for JSON in chats/;
    for (const caption of ['007', 'true', '-', '"quoted"', '{"a":1}'])
      assert.match(await told('openai-chat', 'chats.jsonl', 'plain', caption), values);
    assert.doesNotMatch(await told('openai-chat', 'chats.jsonl', '7:05', '"quoted" and more'), values);
  });

  it('counts the captions that stand in what it wrote', async () => {
    await dataset(row('a.png', 'A'), row('a.png', 'another'), row('b.png', 'B'));
    const told = async (format: string, out: string, ...args: string[]): Promise<string | undefined> =>
      /\d+ captions of \d+ images/.exec((await exported(format, out, ...args)).stderr)?.[0];
    assert.equal(await told('txt', 'first'), '2 captions of 2 images');
    assert.equal(await told('kohya', 'first.json'), '2 captions of 2 images');
    assert.equal(await told('txt', 'all', '--all-captions'), '3 captions of 2 images');
    assert.equal(await told('csv', 'all.csv'), '3 captions of 2 images');
  });

  it('names each line that is no row, and writes the others', async () => {
    await dataset(row('a.png', 'A'));
    writeFileSync(place('set/metadata.jsonl'), `\n{"file_name": "b.png"\n${read('set/metadata.jsonl')}[]\n`);
    const { status, stderr } = await exported('csv', 'out.csv');
    assert.match(stderr, /^metadata\.jsonl:2: Not valid JSON/m);
    assert.match(stderr, /^metadata\.jsonl:4: The line holds a list/m);
    assert.match(read('out.csv'), /a\.png,A/);
    assert.equal(status, 1);
  });

  it('says what it wrote, by the names that the files have', async () => {
    await dataset(...Array.from({ length: 10 }, (_, image) => row(`${image}.png`, 'A')));
    assert.match((await exported('csv', 'plain')).stderr, /plain\.csv \(csv\): 10 captions/);
    assert.ok(existsSync(place('plain.csv')));
    const { stderr } = await exported('csv', 'out.csv', '--splits', '80/20');
    assert.match(stderr, /out-train\.csv, \S*out-validation\.csv \(csv\): 10 captions/);
    assert.ok(existsSync(place('out-train.csv')));
  });

  it('refuses a file whose name ends as those of another format do', async () => {
    await dataset(row('a.png', 'A'));
    const { status, stderr } = await exported('csv', 'out.jsonl');
    assert.equal(status, 1);
    assert.match(stderr, /out\.jsonl does not end with \.csv, as files of the format csv do\. Give it that ending/);
    assert.deepEqual(
      filesIn('.').filter((file) => file.startsWith('out')),
      [],
    );
  });

  it('writes a line beside each image, copied: no byte order mark, no empty file, and the first of several captions', async () => {
    await dataset(row('sub/a.png', 'one\r\ntwo\u2028three'), row('sub/a.png', 'other'), row('b.png', 'B'));
    const { stderr } = await exported('txt', 'out');
    assert.deepEqual(filesIn('out'), ['b.png', 'b.txt', 'sub/a.png', 'sub/a.txt']);
    assert.equal(read('out/sub/a.txt'), 'one two three\n');
    assert.match(stderr, /txt has no place for status, updated/);
    assert.match(stderr, /1 image with several captions: only the first is written/);
    await exported('txt', 'out', '--all-captions', '--extension', '.caption');
    assert.equal(read('out/sub/a.caption'), 'one two three\nother\n');
    assert.deepEqual(filesIn('out'), ['b.caption', 'b.png', 'sub/a.caption', 'sub/a.png']);
  });

  it('writes files with captions beside the images where they are', async () => {
    await dataset(row('a.png', 'A'), row('b.png', 'B', 'excluded'));
    await exported('txt', 'set');
    assert.deepEqual(filesIn('set'), ['a.png', 'a.txt', 'b.png', 'metadata.jsonl']);
  });

  it('says which images beside it trainers would give the caption of another', async () => {
    await dataset(
      row('my.png', 'A'),
      row('my_pic_of_a_dog.png', 'B', 'suggested'),
      row('no_pic_of_a_dog.png', 'C', 'suggested'),
    );
    const { stderr } = await exported('txt', 'set');
    assert.match(stderr, /1 image without a caption \(my_pic_of_a_dog\.png\): sd-scripts takes that of another/);
    assert.doesNotMatch((await exported('txt', 'out')).stderr, /sd-scripts/);
  });

  it('says which images would share a file, and leaves the second out', async () => {
    await dataset(row('a.png', 'A'), row('a.jpg', 'B'));
    const { status, stderr } = await exported('txt', 'out');
    assert.equal(status, 1);
    assert.match(stderr, /a\.jpg: a\.png has the file a\.txt already\. Rename one/);
    assert.deepEqual(filesIn('out'), ['a.png', 'a.txt']);
  });

  it('writes over nothing that it did not write itself, and then writes nothing at all', async () => {
    await dataset(row('a.png', 'A'), row('b.png', 'B'));
    mkdirSync(place('out'));
    writeFileSync(place('out/b.txt'), 'by hand');
    const refused = await exported('txt', 'out');
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /There already, and not written by an export.*: \S*b\.txt\. Nothing was written/);
    assert.deepEqual(filesIn('out'), ['b.txt']);
    rmSync(place('out/b.txt'));
    assert.equal((await exported('txt', 'out')).status, 0);
    writeFileSync(place('out/a.txt'), 'corrected by hand');
    assert.match((await exported('txt', 'out')).stderr, /a\.txt/);
    assert.equal(read('out/a.txt'), 'corrected by hand');
  });

  it('says what stands in the way of its folder, or of one within it, and then writes nothing', async () => {
    await dataset(row('a.png', 'A'), row('sub/b.png', 'B'));
    writeFileSync(place('file'), 'by hand');
    for (const [format, out] of [
      ['txt', 'file'],
      ['csv', 'file/a.csv'],
    ]) {
      const { stderr, status } = await exported(format, out);
      assert.ok(stderr.includes(`${place('file')} cannot be written: something else with its name is there.`), stderr);
      assert.equal(status, 1);
    }
    mkdirSync(place('out'));
    writeFileSync(place('out/sub'), 'by hand');
    const { stderr, status } = await exported('txt', 'out');
    assert.ok(stderr.includes(`not written by an export or changed since: ${place('out/sub')}.`), stderr);
    assert.equal(status, 1);
    assert.deepEqual(filesIn('out'), ['sub']);
  });

  it('says that it cannot read what earlier exports wrote', async () => {
    await dataset(row('a.png', 'A'));
    const record = place('out/.showtell-export.jsonl');
    mkdirSync(record, { recursive: true });
    const { stderr, status } = await exported('txt', 'out');
    assert.ok(stderr.includes(`Cannot read ${record}: it is a folder.`), stderr);
    assert.equal(status, 1);
  });

  it('takes away what an earlier export wrote and this one does not, but nothing else', async () => {
    await dataset(row('a.png', 'A'), row('b.png', 'B'));
    await exported('imagefolder', 'out');
    await exported('csv', 'out/all.csv', '--images', 'reference');
    writeFileSync(place('out/notes.md'), 'mine');
    await dataset(row('a.png', 'A2'), row('b.png', 'B', 'excluded'));
    const { stderr } = await exported('imagefolder', 'out');
    assert.match(stderr, /1 file of an earlier export removed/);
    assert.deepEqual(filesIn('out'), ['all.csv', 'notes.md', 'train/a.png', 'train/metadata.jsonl']);
    assert.match(read('out/train/metadata.jsonl'), /"A2"/);
  });

  it('links images, or references them where they are', async () => {
    await dataset(row('a.png', 'A'));
    await exported('imagefolder', 'linked', '--images', 'link');
    assert.ok(lstatSync(place('linked/train/a.png')).isSymbolicLink());
    await exported('jsonl', 'other/rows.jsonl');
    assert.match(read('other/rows.jsonl'), /^\{"file_name":"\.\.\/set\/a\.png","text":"A"/);
    await exported('jsonl', 'copied/rows.jsonl', '--images', 'copy');
    assert.ok(existsSync(place('copied/a.png')));
    const refused = await exported('imagefolder', 'refused', '--images', 'reference');
    assert.match(refused.stderr, /a\.png is not in .*refused, and this format names only images in its own folder/);
  });

  it('splits by shares and seed, with all captions of an image in one split', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => [
      row(`${at}.png`, `a ${at}`),
      row(`${at}.png`, `b ${at}`),
    ]).flat();
    await dataset(...rows);
    const { stderr } = await exported('jsonl', 'x/rows.jsonl', '--splits', '80/10/10');
    assert.match(stderr, /40 captions of 20 images \(train 16, validation 2, test 2\)/);
    const split = (name: string): string[] =>
      read(name)
        .split('\n')
        .slice(0, -1)
        .map((line) => /(\d+)\.png/.exec(line)?.[1] ?? '');
    const parts = ['train', 'validation', 'test'].map((name) => new Set(split(`x/rows-${name}.jsonl`)));
    assert.equal(new Set(parts.flatMap((part) => [...part])).size, 20);
    assert.deepEqual(
      parts.map((part) => part.size),
      [16, 2, 2],
    );
    await exported('jsonl', 'y/rows.jsonl', '--splits', '80/10/10');
    assert.equal(read('y/rows-test.jsonl'), read('x/rows-test.jsonl'));
    await exported('jsonl', 'z/rows.jsonl', '--splits', '80/10/10', '--seed', '1');
    assert.notEqual(read('z/rows-train.jsonl'), read('x/rows-train.jsonl'));
  });

  it('keeps the images of a folder in one split where asked', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => row(`scene${at % 10}/${at}.png`, `${at}`));
    await dataset(...rows);
    await exported('jsonl', 'x/rows.jsonl', '--splits', '50/50', '--group-by', 'folder');
    const scenes = ['train', 'validation'].map((name) => new Set(read(`x/rows-${name}.jsonl`).match(/scene\d/g)));
    assert.deepEqual(
      [...scenes[0]].filter((scene) => scenes[1].has(scene)),
      [],
    );
    assert.deepEqual(
      scenes.map((scene) => scene.size),
      [5, 5],
    );
  });

  it('writes COCO with numbers, sizes and all captions', async () => {
    await dataset(row('a.png', 'one'), row('a.png', 'two'), row('b.png', 'three'));
    await exported('coco', 'out/coco.json');
    assert.deepEqual(json('out/coco.json'), {
      info: { description: 'Exported by Showtell' },
      licenses: [],
      type: 'captions',
      images: [
        { id: 1, file_name: '../set/a.png', width: 3, height: 4 },
        { id: 2, file_name: '../set/b.png', width: 3, height: 4 },
      ],
      annotations: [
        { id: 1, image_id: 1, caption: 'one' },
        { id: 2, image_id: 1, caption: 'two' },
        { id: 3, image_id: 2, caption: 'three' },
      ],
    });
  });

  it('writes captions for COCO that scorers do not take for several', async () => {
    await dataset(row('a.png', 'a\u2028b\fc\rd\ne'));
    await exported('coco', 'out/coco.json');
    assert.match(read('out/coco.json'), /"caption":"a b c d\\ne"/);
  });

  it('writes conversations for LLaVA, PaliGemma and services, with what is asked', async () => {
    await dataset(row('a.png', 'one'), row('a.png', 'two'));
    await exported('llava', 'out/llava.json', '--prompt', 'What?');
    assert.deepEqual(json('out/llava.json'), [
      {
        id: '1',
        image: '../set/a.png',
        conversations: [
          { from: 'human', value: '<image>\nWhat?' },
          { from: 'gpt', value: 'one' },
        ],
      },
      {
        id: '1-2',
        image: '../set/a.png',
        conversations: [
          { from: 'human', value: '<image>\nWhat?' },
          { from: 'gpt', value: 'two' },
        ],
      },
    ]);
    await exported('paligemma', 'out/pali.jsonl');
    assert.equal(
      read('out/pali.jsonl').split('\n')[0],
      '{"image":"../set/a.png","prefix":"caption en","suffix":"one"}',
    );
    await exported('openai-chat', 'out/chat.jsonl');
    const [first] = read('out/chat.jsonl').split('\n');
    assert.match(
      first,
      /^\{"messages":\[\{"role":"user","content":\[\{"type":"text","text":"Describe this image\."\},\{"type":"image_url","image_url":\{"url":"data:image\/png;base64,/,
    );
    assert.match(first, /\{"role":"assistant","content":"one"\}\]\}$/);
  });

  it('leaves out of chats what services do not take', async () => {
    await dataset(row('a.png', 'A'), row('b.gif', 'B'));
    const { status, stderr } = await exported('openai-chat', 'out/chat.jsonl');
    assert.equal(status, 1);
    assert.match(stderr, /b\.gif: Services take PNG, JPEG and WebP, and no GIF/);
  });

  it('writes the metadata of kohya with tags', async () => {
    await dataset(row('a.png', 'one', 'written', { tags: 'red' }), row('a.png', 'two', 'written', { tags: 'red' }));
    const { stderr } = await exported('kohya', 'set/meta.json');
    assert.deepEqual(json('set/meta.json'), { 'a.png': { caption: 'one', tags: 'red' } });
    assert.doesNotMatch(stderr, /no place for.*tags/);
  });

  it('names images that are missing, and writes the rest', async () => {
    await dataset(row('a.png', 'A'), row('b.png', 'B'));
    rmSync(place('set/b.png'));
    const { status, stderr } = await exported('coco', 'out/coco.json');
    assert.equal(status, 1);
    assert.match(stderr, /b\.png: There is no file "b\.png"/);
    assert.match(stderr, /1 caption of 1 image/);
  });

  for (const format of ['csv', 'parquet', 'jsonl', 'coco', 'kohya', 'llava', 'txt', 'imagefolder']) {
    it(`writes what showtell import reads again: ${format}`, async () => {
      const captions = ['a "dog", wet', 'ein Hund 🐕', '強い犬', "it's 7:05"];
      await dataset(...captions.map((text, at) => row(`sub/${at}.png`, text)));
      await exported(
        format,
        ['txt', 'imagefolder'].includes(format)
          ? 'out'
          : `out/x.${['csv', 'parquet', 'jsonl'].includes(format) ? format : 'json'}`,
      );
      const file = { txt: 'out', imagefolder: 'out/train/metadata.jsonl' }[format] ?? `out/${filesIn('out')[0]}`;
      await writeRedImages(place('again'), ...captions.map((_, at) => `sub/${at}.png`));
      mkdirSync(dirname(place('again/metadata.jsonl')), { recursive: true });
      const { status, stderr } = await runScripted(
        ['import', place(file), '--out', place('again/metadata.jsonl')],
        () => '',
      );
      assert.equal(status, 0, stderr);
      const texts = read('again/metadata.jsonl')
        .split('\n')
        .slice(0, -1)
        .map((line): unknown => JSON.parse(line));
      assert.deepEqual(
        texts.map((one) => (typeof one === 'object' && one && 'text' in one ? one.text : undefined)),
        captions,
      );
    });
  }
});
