import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import { bundleDescriptionSchema, type BundleDescription } from '../../src/captioner/bundle/description';
import { readLines } from '../../src/dataset/document/document';
import { scanFolder } from '../../src/dataset/images/folder';
import { imageExtensions } from '../../src/dataset/images/imageNames';
import { savedReportSchema } from '../../src/engine/protocol/fineTuneProtocol';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { finished, runCli, startCli } from './runCli';

const samples = resolve('samples');
const bundled = resolve('models', 'flickr8k-attention');

function calibrationOf(model: string): NonNullable<BundleDescription['calibration']> {
  const { calibration } = bundleDescriptionSchema.parse(JSON.parse(readFileSync(join(model, 'model.json'), 'utf8')));
  assert.ok(calibration);
  return calibration;
}

describe('showtell with the bundled captioner', function () {
  this.timeout(180_000);
  const folder = useTemporaryFolder();

  /** A folder with copies of some samples. */
  function copySamples(count: number): string[] {
    const names = readdirSync(samples)
      .filter((name) => imageExtensions.includes(name.slice(name.lastIndexOf('.'))))
      .slice(0, count);
    for (const name of names) cpSync(join(samples, name), join(folder.path, name));
    return names;
  }

  it('captions a folder: a row for each image, in order, with words', async () => {
    const { status, stdout, stderr } = await runCli(['caption', samples, '--backend', 'wasm']);
    assert.equal(status, 0, stderr);
    const rows = readLines(stdout).map(({ row }) => row);
    assert.deepEqual(
      rows.map((row) => row?.fileName),
      (await scanFolder(samples)).images.map(({ fileName }) => fileName),
    );
    for (const row of rows) {
      assert.match(row?.text ?? '', /^\S+( \S+)+$/);
      assert.equal(row?.suggestion, row?.text);
      assert.equal(row?.status, 'suggested');
      assert.notEqual(row?.model, '');
    }
  });

  it('says where it looked: for each word a weight for each location, which sum to 1', async () => {
    const [name = ''] = copySamples(1);
    const { rows, stderr } = await runCli(['caption', join(folder.path, name), '--attention', '--backend', 'wasm']);
    const [row] = rows();
    assert.ok(row && Array.isArray(row.grid) && Array.isArray(row.words), stderr);
    const [height, width] = row.grid.map(Number);
    assert.ok(row.words.length > 1);
    for (const word of row.words as { attention: number[] }[]) {
      assert.equal(word.attention.length, (height ?? 0) * (width ?? 0));
      const sum = word.attention.reduce((total, weight) => total + weight, 0);
      assert.ok(Math.abs(sum - 1) < 1e-2, `sums to ${sum}`);
    }
  });

  it('goes on after a broken image, and names it', async () => {
    const [name = ''] = copySamples(1);
    writeFileSync(join(folder.path, 'a-broken.png'), 'not an image');
    const { status, rows, stderr } = await runCli(['caption', folder.path, '--backend', 'wasm']);
    assert.equal(status, 1);
    assert.deepEqual(
      rows().map((row) => row.file_name),
      [name],
    );
    assert.match(stderr, /a-broken\.png: This is a text file, not an image\./);
  });

  it('answers paths from a pipe one by one', async () => {
    const names = copySamples(2);
    const child = startCli(['caption', '-', '--backend', 'wasm'], { cwd: folder.path });
    child.stdin?.write(`${names[1]}\n`);
    const first = new Promise<string>((answered) => {
      child.stdout?.once('data', (data: Buffer) => answered(data.toString()));
    });
    assert.equal(readLines(await first)[0]?.row?.fileName, names[1]);
    child.stdin?.end(`${names[0]}\n`);
    const { status } = await finished(child);
    assert.equal(status, 0);
  });

  it('keeps what is finished at Ctrl+C, and goes on from there', async () => {
    const names = copySamples(12);
    const out = join(folder.path, 'metadata.jsonl');
    const args = ['caption', folder.path, '--out', out, '--backend', 'wasm'];
    const child = startCli(args, { detached: true });
    child.stderr?.on('data', (data: Buffer) => {
      // As a terminal does it: to the whole process group, the engine included.
      if (data.toString().includes('captioning')) process.kill(-(child.pid ?? 0), 'SIGINT');
    });
    const stopped = await finished(child);
    assert.equal(stopped.status, 130, stopped.stderr);
    assert.match(stopped.stderr, /Stopped: \d+ captioned of 12/);
    const kept = readFileSync(out, 'utf8');
    const done = readLines(kept).filter(({ row }) => row).length;
    assert.ok(done >= 1 && done < 12, `${done} rows`);

    const again = await runCli(args);
    assert.equal(again.status, 0, again.stderr);
    assert.ok(again.stderr.includes(`${12 - done} captioned, ${done} had a row already.`), again.stderr);
    const whole = readFileSync(out, 'utf8');
    assert.ok(whole.startsWith(kept));
    assert.deepEqual(
      readLines(whole)
        .map(({ row }) => row?.fileName)
        .sort(),
      names.sort(),
    );
  });

  it('stops quietly when nobody reads its results any more, as before head', async () => {
    const child = startCli(['caption', samples, '--backend', 'wasm']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const status = await new Promise((ended) => child.once('exit', ended));
    assert.equal(status, 141);
  });

  it('says what is wrong with a model that is not there', async () => {
    copySamples(1);
    const { status, stdout, stderr } = await runCli([
      'caption',
      folder.path,
      '--model',
      join(folder.path, 'none'),
      '--backend',
      'wasm',
    ]);
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.ok(stderr.includes(join(folder.path, 'none')), stderr);
  });

  it('refuses to fine-tune on too few rows, and says what is missing', async () => {
    const names = copySamples(3);
    const dataset = join(folder.path, 'metadata.jsonl');
    writeFileSync(
      dataset,
      names.map((name) => `{"file_name":"${name}","text":"A thing","status":"written"}\n`).join(''),
    );
    const out = join(folder.path, 'model');
    const { status, stderr } = await runCli(['finetune', dataset, '--out', out, '--backend', 'wasm']);
    assert.equal(status, 1);
    assert.match(stderr, /at least 8 .*so far: 3/);
  });

  it('fine-tunes on a dozen rows, then captions and evaluates with the new model', async () => {
    const names = copySamples(12);
    const dataset = join(folder.path, 'metadata.jsonl');
    writeFileSync(
      dataset,
      names.map((name) => `{"file_name":"${name}","text":"A zebrafinch sings","status":"written"}\n`).join(''),
    );
    mkdirSync(join(folder.path, 'models'));
    const model = join(folder.path, 'models', 'mine');
    const tuned = await runCli(['finetune', dataset, '--out', model]);
    assert.equal(tuned.status, 0, tuned.stderr);
    const [result] = tuned.rows();
    const { before, after } = savedReportSchema.parse(result?.report);
    assert.ok(after.loss < before.loss, tuned.stdout);
    // With so few captions it goes on being as sure as the model that it began with.
    const { known, ...calibration } = calibrationOf(model);
    const { known: inherited, ...expected } = calibrationOf(bundled);
    assert.deepEqual(calibration, expected);
    assert.deepEqual(known.slice(0, 1), inherited);

    const captioned = await runCli(['caption', join(folder.path, names[0] ?? ''), '--model', model]);
    assert.match(captioned.stdout, /zebrafinch/i);

    const evaluated = await runCli(['evaluate', dataset, '--model', model, '--json']);
    assert.equal(evaluated.status, 0, evaluated.stderr);
    assert.equal(evaluated.rows()[0]?.images, 12);
    const { stdout } = await runCli(['evaluate', dataset, '--model', model]);
    assert.match(stdout, /CIDEr-D +\d/);
    assert.match(stdout, /captions that say three words twice +0$/m);
  });
});
