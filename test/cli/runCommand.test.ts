import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { version } from '../../package.json';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { runHere } from './runHere';
import { runScripted } from './scriptedEngine';

const commands = ['caption', 'train', 'finetune', 'evaluate', 'calibrate', 'import', 'export', 'check', 'merge', 'mcp'];

describe('The command line', () => {
  const folder = useTemporaryFolder();

  it('tells its commands and its version on stdout', async () => {
    for (const word of ['--help', '-h', 'help']) {
      const help = await runHere([word]);
      assert.deepEqual([help.status, help.stderr], [0, '']);
      assert.deepEqual(
        help.stdout.split('\n').flatMap((line) => /^ {2}(\w+) +\w/.exec(line)?.[1] ?? []),
        commands,
      );
    }
    assert.equal((await runHere(['--version'])).stdout, `${version}\n`);
  });

  it('tells what each command takes, also where its other arguments are wrong', async () => {
    for (const command of commands) {
      const help = await runHere([command, '--help']);
      assert.equal(help.status, 0);
      assert.ok(help.stdout.startsWith(`showtell ${command}: `), command);
      assert.match(help.stdout, /Usage: showtell/);
      assert.equal((await runHere(['help', command])).stdout, help.stdout);
      assert.equal((await runHere([command, '--colour', '-h'])).stdout, help.stdout);
    }
  });

  it('takes a word behind -- for an input, whatever it looks like', async () => {
    const { status, stdout, stderr } = await runHere(['check', '--', '--help']);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /^showtell check: .*--help/);
  });

  it('tells how it is used where no command is given, on stderr', async () => {
    const { status, stdout, stderr } = await runHere([]);
    assert.deepEqual([status, stdout], [2, '']);
    assert.equal(stderr, (await runHere(['--help'])).stdout);
  });

  it('names the commands there are where one is unknown, also one that every object has', async () => {
    for (const word of ['translate', 'constructor'])
      assert.deepEqual(await runHere([word]).then(({ status, stderr }) => [status, stderr]), [
        2,
        `showtell: there is no command "${word}". There are: ${commands.join(', ')}.\n`,
      ]);
  });

  it('says that it was stopped once it was, but for a file that cannot be read or written', async () => {
    const file = path.join(folder.path, 'metadata.jsonl');
    writeFileSync(file, '{"file_name":"a.png","text":"x"}\n');
    const stopped = (...args: string[]): ReturnType<typeof runScripted> =>
      runScripted(args, () => '', { signal: AbortSignal.abort() });
    const { status, stderr } = await stopped('check', file);
    assert.deepEqual([status, stderr], [130, 'Stopped.\n']);
    const unreadable = await stopped('merge', '--out', file, path.join(folder.path, 'gone.jsonl'));
    assert.equal(unreadable.status, 1);
    assert.match(unreadable.stderr, /^showtell merge: Cannot read .*gone\.jsonl: there is no such file/);
  });

  it('tells any other error with the command, and ends with status 1', async () => {
    const file = path.join(folder.path, 'metadata.jsonl');
    const other = path.join(folder.path, 'other.jsonl');
    writeFileSync(file, '{"file_name":"a.png","text":"x"}\n');
    writeFileSync(other, '{"file_name":"b.png","text":"x"}\n');
    const { status, stderr } = await runHere(['evaluate', file, '--captions', other]);
    assert.equal(status, 1);
    assert.match(stderr, /^showtell evaluate: There is no image that both/m);
  });

  it('answers wrong usage with status 2, what is wrong on stderr, and nothing on stdout', async () => {
    const wrong: [string[], RegExp][] = [
      [['caption'], /showtell caption: a folder, images or - is missing\. See showtell caption --help/],
      [['caption', '--beam', 'many', '.'], /--beam takes a whole number from 1 to 20, not "many"/],
      [['caption', '--beam', '0', '.'], /--beam takes a whole number from 1 to 20, not "0"/],
      [
        ['caption', '--backend', 'gpu', '.'],
        /--backend takes auto, onnx, onnx-int8, tensorflow, wasm or cpu, not "gpu"/,
      ],
      [['caption', '--progress', 'xml', '.'], /--progress takes text or json, not "xml"/],
      [['caption', '--colour', '.'], /Unknown option '--colour'/],
      [['caption', '-', 'a.jpg'], /- stands alone/],
      [['caption', '.', '--jsonl'], /--jsonl is about standard input: it goes with -/],
      [['caption', '-', '--shard', '1/2'], /--shard does not go with -: every line is answered/],
      [['caption', '.', '--retry-failed'], /--retry-failed needs --failures/],
      [['caption', '.', '--out', '/no/such/folder/x.jsonl'], /--out: there is no folder \/no\/such\/folder/],
      [['caption', '.', '--out', 'x.jsonl', '--attention'], /--attention does not go with --out/],
      [['train', 'a.jsonl', '--out', 'x'], /--val is missing/],
      [['train', 'a.jsonl', '--val', 'b.jsonl', '--out', 'x', '--learning-rate', '-1'], /learning-rate/],
      [['train', 'a.jsonl', '--val', 'b.jsonl', '--out', 'x', '--epochs', '1.5'], /--epochs takes a whole number/],
      [['finetune', '--out', 'x'], /DATASET\.jsonl is missing/],
      [['finetune', 'a.jsonl', '--model', 'm', '--out', './m'], /--out is the model that it begins with/],
      [['evaluate', 'a.jsonl', 'b.jsonl'], /one DATASET\.jsonl at a time/],
      [['merge', '--out', 'x.jsonl'], /SHARD\.jsonl is missing/],
      [['merge', 'x.jsonl', '--out', './x.jsonl'], /--out is one of the shards/],
      [['check'], /DATASET\.jsonl is missing/],
    ];
    for (const [args, message] of wrong) {
      const { status, stdout, stderr } = await runHere(args);
      assert.deepEqual([status, stdout], [2, ''], `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, message);
      assert.ok(stderr.endsWith(`. See showtell ${args[0]} --help.\n`), stderr);
    }
  });
});
