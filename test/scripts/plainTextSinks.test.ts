import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { plainTextSinks, rendersText } from '../../eslint.config.mjs';

const source = path.join('src', 'extension');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => path.join(source, name).replaceAll(path.sep, '/'));
const callsRenderers = (file: string): boolean =>
  new RegExp(`\\b(${rendersText.join('|')})\\b`).test(readFileSync(file, 'utf8'));

describe('What people read through VS Code', () => {
  it('is said by three files alone, which show names letter for letter', () => {
    assert.deepEqual(files.filter(callsRenderers).toSorted(), plainTextSinks.toSorted());
  });

  it('goes through plainText in each of them', () => {
    for (const file of plainTextSinks)
      assert.match(readFileSync(file, 'utf8'), /import \{[^}]*\bplainText\b[^}]*\} from/, file);
  });
});
