import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { plainFilter } from '../../../src/dataset/list/listFilter';
import type { RuleView } from '../../../src/extension/replace/replaceMessages';
import { until, useDataset } from '../editor';

const row = (fileName: string, text: string, more = ''): string =>
  `{"file_name":"${fileName}","text":"${text}"${more}}\n`;

describe('Replace in Captions', () => {
  const dataset = useDataset(['astronaut.jpg', 'cat.jpg', 'coffee.jpg', 'flower.jpg']);
  let sequence = 0;
  const replace = (rule: RuleView): void => {
    dataset.tell({ type: 'previewReplace', rule, sequence: ++sequence });
    dataset.tell({ type: 'replaceAll', sequence });
  };
  const rule = (find: string, replacement: string, more: { isRegularExpression?: boolean } = {}): RuleView => ({
    ...{ kind: 'replace', find, replacement, isRegularExpression: false, matchCase: false, wholeWord: false },
    ...more,
  });
  const text = (): string => dataset.document.getText();
  const before =
    row(
      'astronaut.jpg',
      'a dog in space',
      ',"suggestion":"a man in space","status":"edited","model":"m","updated":""',
    ) +
    row('cat.jpg', 'Dog', ',"status":"written"') +
    'no row\n' +
    row('coffee.jpg', 'hot dog', ',"score":1.50') +
    row('flower.jpg', 'a dog rose', ',"suggestion":"a dog rose","status":"suggested","model":"m","updated":""');

  it('changes all captions that are shown, each status as it deserves, as one undo step', async () => {
    dataset.write(before);
    await dataset.open();
    replace(rule('dog', 'man'));
    await until('it is replaced', () => !text().includes('dog in space'));
    const lines = text()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    const rows = lines.map((line) => JSON.parse(line) as Record<string, string>);
    assert.deepEqual(
      rows.map((each) => [each.file_name, each.text, each.suggestion, each.status]),
      [
        ['astronaut.jpg', 'a man in space', 'a man in space', 'accepted'],
        ['cat.jpg', 'man', undefined, 'written'],
        ['coffee.jpg', 'hot man', undefined, undefined],
        ['flower.jpg', 'a man rose', 'a dog rose', 'suggested'],
      ],
    );
    assert.equal(lines[2], row('coffee.jpg', 'hot man', ',"score":1.50').trim());
    assert.match(text(), /^no row$/m);
    await vscode.commands.executeCommand('undo');
    await until('it is undone', () => text() === before);
  });

  it('leaves a caption as it is that was left out of the preview', async () => {
    dataset.write(before);
    await dataset.open();
    dataset.tell({ type: 'previewReplace', rule: rule('dog', 'man'), sequence: ++sequence });
    // Behind the line that says what the first of them have in common.
    dataset.tell({ type: 'leaveOut', sequence, line: 1, isLeftOut: true });
    dataset.tell({ type: 'replaceAll', sequence });
    await until('the others are replaced', () => text().includes('a man rose'));
    assert.match(text(), /"a dog in space"/);
    assert.match(text(), /"hot man"/);
  });

  it('changes nothing that the filter hides', async () => {
    dataset.write(before);
    await dataset.open();
    dataset.tell({ type: 'filter', filter: { ...plainFilter, shown: 'written' } });
    await until('one is shown', () => dataset.api.shown().length === 1);
    replace(rule('(d)og', '$1onkey', { isRegularExpression: true }));
    await until('it is replaced', () => text() !== before);
    assert.equal(
      text().replaceAll(/"updated":"[^"]*"/g, ''),
      before.replace('"Dog","status":"written"', '"Donkey","status":"written",').replaceAll(/"updated":"[^"]*"/g, ''),
    );
  });

  it('leaves no caption empty', async () => {
    dataset.write(row('cat.jpg', 'dog') + row('coffee.jpg', 'hot dog'));
    await dataset.open();
    replace(rule(' ?dog', '', { isRegularExpression: true }));
    await until('the other is replaced', () => text() === row('cat.jpg', 'dog') + row('coffee.jpg', 'hot'));
  });

  it('adds text before and behind, where it is not yet', async () => {
    dataset.write(row('cat.jpg', 'photo of a cat') + row('coffee.jpg', 'a cup'));
    await dataset.open();
    replace({ kind: 'add', before: 'photo of ', after: '.' });
    const wanted = row('cat.jpg', 'photo of a cat.') + row('coffee.jpg', 'photo of a cup.');
    await until('it is added', () => text() === wanted);
  });

  it('leaves alone what somebody changed since it was looked at', async () => {
    dataset.write(row('cat.jpg', 'a dog', ',"status":"written"') + row('coffee.jpg', 'a dog', ',"status":"written"'));
    await dataset.open();
    dataset.tell({ type: 'previewReplace', rule: rule('dog', 'cat'), sequence: ++sequence });
    dataset.type('coffee.jpg', 'a dog, mine');
    await until('it is typed', () => dataset.row('coffee.jpg')?.text === 'a dog, mine');
    dataset.tell({ type: 'replaceAll', sequence });
    await until('it is replaced', () => dataset.row('cat.jpg')?.text === 'a cat');
    assert.equal(dataset.row('coffee.jpg')?.text, 'a dog, mine');
  });

  it('can be taken back after the captions were closed, as one undo step', async () => {
    dataset.write(before);
    await dataset.open();
    replace(rule('dog', 'man'));
    await until('it is replaced', () => !text().includes('dog in space'));
    await dataset.document.save();
    await dataset.closeAll();
    await dataset.open();
    const after = text();
    void vscode.commands.executeCommand('showtell.takeBackReplacement');
    await until('it is taken back', () => {
      // The newest is the first of the list, which opens when it has been read.
      void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return text() === before;
    });
    await vscode.commands.executeCommand('undo');
    await until('that is undone', () => text() === after);
  });
});
