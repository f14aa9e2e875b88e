import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'mocha';
import { pack } from 'tar-stream';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeRedImages } from './redImages';
import { runScripted } from './scriptedEngine';

const notAsked = (): never => {
  throw new Error('The captioner is not asked.');
};

describe('showtell import', () => {
  const folder = useTemporaryFolder();
  const place = (name: string): string => join(folder.path, name);

  function write(name: string, content: string | Buffer | object): string {
    mkdirSync(dirname(place(name)), { recursive: true });
    const isData = typeof content === 'object' && !Buffer.isBuffer(content);
    writeFileSync(place(name), isData ? JSON.stringify(content) : content);
    return place(name);
  }

  /** Imports, and gives what the dataset holds then: some keys of each row. */
  async function imported(from: string, keys: string[], ...args: string[]) {
    const out = place('metadata.jsonl');
    const { status, stderr, stdout } = await runScripted(['import', from, '--out', out, ...args], notAsked);
    const text = existsSync(out) ? readFileSync(out, 'utf8') : '';
    const rows = text.split('\n').slice(0, -1);
    const values = rows.map((line) => new Map(Object.entries(JSON.parse(line) as object)));
    return { status, stderr, stdout, text, rows: values.map((row) => keys.map((key) => row.get(key) as unknown)) };
  }

  const all = ['file_name', 'text', 'suggestion', 'status', 'model'];
  const short = ['file_name', 'text'];

  it('takes the text files beside images, in subfolders too, as captions that somebody wrote', async () => {
    await writeRedImages(folder.path, 'a.png', 'sub/b.v2.png', 'c.png');
    write('a.txt', '\uFEFFa red square\r\n');
    write('sub/b.v2.caption', 'a paragraph\r\nof two lines');
    const { status, rows, stderr } = await imported(folder.path, all);
    assert.deepEqual(rows, [
      ['a.png', 'a red square', '', 'written', ''],
      ['sub/b.v2.png', 'a paragraph\nof two lines', '', 'written', ''],
    ]);
    assert.equal(status, 0);
    assert.match(stderr, /1 image of the folder has no caption \(c\.png\)/);
    assert.match(stderr, /\(txt\): 2 images added, 0 replaced/);
  });

  it('takes numbers of rows as they are that no JavaScript number holds, such as identifiers of 64 bits', async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png');
    // The second row has a key more, so that the first is written anew.
    const rows = [
      '{"file_name":"a.png","text":"A","id":9007199254740993}',
      '{"file_name":"b.png","text":"B","size":1}',
    ];
    const { text } = await imported(write('rows.jsonl', `${rows.join('\n')}\n`), short);
    assert.match(text, /"file_name":"a\.png".*"id":9007199254740993,"size":null\}\n/);
    assert.match(text, /"file_name":"b\.png".*"id":null,"size":1\}\n/);
  });

  it('takes every line of a text file for a caption of its own when asked to', async () => {
    await writeRedImages(folder.path, 'a.png');
    write('a.txt', 'one\n\n two \n');
    assert.deepEqual((await imported(folder.path, short, '--lines')).rows, [
      ['a.png', 'one'],
      ['a.png', 'two'],
    ]);
  });

  it('names what found no image, what may mean two, what stood twice, and what is empty or not UTF-8; the rest goes on', async () => {
    await writeRedImages(folder.path, 'a.png', 'a.jpg', 'b.png', 'c.png', 'd.png');
    write('a.txt', 'which?');
    write('b.txt', 'good');
    write('b.caption', 'good');
    write('c.txt', ' \n');
    write('d.txt', Buffer.from('it\x92s', 'latin1'));
    write('gone.txt', 'nobody');
    const { status, rows, stderr } = await imported(folder.path, short);
    assert.deepEqual(rows, [['b.png', 'good']]);
    assert.equal(status, 1);
    assert.match(stderr, /gone\.txt: There is no image for "gone" in the folder/);
    assert.match(stderr, /a\.txt: "a" may be a\.jpg or a\.png/);
    assert.match(stderr, /b\.txt: The same caption of "b" stood there before; it is taken once/);
    assert.match(stderr, /c\.txt: The caption of "c" is empty/);
    assert.match(stderr, /d\.txt: It is not UTF-8\. Save it/);
  });

  it('reads a table, whatever separates its columns, and several captions of an image', async () => {
    await writeRedImages(folder.path, '1.jpg', '2.jpg');
    const comma = write('c.csv', 'image,caption\r\n1.jpg,"a dog, ""wet"""\r\n1.jpg,"two\nlines"\r\n');
    assert.deepEqual((await imported(comma, short)).rows, [
      ['1.jpg', 'a dog, "wet"'],
      ['1.jpg', 'two\nlines'],
    ]);
    const token = write('Flickr8k.token.txt', '1.jpg#0\tnot "closed\n1.jpg#1\tb\n2.jpg#0\tc\n');
    assert.deepEqual((await imported(token, short, '--overwrite')).rows, [
      ['1.jpg', 'not "closed'],
      ['1.jpg', 'b'],
      ['2.jpg', 'c'],
    ]);
    const bars = write('results.csv', 'image_name| comment_number| comment\n1.jpg| 0| d\n');
    assert.deepEqual((await imported(bars, [...short, 'comment_number'], '--overwrite')).rows.slice(0, 1), [
      ['1.jpg', 'd', undefined],
    ]);
  });

  it('says which columns there are where none is known, and takes those that are named', async () => {
    await writeRedImages(folder.path, '1.jpg');
    const file = write('c.csv', 'bild,worte\n1.jpg,x\n');
    const refused = await imported(file, short);
    assert.equal(refused.status, 1);
    assert.match(
      refused.stderr,
      /Which of its columns names the image cannot be told: bild, worte\. Say with --image-column which one does/,
    );
    const { rows } = await imported(file, short, '--image-column', 'bild', '--caption-column', 'worte');
    assert.deepEqual(rows, [['1.jpg', 'x']]);
  });

  it('reads JSONL with other names for keys, and keeps what else stands there in every row', async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png');
    const file = write(
      'rows.jsonl',
      '{"image":"./a.png","caption":"A","tags":"x"}\n{"image":"b.png","captions":["B","C"]}\n{"ima\n',
    );
    const { status, rows, stderr } = await imported(file, [...short, 'tags']);
    assert.deepEqual(rows, [
      ['a.png', 'A', 'x'],
      ['b.png', 'B', ''],
      ['b.png', 'C', ''],
    ]);
    assert.equal(status, 1);
    assert.match(stderr, /rows\.jsonl:3: Not valid JSON: the object is not closed/);
  });

  it('keeps status, suggestion, model and time of another dataset of Showtell', async () => {
    await writeRedImages(folder.path, 'a.png');
    const row =
      '{"file_name":"a.png","text":"A","suggestion":"S","status":"edited","model":"m","updated":"2026-01-02T03:04:05.006Z"}\n';
    assert.equal((await imported(write('other.jsonl', row), short)).text, row);
  });

  it('reads COCO captions, and results of captioners as suggestions', async () => {
    await writeRedImages(folder.path, 'COCO_val2014_000000000042.jpg');
    const images = [{ id: 42, file_name: 'COCO_val2014_000000000042.jpg', width: 3, height: 4 }];
    const results = write('results.json', [{ image_id: 42, caption: 'r' }]);
    assert.deepEqual((await imported(results, all)).rows, [
      ['COCO_val2014_000000000042.jpg', '', 'r', 'suggested', 'results.json'],
    ]);
    const annotations = [
      { id: 1, image_id: 42, caption: 'one' },
      { id: 2, image_id: 42, caption: 'two' },
      { id: 3, image_id: 7, caption: 'whose' },
      { id: 4, image_id: 42 },
    ];
    const { rows, stderr, status } = await imported(write('coco.json', { images, annotations }), all);
    assert.deepEqual(rows, [
      ['COCO_val2014_000000000042.jpg', 'one', 'r', 'written', 'results.json'],
      ['COCO_val2014_000000000042.jpg', 'two', '', 'written', ''],
    ]);
    assert.equal(status, 1);
    assert.match(stderr, /annotations\[2\]: The file has no image with the id 7/);
    assert.match(stderr, /annotations\[3\]: "caption" is missing/);
  });

  it("takes COCO's captions also where they stand before the names of their images", async () => {
    await writeRedImages(folder.path, 'x.jpg', 'y.jpg');
    const annotations = [
      { image_id: 1, caption: 'one' },
      { image_id: '1', caption: 'two' },
    ];
    const images = [
      { id: 1, file_name: 'x.jpg' },
      { id: '1', file_name: 'y.jpg' },
    ];
    const { rows, status } = await imported(write('coco.json', { annotations, images }), short);
    assert.deepEqual(rows, [
      ['x.jpg', 'one'],
      ['y.jpg', 'two'],
    ]);
    assert.equal(status, 0);
  });

  it('says what a document of COCO has not, and writes nothing', async () => {
    await writeRedImages(folder.path, 'x.jpg');
    const whole = JSON.stringify({
      images: [{ id: 1, file_name: 'x.jpg' }],
      annotations: [{ image_id: 1, caption: 'one' }],
    });
    for (const [content, reason] of [
      [{ images: [{ id: 1, file_name: 'x.jpg' }] }, /"annotations" is missing/],
      [Buffer.from(whole.slice(0, -1)), /coco\.json.* is not valid JSON/],
    ] as const) {
      const { text, stderr, status } = await imported(write('coco.json', content), short);
      assert.equal(text, '');
      assert.equal(status, 1);
      assert.match(stderr, reason);
    }
  });

  it('reads the splits of Karpathy', async () => {
    await writeRedImages(folder.path, 'val2014/x.jpg');
    const sentences = [{ raw: 'one', tokens: ['one'] }, { raw: 'two' }];
    const file = write('dataset_coco.json', {
      images: [{ filepath: 'val2014', filename: 'x.jpg', split: 'test', sentences }],
      dataset: 'coco',
    });
    assert.deepEqual((await imported(file, [...short, 'split'])).rows, [
      ['val2014/x.jpg', 'one', 'test'],
      ['val2014/x.jpg', 'two', 'test'],
    ]);
  });

  it('reads the metadata of kohya with its tags, whether keys are paths or names without ending', async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png');
    const file = write('meta.json', {
      '/somewhere/else/a.png': { caption: 'A', tags: '1girl, red', train_resolution: [512, 512] },
      b: { caption: 'B' },
      c: { tags: 'x' },
    });
    const { rows, stderr } = await imported(file, [...short, 'tags', 'train_resolution', 'status']);
    assert.deepEqual(rows, [
      ['a.png', 'A', '1girl, red', [512, 512], 'written'],
      ['b.png', 'B', '', null, 'written'],
    ]);
    assert.match(stderr, /"c": It has no caption, only other keys/);
  });

  for (const [what, content] of [
    ['an object with a caption, or a list of them, for each image', { 'a.png': ['one', 'two'], 'b.png': 'three' }],
    [
      'a list of rows, whatever the capitals of their keys',
      [
        { Image: 'a.png', Caption: ['one', 'two'] },
        { Image: 'b.png', Caption: 'three' },
      ],
    ],
    [
      'rows with a number of their own that name images as “img_path”',
      [
        { id: 7, img_path: 'a.png', caption: ['one', 'two'] },
        { id: 8, img_path: 'b.png', caption: 'three' },
      ],
    ],
  ] as const) {
    it(`reads ${what}`, async () => {
      await writeRedImages(folder.path, 'a.png', 'b.png');
      const { status, rows, stderr } = await imported(write('some.json', content), short);
      assert.deepEqual(rows, [
        ['a.png', 'one'],
        ['a.png', 'two'],
        ['b.png', 'three'],
      ]);
      assert.equal(status, 0, stderr);
    });
  }

  it('reads rows that stand a line each, though the file ends with .json', async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png');
    const lines = [
      { file_name: 'a.png', caption: 'one' },
      { file_name: 'b.png', caption: 'two' },
    ].map((row) => `${JSON.stringify(row)}\n`);
    const { status, rows, stderr } = await imported(write('lines.json', lines.join('')), short);
    assert.deepEqual(rows, [
      ['a.png', 'one'],
      ['b.png', 'two'],
    ]);
    assert.equal(status, 0, stderr);
  });

  it('reads conversations of LLaVA: the first answer', async () => {
    await writeRedImages(folder.path, 'a.png');
    const turn = (from: string, value: string): object => ({ from, value });
    const conversations = [
      turn('human', '<image>\nWhat?'),
      turn('gpt', 'a dog'),
      turn('human', 'Why?'),
      turn('gpt', 'x'),
    ];
    const file = write('llava.json', [{ id: 'a', image: 'images/a.png', conversations }]);
    assert.deepEqual((await imported(file, short)).rows, [['a.png', 'a dog']]);
  });

  it('keeps what stands under a key that rows have themselves under another one', async () => {
    await writeRedImages(folder.path, 'a.png');
    const from = write('meta_cap.json', { 'a.png': { caption: 'a red square', text: 'another', status: 'old', n: 1 } });
    const { text, rows } = await imported(from, [...short, 'imported_text', 'imported_status', 'n'], '--from', 'kohya');
    assert.deepEqual(rows, [['a.png', 'a red square', 'another', 'old', 1]]);
    assert.equal(text.match(/"text":/g)?.length, 1);
  });

  it('reads doccano', async () => {
    await writeRedImages(folder.path, 'cat.jpg');
    const file = write('all.jsonl', '{"id":1,"filename":"cat.jpg","label":["meow","purr"],"Comments":[]}\n');
    assert.deepEqual((await imported(file, short)).rows, [
      ['cat.jpg', 'meow'],
      ['cat.jpg', 'purr'],
    ]);
  });

  it('reads chats: images by name, or by what their files hold where the chat holds the image itself', async () => {
    await writeRedImages(folder.path, 'a.png');
    const data = Buffer.from('another image').toString('base64');
    write('b.png', 'another image');
    const chat = (url: string, content: unknown): string =>
      `${JSON.stringify({
        messages: [
          { role: 'user', content: [{ type: 'image_url', image_url: { url } }] },
          { role: 'assistant', content },
        ],
      })}\n`;
    const answer = [{ type: 'text', text: 'two' }];
    const file = write(
      'chats.jsonl',
      chat('https://example.org/a.png', 'one') +
        chat(`data:image/png;base64,${data}`, answer) +
        chat('data:image/png;base64,AAAA', 'nobody'),
    );
    const { rows, stderr, status } = await imported(file, short);
    assert.deepEqual(rows, [
      ['a.png', 'one'],
      ['b.png', 'two'],
    ]);
    assert.match(stderr, /chats\.jsonl:3: There is no image for "image\/png" in the folder/);
    assert.equal(status, 1);
  });

  it('reads tar files of samples that others wrote, and says where one is cut off', async () => {
    await writeRedImages(folder.path, 'sub/001.png', '002.png');
    const tar = pack();
    tar.entry({ name: 'sub/001.png' }, 'png');
    tar.entry({ name: 'sub/001.txt' }, 'one');
    tar.entry({ name: '002.png' }, 'png');
    tar.entry({ name: '002.json' }, '{"caption":"two","key":"002","status":"success"}');
    tar.finalize();
    const bytes = await buffer(tar);
    const { rows, status } = await imported(write('shards/0.tar', bytes), ['file_name', 'text', 'status']);
    assert.deepEqual(rows, [
      ['sub/001.png', 'one', 'written'],
      ['002.png', 'two', 'written'],
    ]);
    assert.equal(status, 0);
    const cut = await imported(write('shards/0.tar', bytes.subarray(0, 700)), short);
    assert.match(cut.stderr, /0\.tar is no tar file that can be read/);
    assert.equal(cut.status, 1);
  });

  it('keeps what the model had proposed in Prodigy, and what became of it', async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png', 'c.png', 'd.png', 'e.png');
    const lines = [
      { image: 'a.png', caption: 'A', orig_caption: 'A', answer: 'accept', _task_hash: 1 },
      { image: 'b.png', caption: 'B', orig_caption: 'b', answer: 'accept' },
      { image: 'c.png', caption: 'C', orig_caption: 'C', answer: 'reject' },
      { image: 'd.png', caption: 'D', answer: 'ignore' },
      { image: 'data:image/png;base64,AA', path: '/x/e.png', caption: 'E', answer: 'accept' },
    ];
    const file = write('prodigy.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
    assert.deepEqual((await imported(file, all)).rows, [
      ['a.png', 'A', 'A', 'accepted', ''],
      ['b.png', 'B', 'b', 'edited', ''],
      ['c.png', 'C', 'C', 'excluded', ''],
      ['d.png', '', 'D', 'suggested', 'prodigy.jsonl'],
      ['e.png', 'E', '', 'written', ''],
    ]);
  });

  it('keeps the predictions of Label Studio with the model that made them', async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png', 'sub/c d.png');
    const result = (text: string): object[] => [
      { type: 'textarea', from_name: 'c', to_name: 'i', value: { text: [text] } },
    ];
    const predictions = [{ model_version: 'blip', score: 0.5, result: result('p') }];
    const file = write('ls.json', [
      { id: 1, data: { image: '/data/upload/1/0a1b2c3d-a.png' }, annotations: [{ result: result('A') }], predictions },
      {
        id: 2,
        data: { image: 's3://bucket/b.png' },
        annotations: [{ result: result('no'), was_cancelled: true }],
        predictions,
      },
      { id: 3, data: { image: '/data/local-files/?d=sub/c%20d.png' }, annotations: [{ result: result('C') }] },
      { id: 4, data: { image: 'b.png' }, annotations: [] },
    ]);
    const { rows, stderr } = await imported(file, all);
    assert.deepEqual(rows, [
      ['a.png', 'A', 'p', 'edited', 'blip'],
      ['b.png', '', 'p', 'suggested', 'blip'],
      ['sub/c d.png', 'C', '', 'written', ''],
    ]);
    assert.match(stderr, /\[3\]: Nobody has captioned it yet, and no model has/);
  });

  it('makes suggestions of what machines wrote', async () => {
    await writeRedImages(folder.path, 'a.png');
    write('a.txt', 'by blip');
    const args = ['--as', 'suggestions', '--model', 'blip-large'];
    assert.deepEqual((await imported(folder.path, all, ...args)).rows, [
      ['a.png', '', 'by blip', 'suggested', 'blip-large'],
    ]);
  });

  it('takes over what a program has proposed in another dataset of Showtell', async () => {
    await writeRedImages(folder.path, 'a.png');
    const row =
      '{"file_name":"a.png","text":"","suggestion":"S","status":"suggested","model":"m","updated":"2026-01-02T03:04:05.006Z"}\n';
    const first = await imported(write('other.jsonl', row), short);
    assert.equal(first.text, row);
    const again = await imported(place('other.jsonl'), short);
    assert.equal(again.text, row);
    assert.match(again.stderr, /1 had the same captions already/);
  });

  it("leaves a person's caption as it is unless told, and then keeps what a machine had proposed", async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png');
    const before = '{"text": "mine", "file_name": "a.png", "suggestion": "s", "status": "edited", "n": 1.0}\r\n';
    write('metadata.jsonl', before);
    write('a.txt', 'theirs');
    write('b.txt', 'b');
    const kept = await imported(folder.path, short);
    assert.ok(kept.text.startsWith(before));
    assert.match(kept.stderr, /1 image kept what the dataset has \(a\.png\): --overwrite replaces captions/);
    const suggested = await imported(folder.path, short, '--overwrite', '--as', 'suggestions');
    assert.equal(suggested.text, kept.text);
    const replaced = await imported(folder.path, [...all, 'n'], '--overwrite');
    assert.deepEqual(replaced.rows[0], ['a.png', 'theirs', 's', 'written', undefined, 1]);
    assert.match(replaced.text, /^\{"text": "theirs", .*"n": 1\.0/);
    assert.match(replaced.stderr, /0 images added, 1 replaced, 1 had the same captions already/);
  });

  it('fills in a suggestion that nobody has looked at', async () => {
    await writeRedImages(folder.path, 'a.png');
    write(
      'metadata.jsonl',
      '{"file_name":"a.png","text":"s","suggestion":"s","status":"suggested","model":"m","updated":""}\n',
    );
    write('a.txt', 'by a person');
    assert.deepEqual((await imported(folder.path, all)).rows, [['a.png', 'by a person', 's', 'written', 'm']]);
  });

  it('shows the first rows without writing anything', async () => {
    await writeRedImages(folder.path, 'a.png');
    write('a.txt', 'x');
    const { stdout, stderr } = await imported(folder.path, short, '--dry-run');
    assert.match(stdout, /^\{"file_name":"a\.png","text":"x"/);
    assert.match(stderr, /nothing is written/);
    assert.equal(existsSync(place('metadata.jsonl')), false);
  });

  it('finds images by the names that other machines have for them, and takes none of another folder', async () => {
    await writeRedImages(folder.path, 'x/1.png', 'y/1.png', 'z/ü 2.png', '3.png');
    const rows = [
      '/data/set/x/1.png',
      'C:\\set\\y\\1.png',
      'file:///d/z/%C3%BC%202.png',
      'file:/d/z/ü 2.png',
      'w/1.png',
      '1.png',
      'https://h/a/3.PNG?x=1',
    ];
    const file = write(
      'rows.jsonl',
      rows.map((name, at) => JSON.stringify({ file_name: name, text: String(at) })).join('\n'),
    );
    const { rows: found, stderr } = await imported(file, short);
    assert.deepEqual(found, [
      ['x/1.png', '0'],
      ['y/1.png', '1'],
      ['z/ü 2.png', '2'],
      ['z/ü 2.png', '3'],
      ['3.png', '6'],
    ]);
    assert.match(stderr, /There is no image for "w\/1\.png"/);
    assert.match(stderr, /"1\.png" may be x\/1\.png or y\/1\.png/);
  });

  it('names the first images without a caption, and those that a name may mean, in the order in which people have them', async () => {
    const many = Array.from({ length: 30 }, (_, at) => `n/${at + 1}.png`);
    await writeRedImages(folder.path, 'x2/a.png', 'x10/a.png', ...many);
    const { stderr } = await imported(write('rows.jsonl', '{"file_name":"a.png","text":"which?"}'), short);
    assert.match(stderr, /"a\.png" may be x2\/a\.png or x10\/a\.png/);
    assert.match(stderr, /32 images of the folder have no caption \(such as n\/1\.png, n\/2\.png, n\/3\.png/);
  });

  it('finds images of subfolders that were given to Label Studio, which forgets their folders', async () => {
    await writeRedImages(folder.path, 'dogs/1.png', 'dogs/2.png', 'cats/2.png');
    const rows = [
      ['/data/upload/3/0a1b2c3d-1.png', 'one'],
      ['https://example.org/data/upload/3/0a1b2c3d-2.png', 'two'],
    ].map(([image, caption]) => `${JSON.stringify({ image, caption })}\n`);
    const found = await imported(write('min.jsonl', rows.join('')), short);
    assert.deepEqual(found.rows, [['dogs/1.png', 'one']]);
    assert.match(found.stderr, /2\.png" may be (cats|dogs)\/2\.png or (cats|dogs)\/2\.png/);
  });

  it('changes nothing when it is run again', async () => {
    await writeRedImages(folder.path, 'a.png');
    write('a.txt', 'x');
    const { text } = await imported(folder.path, short);
    const again = await imported(folder.path, short);
    assert.equal(again.text, text);
    assert.match(again.stderr, /0 images added, 0 replaced, 1 had the same captions already/);
  });

  it('takes away what an import that was killed left beside the dataset, and nothing else', async () => {
    await writeRedImages(folder.path, 'a.png');
    write('a.txt', 'a red square');
    const others = [
      'metadata.jsonl.bak.import.tmp',
      'metadata.jsonl.0123456789ab.tmp',
      'x.jsonl.0123456789ab.import.tmp',
    ];
    for (const name of [...others, 'metadata.jsonl.0123456789ab.import.tmp']) write(name, '{"file');
    assert.equal((await imported(folder.path, short)).status, 0);
    assert.deepEqual(readdirSync(folder.path).sort(), [...others, 'a.png', 'a.txt', 'metadata.jsonl'].sort());
  });

  it('says that a file is no Parquet', async () => {
    const { status, stderr } = await imported(write('x.parquet', 'hello, this is text'), short);
    assert.equal(status, 1);
    assert.match(stderr, /x\.parquet is no Parquet file that can be read/);
  });

  for (const [name, content] of [
    ['empty.csv', ''],
    ['names.csv', 'image,caption\n'],
    ['empty.jsonl', '\n'],
    ['empty.tar', ''],
  ]) {
    it(`says that there is no caption in ${name}, and ends so`, async () => {
      await writeRedImages(folder.path, 'a.png');
      const from = write(name, content);
      const { stderr, status } = await imported(from, short);
      assert.ok(stderr.includes(`${from}: There is no caption in it.`), stderr);
      assert.equal(status, 1);
    });
  }

  it('says that a folder has no file with captions, and which it looked for', async () => {
    await writeRedImages(folder.path, 'a.png');
    const { stderr, status } = await imported(folder.path, short);
    assert.ok(stderr.includes(`${folder.path}: There is no file in it that ends with .txt, .caption.`), stderr);
    assert.equal(status, 1);
  });

  for (const [content, where] of [
    ['{"images": [],\n "annotations": [{"id": 1 "image_id": 7}]}', '2:27'],
    ['[\n  {"image": "a.png",', '2:21'],
    ['', '1:1'],
  ]) {
    it(`says where a document stops being JSON: ${JSON.stringify(content)}`, async () => {
      const from = write('broken.json', content);
      const { stderr, status } = await imported(from, short);
      assert.ok(stderr.includes(`${from}:${where} is not valid JSON: `), stderr);
      assert.doesNotMatch(stderr, /position/u);
      assert.equal(status, 1);
    });
  }

  it('takes what stands first under a key that a document has twice, and names the second', async () => {
    await writeRedImages(folder.path, 'a.png');
    const from = write('meta.json', '{"a.png": {"caption": "one"}, "a.png": {"caption": "two"}}');
    const { rows, status, stderr } = await imported(from, short);
    assert.deepEqual(rows, [['a.png', 'one']]);
    assert.equal(status, 1);
    assert.match(stderr, /meta\.json: "a\.png": The same key stood there before/);
  });

  it('knows columns with a remark in brackets behind their names, and takes the first of several', async () => {
    await writeRedImages(folder.path, 'a.png');
    const from = write('rows.csv', 'Image [file],Caption (EN),Caption (KO)\na.png,a red square,빨간 사각형\n');
    const { rows } = await imported(from, [...short, 'Caption (KO)']);
    assert.deepEqual(rows, [['a.png', 'a red square', '빨간 사각형']]);
  });

  it('takes quotation marks within a caption of a table as they are', async () => {
    await writeRedImages(folder.path, 'a.png');
    const from = write('captions.csv', 'image,caption\na.png,a "wet" dog\n');
    assert.deepEqual((await imported(from, short)).rows, [['a.png', 'a "wet" dog']]);
  });

  it('cuts off no caption at a comma that is not in quotation marks: it says that the line has too many columns', async () => {
    await writeRedImages(folder.path, 'a.png', 'b.png');
    const from = write('captions.csv', 'image,caption\na.png,a dog, wet\nb.png,a cat,\n');
    const { rows, stderr, status } = await imported(from, short);
    assert.deepEqual(rows, [['b.png', 'a cat']]);
    assert.ok(stderr.includes(`${from}:2: It has more columns than the table.`), stderr);
    assert.equal(status, 1);
  });

  it('says what is wrong with a file that is not of the format', async () => {
    const { status, stderr } = await imported(write('x.json', { a: 1 }), short);
    assert.equal(status, 1);
    assert.match(stderr, /It cannot be told which format .*x\.json is in\. Say it with --from/);
    const asCoco = await imported(place('x.json'), short, '--from', 'coco');
    assert.match(asCoco.stderr, /x\.json is not of this format/);
    assert.match((await imported(place('no.json'), short)).stderr, /Cannot read .*no\.json: it does not exist/);
  });
});
