import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { plainFilter, type ListFilter } from '../../../src/dataset/list/listFilter';
import { until, useDataset } from '../editor';

describe('looking for images in the editor', () => {
  const dataset = useDataset(['astronaut.jpg', 'cat.jpg', 'coffee.jpg', 'flower.jpg']);
  const names = (): string[] => dataset.api.shown().map(({ fileName }) => fileName);
  const filter = (changes: Partial<ListFilter>): void =>
    dataset.tell({ type: 'filter', filter: { ...plainFilter, ...changes } });
  const untilShown = (...wanted: string[]): Promise<void> =>
    until(
      `${wanted.join(', ')} is shown, not ${names().join(', ')}`,
      () => names().toSorted().join() === wanted.join(),
    );
  const someRows =
    '{"file_name":"cat.jpg","text":"a cat","status":"written"}\n' +
    '{"file_name":"gone.jpg","text":"a ghost","status":"edited"}\n';

  it('shows what a filter and a search leave, and all again', async () => {
    dataset.write(someRows);
    await dataset.open();
    filter({ shown: 'open' });
    await untilShown('astronaut.jpg', 'coffee.jpg', 'flower.jpg');
    filter({ search: 'GHOST|cat', isRegularExpression: true });
    await untilShown('cat.jpg', 'gone.jpg');
    filter({ shown: 'problem' });
    await untilShown('gone.jpg');
    filter({});
    await untilShown('astronaut.jpg', 'cat.jpg', 'coffee.jpg', 'flower.jpg', 'gone.jpg');
  });

  it('keeps what is shown when a regular expression cannot be read', async () => {
    dataset.write(someRows);
    await dataset.open();
    filter({ search: 'cat' });
    await untilShown('cat.jpg');
    filter({ search: '(', isRegularExpression: true });
    filter({ search: '[', isRegularExpression: true });
    assert.deepEqual(names(), ['cat.jpg']);
  });

  it('goes on with everything else while a regular expression runs away', async () => {
    dataset.write(`{"file_name":"cat.jpg","text":"${'a'.repeat(60)}!","status":"written"}\n`);
    await dataset.open();
    filter({ search: '(a+)+$', isRegularExpression: true });
    dataset.type('coffee.jpg', 'a cup');
    await until('the row is there', () => dataset.row('coffee.jpg')?.text === 'a cup');
    assert.equal(names().length, 4);
    filter({ search: 'cup' });
    await untilShown('coffee.jpg');
  });

  it('lands a decision at its image, however the list is filtered meanwhile', async () => {
    await dataset.open();
    dataset.type('cat.jpg', 'a cat that was typed');
    filter({ search: 'nothing has these words' });
    await until('the row is there', () => dataset.row('cat.jpg')?.text === 'a cat that was typed');
    assert.equal(dataset.rows.length, 1);
    assert.deepEqual(names(), []);
  });

  it('leaves a decided image where it is until one looks anew', async () => {
    await dataset.open();
    filter({ shown: 'open' });
    dataset.type('cat.jpg', 'a cat');
    await until('it is decided', () => dataset.shown('cat.jpg')?.status === 'written');
    filter({ shown: 'open' });
    await untilShown('astronaut.jpg', 'coffee.jpg', 'flower.jpg');
  });

  it('finds the filter again when the editor was hidden', async () => {
    dataset.write(someRows);
    await dataset.open();
    filter({ search: 'cat' });
    await untilShown('cat.jpg');
    dataset.tell({ type: 'select', index: 0 });
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    await until('the editor is hidden', () => names().length === 0);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await untilShown('cat.jpg');
  });

  it('follows lines that a text editor inserts above', async () => {
    dataset.write(someRows);
    await dataset.open();
    const edit = new vscode.WorkspaceEdit();
    const start = new vscode.Position(0, 0);
    edit.insert(dataset.document.uri, start, '{"file_name":"flower.jpg","text":"a flower"}\nbroken\n');
    await vscode.workspace.applyEdit(edit);
    await until('the new row is shown', () => dataset.shown('flower.jpg')?.text === 'a flower');
    dataset.type('cat.jpg', 'still the cat');
    await until('the row changed', () => dataset.document.lineAt(2).text.includes('still the cat'));
    assert.equal(dataset.document.lineAt(1).text, 'broken');
    assert.equal(dataset.document.lineAt(3).text, someRows.split('\n')[1]);
  });

  it('opens at the image that is right-clicked, and goes to it where it is open already, whatever the filter', async () => {
    dataset.write(someRows);
    const open = (name: string): Thenable<unknown> =>
      vscode.commands.executeCommand('showtell.captionFolder', vscode.Uri.file(`${dataset.folder}/${name}`));
    await open('coffee.jpg');
    await until('the editor shows images', () => dataset.api.shown().length > 0);
    await until('it is at the image', () => dataset.api.selected() === 'coffee.jpg 0');
    filter({ shown: 'open' });
    await untilShown('astronaut.jpg', 'coffee.jpg', 'flower.jpg');
    await open('cat.jpg');
    await until('it is at the other image', () => dataset.api.selected() === 'cat.jpg 0');
  });

  it('does not open a file that VS Code gives no extension, and leaves no empty tab', async () => {
    dataset.write('');
    truncateSync(dataset.file, 51 * 1024 * 1024);
    const uri = vscode.Uri.file(dataset.file);
    void vscode.commands.executeCommand('vscode.openWith', uri, 'showtell.metadata');
    const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await until('a tab is there', () => tabs().length > 0);
    await until('it is closed', () => tabs().length === 0);
  });
});
