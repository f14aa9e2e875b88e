import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

/** A row of cat.jpg. */
function written(values: Record<string, string>): string {
  const row = { file_name: 'cat.jpg', text: '', suggestion: '', status: '', model: '', updated: '', ...values };
  return `${JSON.stringify(row)}\n`;
}

/** Of the model that suggests, so that it is not suggested anew. */
const batchRow = written({
  ...{ text: 'a cat by a batch', suggestion: 'a cat by a batch' },
  ...{ status: 'suggested', model: 'flickr8k-attention-3', updated: '2026-01-02T03:04:05.678Z' },
});

describe('the caption editor', () => {
  const dataset = useDataset(['astronaut.jpg', 'cat.jpg', 'coffee.jpg']);

  it('lists the images of a folder that has no captions yet, and leaves no file behind', async () => {
    await dataset.open();
    assert.deepEqual(
      dataset.api.shown().map(({ fileName }) => fileName),
      ['astronaut.jpg', 'cat.jpg', 'coffee.jpg'],
    );
    assert.equal(dataset.document.isDirty, false);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    assert.equal(dataset.fileExists, false);
  });

  it('accepts a suggestion as a row with all the keys of the format, in their order', async () => {
    await dataset.open();
    const suggestion = await dataset.suggestion('cat.jpg');
    dataset.tell({ type: 'accept', key: 'cat.jpg 0', candidate: 0 });
    await until('there is a row', () => dataset.document.lineCount > 1);
    const [row] = dataset.rows;
    assert.deepEqual(Object.keys(row), ['file_name', 'text', 'suggestion', 'status', 'model', 'updated']);
    assert.equal(row.text, suggestion);
    assert.equal(row.suggestion, suggestion);
    assert.equal(row.status, 'accepted');
    assert.equal(row.model, 'flickr8k-attention-3');
    assert.equal(row.updated, new Date(row.updated).toISOString());
  });

  it('takes back what was just decided, and not what was decided before, however soon it is asked to', async () => {
    await dataset.open();
    dataset.type('cat.jpg', 'a cat looks out');
    await until('there is a row', () => dataset.row('cat.jpg')?.text === 'a cat looks out');
    dataset.tell({ type: 'exclude', key: 'coffee.jpg 0' });
    dataset.tell({ type: 'undo' });
    dataset.tell({ type: 'exclude', key: 'astronaut.jpg 0' });
    await until('the last is excluded', () => dataset.row('astronaut.jpg')?.status === 'excluded');
    assert.equal(dataset.row('coffee.jpg'), undefined);
    assert.equal(dataset.row('cat.jpg')?.text, 'a cat looks out');
  });

  it('saves where the folder command said, without asking, with the first decision', async () => {
    await dataset.open();
    dataset.type('cat.jpg', 'a cat looks out');
    await until('there is a row', () => dataset.document.isDirty);
    assert.equal(dataset.fileExists, false);
    assert.ok(await dataset.document.save());
    assert.equal(dataset.saved, dataset.document.getText());
    assert.equal(dataset.document.isDirty, false);
  });

  it('marks what was begun with a suggestion as edited, and the suggestion typed again as accepted', async () => {
    await dataset.open();
    const suggestion = await dataset.suggestion('cat.jpg');
    dataset.type('cat.jpg', `${suggestion} indeed`, 0);
    await until('it is edited', () => dataset.row('cat.jpg')?.status === 'edited');
    assert.equal(dataset.row('cat.jpg')?.suggestion, suggestion);
    dataset.type('cat.jpg', suggestion);
    await until('it is accepted', () => dataset.row('cat.jpg')?.status === 'accepted');
  });

  it('proposes what the model in use suggests instead of what a batch with another one wrote', async () => {
    const older = { text: 'an older cat', suggestion: 'an older cat', status: 'suggested', model: 'an-older-model' };
    dataset.write(`${JSON.stringify({ file_name: 'cat.jpg', ...older, updated: '' })}\n`);
    await dataset.open();
    const suggestion = await dataset.suggestion('cat.jpg');
    assert.equal(dataset.shown('cat.jpg')?.text, suggestion);
    assert.equal(dataset.row('cat.jpg')?.text, 'an older cat');
    dataset.tell({ type: 'accept', key: 'cat.jpg 0', candidate: 0 });
    await until('it is accepted', () => dataset.row('cat.jpg')?.status === 'accepted');
    const row = dataset.row('cat.jpg');
    assert.deepEqual([row?.text, row?.suggestion, row?.model], [suggestion, suggestion, 'flickr8k-attention-3']);
  });

  it('marks a caption that no suggestion helped with as written', async () => {
    await dataset.open();
    await dataset.suggestion('cat.jpg');
    dataset.type('cat.jpg', 'my own words');
    await until('it is written', () => dataset.row('cat.jpg')?.status === 'written');
    assert.equal(dataset.row('cat.jpg')?.suggestion, '');
    assert.equal(dataset.row('cat.jpg')?.model, '');
  });

  it('excludes an image and takes it in again', async () => {
    await dataset.open();
    dataset.tell({ type: 'exclude', key: 'coffee.jpg 0' });
    await until('it is excluded', () => dataset.row('coffee.jpg')?.status === 'excluded');
    dataset.tell({ type: 'exclude', key: 'coffee.jpg 0' });
    await until('it has no row', () => dataset.rows.length === 0);
  });

  it('keeps the caption of an image that is excluded', async () => {
    await dataset.open();
    dataset.type('coffee.jpg', 'a cup');
    await until('it is written', () => dataset.row('coffee.jpg')?.status === 'written');
    dataset.tell({ type: 'exclude', key: 'coffee.jpg 0' });
    await until('it is excluded', () => dataset.row('coffee.jpg')?.status === 'excluded');
    assert.equal(dataset.row('coffee.jpg')?.text, 'a cup');
    dataset.tell({ type: 'exclude', key: 'coffee.jpg 0' });
    await until('it is written again', () => dataset.row('coffee.jpg')?.status === 'written');
  });

  it('takes in as a suggestion what a batch had suggested for an image that was excluded', async () => {
    dataset.write(batchRow);
    await dataset.open();
    dataset.tell({ type: 'exclude', key: 'cat.jpg 0' });
    await until('it is excluded', () => dataset.row('cat.jpg')?.status === 'excluded');
    dataset.tell({ type: 'exclude', key: 'cat.jpg 0' });
    await until('it is suggested again', () => dataset.row('cat.jpg')?.status === 'suggested');
  });

  it('goes to the image whose caption an undo changes', async () => {
    await dataset.open();
    dataset.type('cat.jpg', 'a cat');
    await until('there is a row', () => dataset.rows.length === 1);
    dataset.tell({ type: 'select', index: 2 });
    const selected = (): string | undefined => dataset.api.shown().at(0)?.fileName;
    await until('another is selected', () => selected() === 'coffee.jpg');
    await vscode.commands.executeCommand('undo');
    await until('it is selected', () => selected() === 'cat.jpg');
    dataset.tell({ type: 'select', index: 2 });
    await until('another is selected', () => selected() === 'coffee.jpg');
    await vscode.commands.executeCommand('redo');
    await until('it is selected again', () => selected() === 'cat.jpg');
  });

  it('makes an image undecided again when its caption is cleared', async () => {
    await dataset.open();
    dataset.type('cat.jpg', 'a cat');
    await until('there is a row', () => dataset.rows.length === 1);
    dataset.tell({ type: 'clear', key: 'cat.jpg 0', sequence: Date.now() + 1e6 });
    await until('there is no row', () => dataset.rows.length === 0);
  });

  it('undoes and redoes one decision at a time', async () => {
    await dataset.open();
    dataset.type('astronaut.jpg', 'an astronaut');
    dataset.type('cat.jpg', 'a cat');
    await until('there are two rows', () => dataset.rows.length === 2);
    await vscode.commands.executeCommand('undo');
    await until('the second is undone', () => dataset.rows.length === 1);
    assert.equal(dataset.rows[0].file_name, 'astronaut.jpg');
    assert.equal(dataset.shown('cat.jpg')?.status, '');
    await vscode.commands.executeCommand('redo');
    await until('it is there again', () => dataset.rows.length === 2);
    assert.equal(dataset.shown('cat.jpg')?.text, 'a cat');
  });

  it('goes back to the saved file on revert', async () => {
    await dataset.open();
    dataset.type('cat.jpg', 'a cat');
    await until('there is a row', () => dataset.rows.length === 1);
    await dataset.document.save();
    const before = dataset.saved;
    dataset.type('cat.jpg', 'a dog');
    await until('it changed', () => dataset.row('cat.jpg')?.text === 'a dog');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('it is as saved', () => dataset.document.getText() === before);
    assert.equal(dataset.shown('cat.jpg')?.text, 'a cat');
  });

  it('shows what a text editor beside it changes', async () => {
    await dataset.open();
    dataset.type('cat.jpg', 'a cat');
    await until('there is a row', () => dataset.rows.length === 1);
    const edit = new vscode.WorkspaceEdit();
    const at = dataset.document.positionAt(dataset.document.getText().indexOf('a cat') + 2);
    edit.insert(dataset.document.uri, at, 'sleepy ');
    await vscode.workspace.applyEdit(edit);
    await until('the editor shows it', () => dataset.shown('cat.jpg')?.text === 'a sleepy cat');
  });

  it('never puts a suggestion that comes late into the text', async () => {
    await dataset.api.chooseModel(dataset.api.chosenModel()); // forgets the suggestions there were
    await dataset.open();
    dataset.type('astronaut.jpg', 'typed before any suggestion came');
    const late = await dataset.suggestion('astronaut.jpg');
    assert.notEqual(late, '');
    await until('there is a row', () => dataset.row('astronaut.jpg') !== undefined);
    await until('the row is there', () => dataset.row('astronaut.jpg') !== undefined);
    assert.equal(dataset.row('astronaut.jpg')?.text, 'typed before any suggestion came');
    assert.equal(dataset.row('astronaut.jpg')?.status, 'written');
  });

  it('answers each image with its own suggestion, in whatever order they come', async () => {
    await dataset.open();
    const [astronaut, cat] = [await dataset.suggestion('astronaut.jpg'), await dataset.suggestion('cat.jpg')];
    await dataset.api.chooseModel(dataset.api.chosenModel());
    dataset.tell({ type: 'select', index: 1 });
    dataset.tell({ type: 'select', index: 0 });
    assert.equal(await dataset.suggestion('cat.jpg'), cat);
    assert.equal(await dataset.suggestion('astronaut.jpg'), astronaut);
  });

  it('opens *.captions.jsonl by default, and metadata.jsonl as text', async () => {
    for (const [name, editor] of [
      ['my.captions.jsonl', 'showtell.captions'],
      ['metadata.jsonl', undefined],
    ] as const) {
      const uri = vscode.Uri.file(path.join(dataset.folder, name));
      await vscode.workspace.fs.writeFile(uri, Buffer.from('{"file_name":"cat.jpg","text":"a cat"}\n'));
      await vscode.commands.executeCommand('vscode.open', uri);
      await until('it is open', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === name);
      const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.equal(input instanceof vscode.TabInputCustom ? input.viewType : undefined, editor);
    }
  });

  it('lets two editors show the same captions, whichever of them changes', async () => {
    await dataset.open();
    await vscode.commands.executeCommand('workbench.action.splitEditorRight');
    await until('there are two', () => vscode.window.tabGroups.all.length === 2);
    await until('the second one shows images', () => dataset.api.shown().length > 0);
    dataset.type('cat.jpg', 'a cat');
    await until('the second shows it', () => dataset.shown('cat.jpg')?.text === 'a cat');
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await until('the first shows it', () => dataset.shown('cat.jpg')?.text === 'a cat');
    assert.equal(dataset.rows.length, 1);
  });

  it('takes in images that are added to the folder while it is open', async () => {
    await dataset.open();
    const source = vscode.Uri.file(`${dataset.folder}/cat.jpg`);
    await vscode.workspace.fs.copy(source, vscode.Uri.file(`${dataset.folder}/zebra.jpg`));
    await until('the new image is listed', () => dataset.api.shown().some(({ fileName }) => fileName === 'zebra.jpg'));
  });
});
