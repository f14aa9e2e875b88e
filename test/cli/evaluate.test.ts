import assert from 'node:assert/strict';
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { effortSchema } from '../../src/captioner/evaluation/effort';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeEndlessModel } from '../endlessModel';
import { runCli } from './runCli';

const rows = [
  { file_name: 'dogs-at-window.jpg', captions: ['Two dogs look out of a window .', 'A brown dog and a white dog'] },
  { file_name: 'horses.jpg', captions: ['Two brown horses stand in a field .'] },
  { file_name: 'musicians.jpg', captions: ['A man plays the guitar .'] },
  { file_name: 'sunset.jpg', captions: ['The sun sets over the sea .'] },
];

describe('showtell evaluate', function () {
  this.timeout(300_000);
  const folder = useTemporaryFolder();
  const evaluated = async (text: string, ...more: string[]): Promise<string> => {
    cpSync(join('samples', 'cat.jpg'), join(folder.path, 'cat.jpg'));
    const file = join(folder.path, 'captions.jsonl');
    writeFileSync(file, `${JSON.stringify({ file_name: 'cat.jpg', text })}\n`);
    return (await runCli(['evaluate', file, ...more])).stdout;
  };

  it('says how words were counted where no spaces stand between them, and only there', async () => {
    assert.match(await evaluated('一只猫的脸'), /puts no space between words, they are counted as Intl\.Segmenter/);
    assert.doesNotMatch(await evaluated('the face of a cat'), /Intl\.Segmenter/);
  });

  it('counts the captions that were cut before their end', async () => {
    const model = join(folder.path, 'endless');
    await writeEndlessModel(model);
    assert.match(await evaluated('the face of a cat', '--model', model), /captions cut before their end +1\n/);
    assert.match(await evaluated('the face of a cat'), /captions cut before their end +0\n/);
  });
});

describe('showtell evaluate --effort', function () {
  this.timeout(300_000);
  const folder = useTemporaryFolder();

  /** A dataset of some samples. */
  function dataset(): string {
    for (const { file_name } of rows) cpSync(join('samples', file_name), join(folder.path, file_name));
    const file = join(folder.path, 'captions.jsonl');
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return file;
  }

  it('says what the first images take a person, with completion less than without', async () => {
    const { status, stdout, stderr } = await runCli(['evaluate', dataset(), '--effort', '--images', '3', '--json']);
    assert.equal(status, 0, stderr);
    const { images, effort } = z.object({ images: z.int(), effort: effortSchema }).parse(JSON.parse(stdout));
    assert.equal(images, 3);
    assert.equal(effort.images, 3);
    assert.equal(effort.typing, 100);
    assert.ok(effort.completion < effort.fixedSuggestion, stdout);
    assert.ok(effort.completion < 60, stdout);
  });

  it('shows it below the scores, and only if it is asked to', async () => {
    const file = dataset();
    const told = await runCli(['evaluate', file, '--effort', '--images', '1']);
    assert.match(told.stdout, /^CIDEr-D +–$/m);
    const effort = told.stdout.split('\n\n').at(-1) ?? '';
    assert.match(effort, /^keystrokes and clicks for 100 characters\ntyping everything +100\.0\n/);
    assert.match(effort, /\ncorrecting the suggestion +\d+\.\d\nwith completion +\d+\.\d\nin the editor +\d+\.\d\n$/);
    const plain = await runCli(['evaluate', file, '--images', '1']);
    assert.doesNotMatch(plain.stdout, /with completion/);
    assert.match(plain.stdout, /images +1\n/);
  });

  it('says what they take a person who fine-tunes after every so many of them', async () => {
    const file = join(folder.path, 'captions.jsonl');
    const names = readdirSync('samples').filter((name) => name.endsWith('.jpg'));
    for (const name of names) cpSync(join('samples', name), join(folder.path, name));
    const rows = names.map((name) => ({ file_name: name, text: 'Ein Bild aus unserem Archiv' }));
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const { status, stdout, stderr } = await runCli(['evaluate', file, '--effort', '--learn-every', '8', '--json']);
    assert.equal(status, 0, stderr);
    const both = z.object({ effort: effortSchema, effortLearning: effortSchema });
    const { effort, effortLearning } = both.parse(JSON.parse(stdout));
    assert.equal(effortLearning.images, names.length);
    // Completion knows such captions after the first few, without learning; what is suggested does not.
    assert.ok(effort.editor < 0.5 * effort.typing, String(effort.editor));
    assert.ok(
      effortLearning.fixedSuggestion < 0.8 * effort.fixedSuggestion,
      `${effort.fixedSuggestion} → ${effortLearning.fixedSuggestion}`,
    );
  });

  it('learns only where the effort is asked for', async () => {
    const { status, stderr } = await runCli(['evaluate', 'a.jsonl', '--learn-every', '100']);
    assert.equal(status, 2);
    assert.match(stderr, /--learn-every needs --effort/);
  });

  it('refuses a number of images that is none', async () => {
    const { status, stderr } = await runCli(['evaluate', 'a.jsonl', '--images', '0']);
    assert.equal(status, 2);
    assert.match(stderr, /--images takes a whole number from 1/);
  });
});
