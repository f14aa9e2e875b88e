import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { assertGolden } from '../harness/golden';
import { writeRedImages } from './redImages';
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
});
