import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { exportFormats } from '../../src/dataset/export/exportFormats';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeRedImages } from './redImages';
import { runScripted } from './scriptedEngine';

const page = readFileSync('docs/export.md', 'utf8');
const dataset = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
/** A section of the page: a command, and for formats of text the file that it writes. */
const section =
  /^## (?<format>[\w-]+)\n(?:(?!^## )[\s\S])*?^```sh\nshowtell (?<command>[^\n]+)\n```\n(?:\n`(?<file>[^`]+)`:\n\n```\w*\n(?<content>[\s\S]*?)```)?/gm;

describe('The page docs/export.md', () => {
  const folder = useTemporaryFolder();
  const examples = [...page.matchAll(section)].map(({ groups = {} }) => groups);

  it('has an example of every format', () => {
    assert.deepEqual(examples.map(({ format }) => format).sort(), Object.keys(exportFormats).sort());
  });

  for (const { format, command, file, content } of examples) {
    it(`says what comes of ${format}`, async () => {
      await writeRedImages(folder.path, 'a.png', 'b.png');
      writeFileSync(join(folder.path, 'metadata.jsonl'), dataset);
      const [name, input, to, form, out, place] = command.split(' ');
      const args = [name, join(folder.path, input), to, form, out, join(folder.path, place)];
      const { status, stderr } = await runScripted(args, () => '');
      assert.equal(status, 0, stderr);
      if (file) assert.equal(readFileSync(join(folder.path, file), 'utf8'), content);
    });
  }
});
