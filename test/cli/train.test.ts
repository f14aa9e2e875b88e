import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import { join, resolve } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { closeBundle } from '../../src/captioner/bundle/graphBundle';
import { openBundle } from '../../src/captioner/bundle/openBundle';
import { after, before, describe, it } from 'mocha';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeSmallModel } from '../smallModel';
import { finished, runCli, startCli, type CliResult } from './runCli';

describe('showtell train', function () {
  this.timeout(300_000);
  const folder = useTemporaryFolder();
  const samples = readdirSync('samples')
    .filter((name) => name.endsWith('.jpg'))
    .slice(0, 8);
  /** Images that stay, and what the encoder makes of them: each test would wait for that again. */
  let images: string;

  before(() => {
    images = mkdtempSync(join(os.tmpdir(), 'showtell-train-'));
    for (const name of samples) cpSync(join('samples', name), join(images, name));
  });
  after(() => rmSync(images, { recursive: true, force: true }));

  /** The arguments for a small training into a model of this name. */
  const trainingOf = (model: string, ...more: string[]): string[] => training(model, '--vocabulary', '300', ...more);

  function training(model: string, ...more: string[]): string[] {
    const row = (name: string): string => `{"file_name":"${name}","text":"This is the ${name.replace('.jpg', '')}."}\n`;
    writeFileSync(join(images, 'train.jsonl'), samples.map(row).join(''));
    writeFileSync(join(images, 'val.jsonl'), samples.slice(0, 2).map(row).join(''));
    return [
      ...['train', join(images, 'train.jsonl'), '--val', join(images, 'val.jsonl')],
      ...['--out', resolve(folder.path, model), '--cache', join(images, 'cache')],
      ...['--epochs', '3', '--batch', '4', '--seed', '3', ...more],
    ];
  }

  function weightsOf(model: string): Buffer {
    return readFileSync(join(folder.path, model, 'decoder.bin'));
  }

  it('gives the same model for the same seed, and after Ctrl+C and --resume that of a run without a break', async () => {
    const whole = await runCli(trainingOf('whole'));
    assert.equal(whole.status, 0, whole.stderr);
    const [result] = whole.rows();
    assert.ok(result?.model && result.scores, whole.stdout);

    const stopped = await stopAtFirstStep(trainingOf('broken'));
    assert.equal(stopped.status, 130, stopped.stderr);
    assert.match(stopped.stderr, /with --resume goes on from there/);
    assert.ok(!existsSync(join(folder.path, 'broken')));

    const refused = await runCli(trainingOf('broken'));
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /not finished.*--resume/);

    const resumed = await runCli(trainingOf('broken', '--resume'));
    assert.equal(resumed.status, 0, resumed.stderr);
    assert.ok(weightsOf('broken').equals(weightsOf('whole')), 'the weights are the same, bit for bit');
  });

  it('killed in the middle, and taken up at its last checkpoint, gives the model and the log of a run without a break', async () => {
    const small = join(folder.path, 'small');
    await writeSmallModel(small);
    const goingOn = (model: string, ...more: string[]): string[] => training(model, '--from', small, ...more);
    const whole = await runCli(goingOn('whole'));
    assert.equal(whole.status, 0, whole.stderr);
    const killed = startCli(goingOn('killed'), { detached: true });
    const checkpoint = join(folder.path, 'killed.checkpoint', 'checkpoint.json');
    killed.stderr?.on('data', () => existsSync(checkpoint) && process.kill(-(killed.pid ?? 0), 'SIGKILL'));
    await finished(killed);
    assert.ok(existsSync(checkpoint) && !existsSync(join(folder.path, 'killed')));

    const resumed = await runCli(goingOn('killed', '--resume'));
    assert.equal(resumed.status, 0, resumed.stderr);
    assert.ok(weightsOf('killed').equals(weightsOf('whole')), 'the weights are the same, bit for bit');
    const table = (model: string): string => readFileSync(join(folder.path, `${model}.log`, 'training.csv'), 'utf8');
    assert.match(table('whole'), /^step,epoch,loss,validation_loss\n(\d[^\n]*\n){3}$/);
    assert.equal(table('killed'), table('whole'));
  });

  it('trains the decoder without attention, whose suggestions look nowhere', async () => {
    const trained = await runCli(trainingOf('plain', '--no-attention', '--epochs', '1'));
    assert.equal(trained.status, 0, trained.stderr);
    const described: unknown = JSON.parse(readFileSync(join(folder.path, 'plain', 'model.json'), 'utf8'));
    assert.match(JSON.stringify(described), /"attends":false/);
  });

  describe('with a caption that is too long', () => {
    let model: string;
    let trained: CliResult;

    before(async () => {
      model = join(images, 'model');
      const args = trainingOf(model, '--epochs', '1');
      const long = { file_name: 'cat.jpg', text: 'a cat and another cat and yet another cat '.repeat(5) };
      appendFileSync(join(images, 'train.jsonl'), `${JSON.stringify(long)}\n`);
      trained = await runCli(args);
      assert.equal(trained.status, 0, trained.stderr);
    });

    it('counts how the captions go on, for completions', async () => {
      const bundle = await openBundle(model);
      const { vocabulary, ngrams } = bundle;
      const next = vocabulary.encode('this is the')[vocabulary.encode('this is').length];
      const chances = ngrams?.probabilities(vocabulary.encode('this is'), vocabulary.size);
      assert.ok(chances?.[next] === Math.max(...(chances ?? [])), 'every caption goes on with "the"');
      closeBundle(bundle);
    });

    it('says how many captions it learns only in part', () => {
      assert.match(trained.stderr, /Captions longer than 24 pieces of words, which are learned up to there: 1\./);
    });
  });

  it('learns detectors of the words that the captions of twenty images have', async () => {
    const args = trainingOf('detecting', '--epochs', '1');
    const rows = Array.from({ length: 20 }, (_, at) => {
      cpSync(join('samples', at % 2 === 0 ? 'cat.jpg' : 'coffee.jpg'), join(images, `${at}.jpg`));
      return `{"file_name":"${at}.jpg","text":"here is ${at % 2 === 0 ? 'a cat' : 'a cup'}"}\n`;
    });
    writeFileSync(join(images, 'train.jsonl'), rows.join(''));
    const trained = await runCli(args);
    assert.equal(trained.status, 0, trained.stderr);
    const bundle = await openBundle(join(folder.path, 'detecting'));
    assert.deepEqual(bundle.detectors?.words, [
      ['a', 1],
      ['here', 1],
      ['is', 1],
    ]);
    closeBundle(bundle);
  });

  it('refuses before it learns what it could not write, or would learn and validate with nothing', async () => {
    const training = trainingOf('taken');
    mkdirSync(join(folder.path, 'taken'));
    writeFileSync(join(folder.path, 'gone.jsonl'), '{"file_name":"gone.jpg","text":"gone"}\n');
    const taken = await runCli(training);
    const untaught = await runCli(trainingOf('untaught').with(1, join(folder.path, 'gone.jsonl')));
    const unproved = await runCli(trainingOf('unproved').with(3, join(folder.path, 'gone.jsonl')));
    for (const { status, stderr } of [taken, untaught, unproved]) {
      assert.equal(status, 1, stderr);
      assert.doesNotMatch(stderr, /training epoch/);
    }
    assert.match(taken.stderr, /taken exists already\. Models are never written over/);
    assert.match(untaught.stderr, /There is no file "gone\.jpg"/);
    assert.match(untaught.stderr, /gone\.jsonl has no image with a caption that could be learned/);
    assert.match(unproved.stderr, /gone\.jsonl has no image with a caption that could decide which weights are kept/);
    assert.ok(!existsSync(join(folder.path, 'untaught')) && !existsSync(join(folder.path, 'unproved.checkpoint')));
  });

  /** As a terminal does it: Ctrl+C goes to the whole process group, the engine included. */
  async function stopAtFirstStep(args: string[]): Promise<CliResult> {
    const child = startCli(args, { detached: true });
    child.stderr?.on('data', (data: Buffer) => {
      if (data.toString().includes('training epoch')) process.kill(-(child.pid ?? 0), 'SIGINT');
    });
    return finished(child);
  }
});
