import assert from 'node:assert/strict';
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { closeBundle } from '../../src/captioner/bundle/graphBundle';
import { openBundle } from '../../src/captioner/bundle/openBundle';
import { describe, it } from 'mocha';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeSmallModel } from '../smallModel';
import { finished, runCli, startCli, type CliResult } from './runCli';

describe('showtell train', function () {
  this.timeout(300_000);
  const folder = useTemporaryFolder();

  /** The arguments for a small training into a model of this name. */
  const trainingOf = (model: string, ...more: string[]): string[] => training(model, '--vocabulary', '300', ...more);

  function training(model: string, ...more: string[]): string[] {
    const samples = resolve('samples');
    const names = readdirSync(samples)
      .filter((name) => name.endsWith('.jpg'))
      .slice(0, 8);
    for (const name of names) cpSync(join(samples, name), join(folder.path, name));
    const row = (name: string): string => `{"file_name":"${name}","text":"This is the ${name.replace('.jpg', '')}."}\n`;
    writeFileSync(join(folder.path, 'train.jsonl'), names.map(row).join(''));
    writeFileSync(join(folder.path, 'val.jsonl'), names.slice(0, 2).map(row).join(''));
    return [
      ...['train', join(folder.path, 'train.jsonl'), '--val', join(folder.path, 'val.jsonl')],
      ...['--out', join(folder.path, model), '--cache', join(folder.path, 'cache')],
      ...['--epochs', '6', '--batch', '4', '--seed', '3', ...more],
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
    assert.match(table('whole'), /^step,epoch,loss,validation_loss\n(\d[^\n]*\n){6}$/);
    assert.equal(table('killed'), table('whole'));
  });

  it('trains the decoder without attention, whose suggestions look nowhere', async () => {
    const trained = await runCli(trainingOf('plain', '--no-attention', '--epochs', '1'));
    assert.equal(trained.status, 0, trained.stderr);
    const described: unknown = JSON.parse(readFileSync(join(folder.path, 'plain', 'model.json'), 'utf8'));
    assert.match(JSON.stringify(described), /"attends":false/);
  });

  it('counts how the captions go on, for completions', async () => {
    const trained = await runCli(trainingOf('counted', '--epochs', '1'));
    assert.equal(trained.status, 0, trained.stderr);
    const bundle = await openBundle(join(folder.path, 'counted'));
    const { vocabulary, ngrams } = bundle;
    const next = vocabulary.encode('this is the')[vocabulary.encode('this is').length];
    const chances = ngrams?.probabilities(vocabulary.encode('this is'), vocabulary.size);
    assert.ok(chances?.[next] === Math.max(...(chances ?? [])), 'every caption goes on with "the"');
    closeBundle(bundle);
  });

  it('learns detectors of the words that the captions of twenty images have', async () => {
    const args = trainingOf('detecting', '--epochs', '1');
    const rows = Array.from({ length: 20 }, (_, at) => {
      cpSync(join('samples', at % 2 === 0 ? 'cat.jpg' : 'coffee.jpg'), join(folder.path, `${at}.jpg`));
      return `{"file_name":"${at}.jpg","text":"here is ${at % 2 === 0 ? 'a cat' : 'a cup'}"}\n`;
    });
    writeFileSync(join(folder.path, 'train.jsonl'), rows.join(''));
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

  it('says how many captions are too long to be learned to their end', async () => {
    const args = trainingOf('cut', '--epochs', '1');
    const long = { file_name: 'cat.jpg', text: 'a cat and another cat and yet another cat '.repeat(5) };
    appendFileSync(join(folder.path, 'train.jsonl'), `${JSON.stringify(long)}\n`);
    const trained = await runCli(args);
    assert.equal(trained.status, 0, trained.stderr);
    assert.match(trained.stderr, /Captions longer than 24 pieces of words, which are learned up to there: 1\./);
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
