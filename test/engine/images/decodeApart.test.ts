import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { decodeApart } from '../../../src/engine/images/decodeApart';
import { renderImage } from '../../../src/engine/images/rendering';
import { useTemporaryFolder } from '../../dataset/temporaryFolder';
import { sample } from '../builtEngine';

describe('Decoding in a process of its own', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  const rendering = { kind: 'square', size: 224 } as const;
  const mostPixels = 2 ** 24;
  const bytes = readFileSync(sample('cat.jpg'));
  const program = (source: string): string => {
    const file = path.join(folder.path, 'decoder.cjs');
    writeFileSync(file, source);
    return file;
  };
  /** The decoders that were started, by their numbers; those that have ended are none. */
  const living = (file: string): number[] =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map(Number)
      .filter((pid) => {
        try {
          return process.kill(pid, 0);
        } catch {
          return false;
        }
      });

  it('gives the very pixels', async () => {
    const here = await renderImage(bytes, rendering, mostPixels);
    const there = await decodeApart(bytes, rendering, mostPixels);
    assert.deepEqual({ ...there, data: Buffer.from(there.data) }, { ...here, data: Buffer.from(here.data) });
  });

  it('says what is wrong in the words of the decoder', async () => {
    const said = (decode: typeof renderImage): Promise<string> =>
      decode(bytes.subarray(0, 3000), rendering, mostPixels).then(
        () => '',
        (error: Error) => error.message,
      );
    assert.notEqual(await said(renderImage), '');
    assert.equal(await said(decodeApart), await said(renderImage));
  });

  it('is over when its time is, whatever the decoder does', async () => {
    const pids = path.join(folder.path, 'pids');
    const busy = program(`
      require('node:fs').writeFileSync(${JSON.stringify(pids)}, process.pid + '\\n');
      process.on('SIGTERM', () => undefined);
      // Where whoever would end it is killed itself, it ends all the same.
      process.on('message', () => { for (const end = Date.now() + 100_000; Date.now() < end; ); });
    `);
    // On a slow machine its time may be over before it has begun to be busy.
    for (let limit = 3_000; !existsSync(pids); limit *= 2)
      await assert.rejects(decodeApart(bytes, rendering, mostPixels, { program: busy, limit }), /timeout/);
    assert.deepEqual(living(pids), []);
  });

  it('says of a decoder that ends that it has', async () => {
    const broken = program(`process.on('message', () => process.kill(process.pid, 'SIGSEGV'));`);
    await assert.rejects(decodeApart(bytes, rendering, mostPixels, { program: broken }), /decoder ended \(SIGSEGV\)/);
  });
});
