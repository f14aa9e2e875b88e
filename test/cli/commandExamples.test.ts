import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import * as z from 'zod';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeSmallModel } from '../smallModel';
import { runCli } from './runCli';

const page = readFileSync('docs/commands.md', 'utf8');
const block = (name: string, text = page): string =>
  new RegExp('```' + name + '\\n([\\s\\S]*?)```').exec(text)?.[1] ?? '';
const datasets = ['photos', 'broken'].map((name) => [`${name}.jsonl`, block(`json ${name}`)] as const);
const named = z.object({ file_name: z.string() });
const record = z.record(z.string(), z.unknown());

describe('The page docs/commands.md', function () {
  this.timeout(600_000);
  const folder = useTemporaryFolder();
  const at = (name: string): string => join(folder.path, name);

  /** Runs the example of a section, in a folder with what the page says. @param more goes with it */
  async function example(
    command: string,
    ...more: string[]
  ): Promise<{ status: number | null; stdout: string; section: string }> {
    const section = page.split(/^## /mu).find((part) => part.startsWith(`${command}\n`)) ?? '';
    for (const [file, text] of datasets) writeFileSync(at(file), text);
    for (const line of block('json photos').trim().split('\n')) {
      const { file_name: image } = named.parse(JSON.parse(line));
      cpSync(join('samples', image), at(image));
    }
    const [, ...args] = block('sh', section).trim().split(' ');
    assert.equal(args[0], command);
    const { status, stdout } = await runCli([...args, ...more], { cwd: folder.path });
    return { status, stdout, section };
  }

  it('says what check finds', async () => {
    const { status, stdout, section } = await example('check');
    assert.equal(stdout, block('output', section));
    assert.equal(status, 1);
  });

  it('says which figures evaluate gives', async () => {
    const { status, stdout, section } = await example('evaluate');
    const labels = (text: string): string[] => text.split('\n').map((line) => line.replace(/ +(?:…|[\d.]+)$/u, ''));
    // What is said below them depends on the figures.
    const shown = labels(block('output', section));
    assert.deepEqual(labels(stdout).slice(0, shown.length), shown);
    assert.equal(status, 0);
  });

  it('says what finetune prints and leaves', async () => {
    // What it prints is not the model's.
    await writeSmallModel(at('small'));
    assertTold(await example('finetune', '--model', 'small'), 'own');
  });

  it('says what train prints and leaves', async () => {
    assertTold(await example('train'), 'new');
  });

  it('says what calibrate measures', async () => {
    await writeSmallModel(at('own'));
    const photos = block('json photos').trim().split('\n');
    const rows = Array.from({ length: 50 }, (_, image) => {
      const { file_name: sample } = named.parse(JSON.parse(photos[image % photos.length]));
      cpSync(join('samples', sample), at(`${image}.jpg`));
      return `${photos[image % photos.length].replace(sample, `${image}.jpg`)}\n`;
    });
    writeFileSync(at('others.jsonl'), rows.join(''));
    const { status, stdout, section } = await example('calibrate');
    const withoutFigures = (text: string): string => text.replaceAll(/ +(?:…|\d+\.\d)/gu, ' …');
    assert.ok(withoutFigures(stdout).startsWith(withoutFigures(block('output', section))), stdout);
    assert.equal(status, 0);
  });

  function assertTold({ status, stdout, section }: Awaited<ReturnType<typeof example>>, model: string): void {
    assert.equal(status, 0);
    assertHas(record.parse(JSON.parse(stdout)), record.parse(JSON.parse(block('json keys', section))));
    assert.ok(existsSync(join(at(model), 'model.json')));
  }
});

/** That all keys of an example are in what was printed, with values of the same kind, and that texts and lists are the same. */
function assertHas(printed: Record<string, unknown>, example: Record<string, unknown>, where = ''): void {
  for (const [key, value] of Object.entries(example)) {
    const place = `${where}.${key}`;
    const inside = record.safeParse(value);
    if (Array.isArray(value) || !inside.success) {
      assert.equal(typeof printed[key], typeof value, place);
      if (typeof value !== 'number' && key !== 'verdict') assert.deepEqual(printed[key], value, place);
    } else assertHas(record.parse(printed[key], { error: () => place }), inside.data, place);
  }
}
