import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { plainParagraphs, plainText } from '../../../src/extension/base/plainText';

/** How VS Code 1.106 to 1.139 finds links in a notification, and icons in the status bar. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;

describe('text of names', () => {
  it('has no link that VS Code would make, nested ones neither', () => {
    for (const name of [
      '[a](command:b)',
      'x[a](https://b.c "d").jpg',
      '[[a](file:///b)](command:c)',
      '[a]](command:b)',
    ])
      assert.doesNotMatch(plainText(name), link);
  });

  it('has no icon', () => {
    for (const name of ['$(bug)', '$$(sync~spin)', '\\$(bug)']) assert.doesNotMatch(plainText(name), icon);
  });

  it('turns nothing round that stands after it', () => {
    assert.equal(plainText('\u202Egpj.exe is whole'), '[U+202E]gpj.exe is whole');
    assert.equal(plainText('\u2067x\u2069'), '[U+2067]x[U+2069]');
  });

  it('is one paragraph, however many lines it has, and gives no orders to a terminal', () => {
    assert.equal(plainText('a\r\n\n\u2028b\tc'), 'a b c');
    assert.equal(plainText('\u001b[31mred\0\u009b'), '[U+001B][31mred[U+0000][U+009B]');
    assert.equal(plainParagraphs(['a\nb', 'c']), 'a b\n\nc');
  });

  it('is cut where it has no end', () => {
    assert.equal(plainText('x'.repeat(1_000_000)), `${'x'.repeat(2_000)}…`);
  });

  it('looks as it did', () => {
    assert.equal(plainText('[a](command:b) $(bug)').replaceAll('\u2060', ''), '[a](command:b) $(bug)');
    assert.equal(plainText('cat (1) [2].jpg'), 'cat (1) [2].jpg');
  });
});
