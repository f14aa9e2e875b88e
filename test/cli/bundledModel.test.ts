import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { scoresSchema } from '../../src/captioner/metrics/scores';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { runCli } from './runCli';

const fixtures = resolve('test', 'fixtures', 'samples');
const figuresSchema = z.object({
  scores: scoresSchema,
  captions: z.array(z.object({ fileName: z.string(), text: z.string() })),
});

/**
 * The photographs that the model card's figures are about may not be in the repository; the samples may. What the model said
 * of them when it was shipped, and how that scored against three captions of each, is in `figures.json`:
 * `showtell evaluate references.jsonl --json` beside the samples makes it.
 */
describe('The bundled model', function () {
  this.timeout(180_000);
  const folder = useTemporaryFolder();
  const shipped = figuresSchema.parse(JSON.parse(readFileSync(join(fixtures, 'figures.json'), 'utf8')));

  for (const backend of ['tensorflow', 'wasm']) {
    it(`still gives the figures that it was shipped with, on the samples with ${backend}`, async () => {
      for (const name of readdirSync('samples').filter((file) => file.endsWith('.jpg')))
        cpSync(join('samples', name), join(folder.path, name));
      cpSync(join(fixtures, 'references.jsonl'), join(folder.path, 'references.jsonl'));
      const { status, stdout, stderr } = await runCli([
        ...['evaluate', join(folder.path, 'references.jsonl'), '--json', '--backend', backend],
      ]);
      assert.equal(status, 0, stderr);
      const { scores, captions } = figuresSchema.parse(JSON.parse(stdout));
      const changed = captions.filter(({ text }, at) => text !== shipped.captions[at].text);
      // Where two captions are equally good, the last digits of a backend may decide.
      assert.ok(changed.length <= 1, changed.map(({ fileName, text }) => `${fileName}: ${text}`).join('\n'));
      for (const name of scoresSchema.keyof().options) {
        const [now, then] = [scores[name], shipped.scores[name]];
        assert.ok(Math.abs(now - then) < 0.02, `${name}: ${now}, not ${then}`);
      }
    });
  }
});
