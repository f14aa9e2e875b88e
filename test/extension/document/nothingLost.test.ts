import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { plainFilter } from '../../../src/dataset/list/listFilter';
import { until, useDataset } from '../editor';

describe('whatever happens around the editor', () => {
  const names = ['astronaut.jpg', 'cat.jpg', 'coffee.jpg', 'flower.jpg'];
  const dataset = useDataset(names);
  const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(`workbench.action.${command}`);
  const row = (fileName: string, text: string): string =>
    `${JSON.stringify({ file_name: fileName, text, suggestion: '', status: 'written', model: '', updated: '' })}\n`;
  /** The selected entry comes first. */
  const selected = (): string | undefined => dataset.api.shown().at(0)?.fileName;
  const select = async (fileName: string): Promise<void> => {
    dataset.tell({ type: 'select', index: dataset.shown(fileName)?.index ?? -1 });
    await until(`${fileName} is selected`, () => selected() === fileName);
  };
  const openTwice = async (): Promise<void> => {
    await dataset.open();
    await run('splitEditorRight');
    await until('the right one shows images, too', () => dataset.api.editorsShowing() === 2);
    assert.equal(vscode.window.tabGroups.activeTabGroup.viewColumn, vscode.ViewColumn.Two);
  };

  it('puts suggestions that come late at their own images, and never into what was typed or decided', async () => {
    await dataset.open();
    const own = new Map<string, string>();
    for (const name of names) own.set(name, await dataset.suggestion(name));
    await dataset.api.chooseModel(dataset.api.chosenModel()); // forgets the suggestions there were
    await select('astronaut.jpg');
    dataset.type('astronaut.jpg', 'typed before it came');
    await select('cat.jpg');
    dataset.tell({ type: 'exclude', key: 'cat.jpg 0' });
    await select('coffee.jpg');
    dataset.type('coffee.jpg', 'begun, and');
    for (const name of ['coffee.jpg', 'flower.jpg']) assert.equal(await dataset.suggestion(name), own.get(name));
    await select('astronaut.jpg');
    assert.equal(await dataset.suggestion('astronaut.jpg'), own.get('astronaut.jpg'));
    await until('all decisions are in the document', () => dataset.rows.length === 3);
    assert.deepEqual(
      dataset.rows.map(({ file_name, text, status }) => [file_name, text, status]),
      [
        ['astronaut.jpg', 'typed before it came', 'written'],
        ['cat.jpg', '', 'excluded'],
        ['coffee.jpg', 'begun, and', 'written'],
      ],
    );
  });

  it('shows in two editors what either decides, each once', async () => {
    await openTwice();
    dataset.type('cat.jpg', 'from the right');
    await until('it has a row', () => dataset.row('cat.jpg') !== undefined);
    await run('focusFirstEditorGroup');
    await until('the left one shows it', () => dataset.shown('cat.jpg')?.text === 'from the right');
    dataset.type('cat.jpg', 'from the left');
    dataset.type('coffee.jpg', 'from the left, too');
    await until('both are there', () => dataset.row('coffee.jpg') !== undefined);
    await run('focusSecondEditorGroup');
    await until('the right one shows it', () => dataset.shown('cat.jpg')?.text === 'from the left');
    assert.deepEqual(
      dataset.rows.map(({ file_name, text }) => [file_name, text]),
      [
        ['cat.jpg', 'from the left'],
        ['coffee.jpg', 'from the left, too'],
      ],
    );
  });

  it('lets each of two editors stay where its person is', async () => {
    await openTwice();
    await select('flower.jpg');
    await run('focusFirstEditorGroup');
    await until('the left one is active', () => dataset.api.shown().length > 0 && selected() !== 'flower.jpg');
    await select('cat.jpg');
    await run('focusSecondEditorGroup');
    await until('the right one is where it was', () => selected() === 'flower.jpg');
  });

  it('keeps what a text editor and the caption editor change at the same moment', async () => {
    dataset.write(row('astronaut.jpg', 'one') + row('cat.jpg', 'two'));
    await dataset.open();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(dataset.document.uri, new vscode.Position(0, 0), row('flower.jpg', 'from the text'));
    const inText = vscode.workspace.applyEdit(edit);
    dataset.type('cat.jpg', 'from the editor');
    dataset.type('coffee.jpg', 'a new row');
    assert.ok(await inText);
    await until('all are there', () => dataset.row('coffee.jpg') !== undefined);
    assert.deepEqual(
      dataset.rows.map(({ file_name, text }) => [file_name, text]),
      [
        ['flower.jpg', 'from the text'],
        ['astronaut.jpg', 'one'],
        ['cat.jpg', 'from the editor'],
        ['coffee.jpg', 'a new row'],
      ],
    );
  });

  it('shows the file that a checkout brings while nothing is unsaved, and stays where it was', async () => {
    dataset.write(row('astronaut.jpg', 'before') + row('cat.jpg', 'before'));
    await dataset.open();
    await select('coffee.jpg');
    dataset.write(row('cat.jpg', 'after') + row('flower.jpg', 'after'));
    await until('it shows the file', () => dataset.shown('flower.jpg')?.text === 'after');
    assert.equal(dataset.shown('astronaut.jpg')?.text, '');
    assert.equal(dataset.shown('cat.jpg')?.text, 'after');
    assert.equal(selected(), 'coffee.jpg');
    assert.equal(dataset.document.isDirty, false);
  });

  it('keeps what is unsaved when a checkout changes the file, takes over the rest, and does not write over the file by itself', async () => {
    dataset.write(row('astronaut.jpg', 'before'));
    await dataset.open();
    dataset.type('cat.jpg', 'not saved yet');
    await until('it is unsaved', () => dataset.document.isDirty);
    const checkedOut = row('astronaut.jpg', 'after');
    dataset.write(checkedOut);
    dataset.type('cat.jpg', 'not saved yet, and more');
    await until('typing goes on', () => dataset.row('cat.jpg')?.text === 'not saved yet, and more');
    await until('the other row is taken over', () => dataset.row('astronaut.jpg')?.text === 'after');
    assert.equal(dataset.row('cat.jpg')?.text, 'not saved yet, and more');
    assert.equal(dataset.saved, checkedOut);
  });

  it('lists the images that a checkout brings and takes away, with the selected one selected still', async () => {
    await dataset.open();
    await select('coffee.jpg');
    copyFileSync(path.join(dataset.folder, 'cat.jpg'), path.join(dataset.folder, 'before all.jpg'));
    rmSync(path.join(dataset.folder, 'astronaut.jpg'));
    await until('the new one is listed', () => dataset.shown('before all.jpg') !== undefined);
    await until('the old one is gone', () => dataset.shown('astronaut.jpg') === undefined);
    assert.equal(selected(), 'coffee.jpg');
  });

  it('keeps the image that is typed into where it is when a filter has it no more and the folder changes', async () => {
    await dataset.open();
    dataset.tell({ type: 'filter', filter: { ...plainFilter, shown: 'open' } });
    await select('cat.jpg');
    dataset.type('cat.jpg', 'typed while it is to do');
    await until('it has a row', () => dataset.shown('cat.jpg')?.status === 'written');
    copyFileSync(path.join(dataset.folder, 'cat.jpg'), path.join(dataset.folder, 'zebra.jpg'));
    await until('the new image is listed', () => dataset.shown('zebra.jpg') !== undefined);
    assert.equal(selected(), 'cat.jpg');
  });

  it('keeps the image that is typed into selected when its tab is hidden and a filter has it no more', async () => {
    await dataset.open();
    dataset.tell({ type: 'filter', filter: { ...plainFilter, shown: 'open' } });
    await select('cat.jpg');
    dataset.type('cat.jpg', 'typed while it is to do');
    await until('it has a row', () => dataset.shown('cat.jpg')?.status === 'written');
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    await until('it is hidden', () => dataset.api.shown().length === 0);
    await run('closeActiveEditor');
    await until('it is shown again', () => dataset.api.shown().length > 0);
    assert.equal(selected(), 'cat.jpg');
  });

  it('keeps draft, filter and place when its tab goes to another group', async () => {
    dataset.write(row('astronaut.jpg', 'done'));
    await dataset.open();
    dataset.tell({ type: 'filter', filter: { ...plainFilter, shown: 'open' } });
    await until('it is filtered', () => dataset.shown('astronaut.jpg') === undefined);
    await select('coffee.jpg');
    dataset.type('coffee.jpg', 'a draft');
    await until('it has a row', () => dataset.row('coffee.jpg') !== undefined);
    await run('newGroupRight');
    await run('focusFirstEditorGroup');
    await run('moveEditorToRightGroup');
    // Before, the editor that goes is looked at.
    await until('the group that it left is gone', () => vscode.window.tabGroups.all.length === 1);
    await until('it is shown again', () => selected() === 'coffee.jpg');
    assert.equal(dataset.shown('coffee.jpg')?.text, 'a draft');
    assert.equal(dataset.shown('astronaut.jpg'), undefined);
    assert.equal(dataset.rows.length, 2);
  });

  it('keeps draft and place while it is hidden, and saves without being seen', async () => {
    await dataset.open();
    await select('flower.jpg');
    dataset.type('flower.jpg', 'a draft');
    await until('it has a row', () => dataset.rows.length === 1);
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    await until('it is hidden', () => dataset.api.shown().length === 0);
    assert.ok(await dataset.document.save());
    assert.match(dataset.saved, /a draft/);
    await run('closeActiveEditor');
    await until('it is shown again', () => selected() === 'flower.jpg');
    assert.equal(dataset.shown('flower.jpg')?.text, 'a draft');
  });
});
