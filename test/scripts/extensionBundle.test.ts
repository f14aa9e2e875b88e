import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { buildsOf } from '../../esbuild.js';

describe('What VS Code loads of the extension', () => {
  it('has nothing in it that computes: the engine does that in a process of its own', async function () {
    this.timeout(60_000);
    const program = buildsOf(false).find(({ outfile }) => outfile === 'dist/extension.js');
    const { metafile } = await build({ ...program, sourcemap: false, write: false, metafile: true });
    const loaded = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map((one) => one.path));
    assert.ok(loaded.includes('vscode'), loaded.join(', '));
    assert.deepEqual(
      loaded.filter((name) => /^(@tensorflow\/|onnxruntime-|sharp)/.test(name)),
      [],
    );
  });
});
