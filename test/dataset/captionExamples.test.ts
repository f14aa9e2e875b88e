import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { readLine } from '../../src/dataset/document/document';
import { applyEdit, editRow, formatRow } from '../../src/dataset/document/edit';
import { editField, fieldsOf } from '../../src/dataset/document/fields';

const page = readFileSync('docs/captions.md', 'utf8');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: { configuration: { properties: Record<string, unknown> } };
};

/** The blocks of JSON below a heading of the page. */
function examplesOf(heading: string): string[] {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  return Array.from(section.matchAll(/^```json\n([\s\S]*?)\n```$/gm), ([, json]) => json);
}

const lineOf = (json: string) => readLine(json, 0, 0, json.length);

describe('The page docs/captions.md', () => {
  it('says which fields a row has, and what an edit of one makes of it', () => {
    const [before, after] = examplesOf('Fields');
    assert.deepEqual(fieldsOf(before), [
      { name: 'split', text: 'train', isText: true },
      { name: 'license', text: 'CC0', isText: true },
      { name: 'width', text: '640', isText: false },
    ]);
    assert.equal(applyEdit(before, editField(before, lineOf(before), 'split', 'test')), after);
  });

  it('has a caption of several lines as Showtell writes it', () => {
    const [json] = examplesOf('Several lines');
    const { row } = lineOf(json);
    assert.equal(row?.text.split('\n').length, 2);
    assert.equal(row && formatRow(row), json);
  });

  it('says how a caption that is an object is shown, and what an edit makes of its row', () => {
    const [before, shown, after] = examplesOf('Captions that are objects');
    assert.equal(lineOf(before).row?.text, shown);
    const edit = editRow(before, lineOf(before), { text: shown.replace('a cat', 'two cats') });
    assert.equal(applyEdit(before, edit), after);
  });

  it('names settings that there are', () => {
    const [settings] = examplesOf('Tokens').map((json) => Object.keys(JSON.parse(json) as object));
    const named = [...settings, ...['showtell.fields', 'showtell.pastedLines'].filter((name) => page.includes(name))];
    assert.equal(named.length, 4);
    for (const name of named) assert.ok(name in manifest.contributes.configuration.properties, name);
  });
});
