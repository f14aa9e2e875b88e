import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { formatRow } from '../../src/dataset/document/edit';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { installPackages } from '../harness/pythonPackages';
import { writeRedImages } from './redImages';
import { runScripted } from './scriptedEngine';

/** The scorer, and of what it names that which it imports. */
const packages = ['pycocoevalcap==1.2', 'pycocotools==2.0.11', 'numpy==2.4.6'];
const exportSchema = z.object({ images: z.array(z.object({ id: z.number(), file_name: z.string() })) });
const figuresSchema = z.record(z.string(), z.object({ Bleu_1: z.number(), ROUGE_L: z.number(), CIDEr: z.number() }));

describe('pycocoevalcap', function () {
  this.timeout(600_000);
  const folder = useTemporaryFolder();

  it('scores each image by its own captions, whatever breaks lines in those before', async function () {
    // Its tokenizer runs in Java.
    if (spawnSync('java', ['-version']).status !== 0) return this.skip();
    const captions = new Map([
      ['a.png', ['two\nred lines\u2028and a third', 'a red square\rin a corner']],
      ['b.png', ['one dog runs\ffast', 'another dog\u0085is here']],
      ['c d.png', ['"quotes", commas; and ein Straßenhund']],
      ['e.png', ['the very last picture of all']],
    ]);
    const names = [...captions.keys()];
    await writeRedImages(folder.path, ...names);
    const made = { suggestion: '', status: 'written', model: '', updated: '2026-01-01T00:00:00.001Z' } as const;
    const rows = [...captions].flatMap(([fileName, texts]) => texts.map((text) => ({ fileName, text, ...made })));
    const dataset = join(folder.path, 'metadata.jsonl');
    writeFileSync(dataset, rows.map((row) => `${formatRow(row)}\n`).join(''));
    const [exported, results] = [join(folder.path, 'coco.json'), join(folder.path, 'results.json')];
    const { status, stderr } = await runScripted(['export', dataset, '--to', 'coco', '--out', exported], () => '');
    assert.equal(status, 0, stderr);
    const { images } = exportSchema.parse(JSON.parse(readFileSync(exported, 'utf8')));
    // What a captioner would say that knows each image's last caption.
    const said = images.map(({ id, file_name: name }) => ({
      image_id: id,
      caption: captions.get(name)?.at(-1)?.replaceAll(/\s/gu, ' '),
    }));
    writeFileSync(results, JSON.stringify(said).replaceAll('\u0085', ' '));

    const python = await installPackages(packages, false);
    const figures = figuresSchema.parse(
      JSON.parse(
        execFileSync(python.command, [join('test', 'cli', 'pycocoevalcap.py'), exported, results], {
          // Java before 18 takes the language of the system for the encoding of files.
          env: { ...process.env, ...python.env, JAVA_TOOL_OPTIONS: '-Dfile.encoding=UTF-8' },
          stdio: ['ignore', 'pipe', 'ignore'],
        }).toString(),
      ),
    );

    assert.deepEqual(Object.keys(figures), names);
    const whole = (score: number): boolean => score > 0.999;
    for (const [name, { Bleu_1: bleu, ROUGE_L: rouge, CIDEr: cider }] of Object.entries(figures))
      assert.ok(whole(bleu) && whole(rouge) && cider > 1, `${name}: ${JSON.stringify(figures[name])}`);
  });
});
