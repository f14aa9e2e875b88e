import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { runCli } from './runCli';

const commands = ['caption', 'train', 'finetune', 'evaluate', 'check'];

describe('showtell', function () {
  this.timeout(30_000);

  it('tells its commands and its version on stdout', async () => {
    const help = await runCli(['--help']);
    assert.equal(help.status, 0);
    assert.equal(help.stderr, '');
    for (const command of commands) assert.ok(help.stdout.includes(`  ${command} `), command);
    assert.match((await runCli(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('tells what each command takes', async () => {
    for (const command of commands) {
      const help = await runCli([command, '--help']);
      assert.equal(help.status, 0);
      assert.ok(help.stdout.startsWith(`showtell ${command}: `), command);
      assert.match(help.stdout, /Usage: showtell/);
      assert.equal((await runCli(['help', command])).stdout, help.stdout);
    }
  });

  it('answers wrong usage with status 2, what is wrong on stderr, and nothing on stdout', async () => {
    const wrong: [string[], RegExp][] = [
      [[], /Usage: showtell COMMAND/],
      [['translate'], /no command "translate"\. There are: caption, train/],
      [['caption'], /showtell caption: a folder, images or - is missing\. See showtell caption --help/],
      [['caption', '--beam', 'many', '.'], /--beam takes a whole number from 1 to 20, not "many"/],
      [['caption', '--beam', '0', '.'], /--beam takes a whole number from 1 to 20, not "0"/],
      [['caption', '--backend', 'gpu', '.'], /--backend takes auto, tensorflow, wasm or cpu, not "gpu"/],
      [['caption', '--colour', '.'], /Unknown option '--colour'/],
      [['caption', '-', 'a.jpg'], /- stands alone/],
      [['caption', '.', '--out', '/no/such/folder/x.jsonl'], /--out: there is no folder \/no\/such\/folder/],
      [['caption', '.', '--out', 'x.jsonl', '--attention'], /--attention does not go with --out/],
      [['train', 'a.jsonl', '--out', 'x'], /--val is missing/],
      [['train', 'a.jsonl', '--val', 'b.jsonl', '--out', 'x', '--learning-rate', '-1'], /learning-rate/],
      [['train', 'a.jsonl', '--val', 'b.jsonl', '--out', 'x', '--epochs', '1.5'], /--epochs takes a whole number/],
      [['finetune', '--out', 'x'], /DATASET\.jsonl is missing/],
      [['finetune', 'a.jsonl', '--model', 'm', '--out', './m'], /--out is the model that it begins with/],
      [['evaluate', 'a.jsonl', 'b.jsonl'], /one DATASET\.jsonl at a time/],
      [['check'], /DATASET\.jsonl is missing/],
    ];
    for (const [args, message] of wrong) {
      const { status, stdout, stderr } = await runCli(args);
      assert.equal(status, 2, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, message);
      assert.equal(stdout, '');
    }
  });
});
