import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { assertGolden } from '../harness/golden';
import { writeRedImages } from './redImages';
import { runCli } from './runCli';
import { runScripted } from './scriptedEngine';

const commands = ['caption', 'train', 'finetune', 'evaluate', 'calibrate', 'import', 'export', 'check', 'merge', 'mcp'];
const notAsked = (): never => {
  throw new Error('The captioner is not asked.');
};

describe('What people read of showtell', () => {
  const folder = useTemporaryFolder();

  const createImages = (...names: string[]): Promise<void> => writeRedImages(folder.path, ...names);

  /** All that a command says, where it says it, and how it ends. */
  async function said(...args: string[]): Promise<string> {
    const { status, stdout, stderr } = await runScripted(args, notAsked);
    // How far it is depends on how long it takes.
    const told = stderr.replaceAll(/^checking the images of .*\n/gmu, '');
    return `$ showtell ${args.join(' ')}\n${stdout}--- on standard error, status ${status} ---\n${told}`;
  }

  it('is the help of all commands', async () => {
    assertGolden('help', await said('--help'));
    for (const command of commands) assertGolden(`help-${command}`, await said(command, '--help'));
  });

  it('is what is wrong with how a command is called', async () => {
    const wrong = [
      [],
      ['translate'],
      ['caption'],
      ['caption', '--beam', 'many', '.'],
      ['caption', '--backend', 'gpu', '.'],
      ['caption', '--colour', '.'],
      ['caption', '-', 'a.jpg'],
      ['caption', '.', '--out', '/no/such/folder/x.jsonl'],
      ['caption', '.', '--out', 'x.jsonl', '--attention'],
      ['train', 'a.jsonl', '--out', 'x'],
      ['train', 'a.jsonl', '--val', 'b.jsonl', '--out', 'x', '--epochs', '1.5'],
      ['finetune', '--out', 'x'],
      ['finetune', 'a.jsonl', '--model', 'm', '--out', './m'],
      ['evaluate', 'a.jsonl', 'b.jsonl'],
      ['evaluate', 'a.jsonl', '--captions', 'b.jsonl', '--effort'],
      ['import', '.'],
      ['import', '--out', 'x.jsonl'],
      ['import', '.', '--out', 'x.jsonl', '--from', 'pdf'],
      ['export', 'a.jsonl', '--to', 'txt'],
      ['export', 'a.jsonl', '--to', 'pdf', '--out', 'x'],
      ['export', 'a.jsonl', '--to', 'csv', '--out', 'x', '--splits', '80'],
      ['export', 'a.jsonl', '--to', 'csv', '--out', 'x', '--group-by', 'folder'],
      ['export', 'a.jsonl', '--to', 'parquet', '--out', 'x', '--images', 'copy'],
      ['check'],
      ['check', '/no/such/folder/metadata.jsonl'],
    ];
    const texts: string[] = [];
    for (const args of wrong) texts.push(await said(...args));
    assertGolden('wrong-usage', texts.join('\n'));
  });

  it('is what check finds in a dataset with all kinds of problems', async function () {
    // There two spellings of a name are one file, or a link takes a right that few have.
    if (['darwin', 'win32'].includes(process.platform)) this.skip();
    await createImages('a.png', 'b.png', 'caf\u00e9.png', 'cafe\u0301.png', 'z.png');
    for (const name of ['phone.heic', 'scan.tiff']) writeFileSync(join(folder.path, name), 'x');
    writeFileSync(join(folder.path, 'empty.png'), '');
    writeFileSync(join(folder.path, 'text.png'), 'hello');
    symlinkSync('nowhere.png', join(folder.path, 'dead.png'));
    mkdirSync(join(folder.path, 'deep'));
    await createImages('deep/c.png');
    const rows = [
      '{"file_name":"a.png","text":"A dog"}',
      '{"file_name":"./a.png","text":"A dog"}',
      '{"file_name":"a.png","text":"A dog"}',
      '{"file_name":"b.png","text":" ","status":"accepted"}',
      '{"file_name":"gone.png","text":"x"}',
      '{"file_name":"../out.png","text":"x"}',
      '{"file_name":"empty.png","text":"x"}',
      '{"file_name":"text.png","text":"x"}',
      '{"file_name":"phone.heic","text":"x"}',
      '{"file_name":"dead.png","text":"x"}',
      '{"file_name":"c.png","text":"x"}',
      '{"file_name":"cafe\u0301.png","text":"x"}',
      '{"file_name":"caf\u00e9.png","text":"x"}',
      '{"file_name":"b.png","text":7}',
      '{"file_name":"b.png","text":null}',
      '{"file_name":"b.png","text":["x",1]}',
      '{"file_name":"b.png","text":{}}',
      '{"file_name":["b.png"],"text":"x"}',
      '{"file_name":true,"text":"x"}',
      '{"text":"x"}',
      '[1]',
      '<<<<<<< HEAD',
      '// a comment',
      '{"file_name":"b.png","text":"x",}',
      '{"file_name":"b.png","te',
      '{',
      'nonsense',
      '{"file_name":"b.png\0\0',
      '{"file_name":"./gone.png","text":"y"}',
      '{"file_name":"z.png","captions":["A dog","a hound"]}',
      '{"file_name":"z.png","captions":["A dog","a puppy"]}',
    ];
    const file = join(folder.path, 'captions.jsonl');
    writeFileSync(file, `${rows.join('\n')}\n`);
    assertGolden('check', await said('check', file), { [folder.path]: 'FOLDER' });
  });

  it('is what check says of a file without rows, and of a sound one', async () => {
    await createImages('a.png', 'b.png');
    const file = join(folder.path, 'metadata.jsonl');
    writeFileSync(file, '');
    const empty = await said('check', file);
    writeFileSync(file, '{"file_name":"a.png","text":"A dog"}\n');
    assertGolden('check-sound', `${empty}\n${await said('check', file)}`, { [folder.path]: 'FOLDER' });
  });

  it('is what is wrong with a dataset that a command is given', async () => {
    await createImages('a.png');
    const at = (name: string): string => join(folder.path, name);
    mkdirSync(at('folder'));
    writeFileSync(at('utf16.jsonl'), Buffer.from('\uFEFF{"file_name":"a.png"}\n', 'utf16le'));
    writeFileSync(at('broken.jsonl'), '{"file_name":"a.png"\n');
    writeFileSync(at('sound.jsonl'), '{"file_name":"a.png","text":"A dog"}\n');
    const wrong = [
      ['check', at('folder')],
      ['check', at('utf16.jsonl')],
      ['merge', at('gone.jsonl'), '--out', at('merged.jsonl')],
      ['export', at('gone.jsonl'), '--to', 'csv', '--out', at('out.csv')],
      ['export', at('sound.jsonl'), '--to', 'csv', '--out', at('a.png/out.csv')],
      ['evaluate', at('sound.jsonl'), '--captions', at('gone.jsonl')],
      ['evaluate', at('sound.jsonl'), '--captions', at('broken.jsonl')],
      ['mcp', at('gone.jsonl')],
    ];
    const texts: string[] = [];
    for (const args of wrong) texts.push(await said(...args));
    assertGolden('wrong-datasets', texts.join('\n'), { [folder.path]: 'FOLDER' });
  });

  it('is what is wrong with images that a command is given', async () => {
    await createImages('whole.png');
    const files: Record<string, string | Buffer> = {
      'empty.png': '',
      'text.png': 'hello',
      'half.png': readFileSync(join(folder.path, 'whole.png')).subarray(0, 60),
      'pointer.jpg': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
      'page.jpg': '<!DOCTYPE html><html></html>',
      'drawing.png': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'phone.jpg': Buffer.from('0000001c667479706865696300000000', 'hex'),
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder.path, name), content);
    mkdirSync(join(folder.path, 'folder.png'));
    const rows = ['gone.png', 'folder.png', ...Object.keys(files)].map((name) =>
      JSON.stringify({ file_name: name, text: 'x' }),
    );
    writeFileSync(join(folder.path, 'captions.jsonl'), `${rows.join('\n')}\n`);
    assertGolden('wrong-images', await said('check', join(folder.path, 'captions.jsonl')), { [folder.path]: 'FOLDER' });
  });

  it('is what is wrong with what other tools wrote, where it is imported', async () => {
    await createImages('a.png', 'b.png');
    const files: Record<string, string> = {
      'columns.csv': 'name,words\na.png,A dog\n',
      'quotes.csv': 'file_name,text\na.png,"A dog\n',
      'empty.csv': '',
      'coco.json': '{"images":[],"info":{}}',
      'coco-numbers.json': '{"images":[{"id":1,"file_name":7}],"annotations":[{"image_id":1,"caption":"x"}]}',
      'broken.json': '{"images":[',
      'unknown.json': '{"pictures":[]}',
      'rows.jsonl': '{"image":"a.png"}\n{"caption":"x"}\nnonsense\n',
      'table.parquet': 'PAR1',
      'archive.tar': 'no archive',
      'words.pdf': '%PDF-1.7',
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder.path, name), content);
    const wrong = [...Object.keys(files), 'gone.csv'].map((name) => [join(folder.path, name)]);
    wrong.push([join(folder.path, 'coco.json'), '--from', 'csv']);
    const texts: string[] = [];
    for (const args of wrong) texts.push(await said('import', ...args, '--out', join(folder.path, 'metadata.jsonl')));
    assertGolden('wrong-imports', texts.join('\n'), { [folder.path]: 'FOLDER' });
  });

  it('is what is wrong with a model that a command is given, as the captioner says it', async function () {
    this.timeout(120_000);
    await createImages('a.png');
    const models = { broken: '{"format":', newer: '{"format":"showtell-bundle","version":99}' };
    for (const [name, description] of Object.entries(models)) {
      mkdirSync(join(folder.path, name));
      writeFileSync(join(folder.path, name, 'model.json'), description);
    }
    const texts: string[] = [];
    for (const name of ['gone', ...Object.keys(models)]) {
      const { status, stderr } = await runCli(['caption', 'a.png', '--model', name], { cwd: folder.path });
      texts.push(`$ showtell caption a.png --model ${name}\n--- on standard error, status ${status} ---\n${stderr}`);
    }
    assertGolden('wrong-models', texts.join('\n'));
  });
});
