import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { importFormats } from '../../src/dataset/import/importFormats';
import { useTemporaryFolder } from '../dataset/temporaryFolder';
import { writeRedImages } from './redImages';
import { runScripted } from './scriptedEngine';

interface Example {
  format: string;
  file: string;
  content: string;
  command: string;
  rows: string;
}

/** A section of the page: a file, a command, and what stands in the dataset then. */
const section =
  /^## (?<format>[\w-]+)\n(?:(?!^## )[\s\S])*?^`(?<file>[^`]+)`:\n\n```\w*\n(?<content>[\s\S]*?)```\n\n```sh\nshowtell (?<command>[^\n]+)\n```\n\n```json\n(?<rows>[\s\S]*?)```/gm;

function examples(): Example[] {
  const page = readFileSync('docs/import.md', 'utf8');
  return [...page.matchAll(section)].map(({ groups = {} }) => {
    const { format = '', file = '', content = '', command = '', rows = '' } = groups;
    return { format, file, content, command, rows };
  });
}

function withoutTime(line: string): unknown {
  const row = new Map(Object.entries(JSON.parse(line) as object));
  row.delete('updated');
  return Object.fromEntries(row);
}

describe('The page docs/import.md', () => {
  const folder = useTemporaryFolder();

  it('has an example of every format', () => {
    assert.deepEqual(
      examples()
        .map(({ format }) => format)
        .sort(),
      Object.keys(importFormats)
        .filter((format) => format !== 'parquet' && format !== 'webdataset') // no text: roundTrips.test.ts reads what was exported
        .sort(),
    );
  });

  for (const { format, file, content, command, rows } of examples()) {
    it(`says what comes of ${format}`, async () => {
      await writeRedImages(folder.path, 'dogs/1.png', '2.png');
      writeFileSync(join(folder.path, file), content);
      const args = command
        .split(' ')
        .map((arg) => (/^(\.|[^-].*\.jsonl?|[^-].*\.csv)$/.test(arg) ? join(folder.path, arg) : arg));
      const { status, stderr } = await runScripted(args, () => '');
      assert.equal(status, 0, stderr);
      const written = readFileSync(join(folder.path, 'metadata.jsonl'), 'utf8').trimEnd().split('\n');
      assert.deepEqual(written.map(withoutTime), rows.trimEnd().split('\n').map(withoutTime));
    });
  }
});
