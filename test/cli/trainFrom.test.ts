import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { readBundleDescription } from '../../src/captioner/bundle/description';
import type { ActivationRanges } from '../../src/captioner/computing/activationRanges';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { runCli, type CliResult } from './runCli';

describe('showtell train --from', function () {
  this.timeout(300_000);
  const folder = useTemporaryFolder();

  /** A small training on four samples into a model of this name. */
  function train(model: string, ...more: string[]): Promise<CliResult> {
    const names = readdirSync('samples')
      .filter((name) => name.endsWith('.jpg'))
      .slice(0, 4);
    for (const name of names) cpSync(join('samples', name), join(folder.path, name));
    const row = (name: string): string => `{"file_name":"${name}","text":"this is the ${name.replace('.jpg', '')}"}\n`;
    writeFileSync(join(folder.path, 'rows.jsonl'), names.map(row).join(''));
    const rows = join(folder.path, 'rows.jsonl');
    return runCli([
      ...['train', rows, '--val', rows, '--out', join(folder.path, model), '--cache', join(folder.path, 'cache')],
      ...['--batch', '4', '--epochs', '1', ...more],
    ]);
  }

  async function mapsOf(model: string): Promise<ActivationRanges> {
    const { encoder } = await readBundleDescription(join(folder.path, model));
    return encoder.activations ?? {};
  }

  const read = (model: string, file: string): Buffer => readFileSync(join(folder.path, model, file));

  it("trains the encoder's last blocks with the decoder, then self-critically, each run going on from the one before", async () => {
    const first = await train('first', '--vocabulary', '300');
    assert.equal(first.status, 0, first.stderr);

    const blocks = ['--encoder-blocks', '1', '--backend', 'tensorflow'];
    const second = await train('second', '--from', join(folder.path, 'first'), ...blocks);
    assert.equal(second.status, 0, second.stderr);
    assert.ok(!read('second', 'encoder.bin').equals(read('first', 'encoder.bin')), 'the encoder learned');
    assert.ok(!read('second', 'decoder.bin').equals(read('first', 'decoder.bin')), 'the decoder learned');

    const third = await train('third', '--from', join(folder.path, 'second'), '--self-critical');
    assert.equal(third.status, 0, third.stderr);
    assert.ok(read('third', 'encoder.bin').equals(read('second', 'encoder.bin')), 'the encoder stayed');
    assert.ok(!read('third', 'decoder.bin').equals(read('second', 'decoder.bin')), 'the decoder learned');
    for (const model of ['second', 'third'])
      assert.ok(read(model, 'vocabulary.json').equals(read('first', 'vocabulary.json')));
    const [before, trained, kept] = await Promise.all(['first', 'second', 'third'].map(mapsOf));
    assert.notDeepEqual(trained, before, 'what the maps of the encoder are between was measured anew');
    assert.deepEqual(Object.keys(trained), Object.keys(before));
    assert.deepEqual(kept, trained);
  });

  it('says which flags do not go together', async () => {
    const cases: [string[], RegExp][] = [
      [['--self-critical'], /--self-critical needs --from/],
      [['--encoder-blocks', '2'], /--encoder-blocks needs --from/],
      [['--from', 'model', '--self-critical', '--encoder-blocks', '2'], /are two runs/],
      [['--from', 'model', '--vocabulary', '300'], /brings its own vocabulary/],
      [['--from', 'model', '--encoder', 'encoder'], /brings its own encoder/],
      [['--from', 'model', '--no-attention'], /brings its own decoder/],
    ];
    for (const [flags, message] of cases) {
      const { status, stderr } = await train('none', ...flags);
      assert.equal(status, 2, flags.join(' '));
      assert.match(stderr, message);
    }
  });

  it('says that WebAssembly cannot train the encoder, and what can', async () => {
    const bundled = join('models', readdirSync('models').find((name) => name.startsWith('flickr8k')) ?? '');
    const { status, stderr } = await train('none', '--from', bundled, '--encoder-blocks', '1', '--backend', 'wasm');
    assert.equal(status, 1);
    assert.match(stderr, /backend tensorflow alone, not with wasm/);
  });
});
