import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { readLines } from '../../src/dataset/document/document';
import { editRow } from '../../src/dataset/document/edit';

describe('What is wrong with a line', () => {
  before(() => l10n.config({ contents: readFileSync('l10n/bundle.l10n.ko.json', 'utf8') }));
  after(() => l10n.config({ contents: '{}' }));

  it('is said in the language of the person', () => {
    assert.match(readLines('{"file_name":"a.jpg","text":"\udc92"}')[0].problem ?? '', /^바이트 0x92/);
    const [blank] = readLines('  ');
    assert.throws(() => editRow('  ', blank, { text: 'x' }), /^Error: 1번째 줄은 .*비어 있습니다\.$/);
  });
});
