import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

const cat = '{"file_name":"cat.jpg","text":"a cat","status":"written"}\n';

describe('What is begun and not decided', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg', 'flower.jpg']);
  const begun = (fileName: string): string | undefined => dataset.shown(fileName)?.draft;
  const begin = async (fileName: string, text: string): Promise<void> => {
    dataset.draft(fileName, text);
    await until('it is begun', () => begun(fileName) === text);
  };
  const rename = async (from: string, to: string): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(vscode.Uri.file(from), vscode.Uri.file(to));
    assert.ok(await vscode.workspace.applyEdit(edit));
  };
  const at = (name: string): string => path.join(dataset.folder, name);

  it('is there again when the folder of the dataset was renamed meanwhile', async () => {
    dataset.write(cat);
    await dataset.open();
    await begin('coffee.jpg', 'a cup of');
    await dataset.closeAll();
    const { folder } = dataset;
    renameSync(folder, (dataset.folder = `${folder}-renamed`));
    await dataset.open();
    await until('it is there', () => begun('coffee.jpg') === 'a cup of');
  });

  const tabs = (): (string | undefined)[] =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .map(({ input }) => (input instanceof vscode.TabInputCustom ? input.uri.fsPath : undefined));

  it('stays in the editor when VS Code renames the folder', async () => {
    dataset.write(cat);
    await dataset.open();
    await begin('coffee.jpg', 'a cup of');
    const { folder } = dataset;
    await rename(folder, (dataset.folder = `${folder}-renamed`));
    await until('it is there', () => begun('coffee.jpg') === 'a cup of');
    assert.deepEqual(tabs(), [dataset.file]);
  });

  it('stays in the editor with what is decided and not saved', async () => {
    dataset.write(cat);
    await dataset.open();
    await begin('coffee.jpg', 'a cup of');
    dataset.type('flower.jpg', 'a rose');
    await until('it is decided', () => dataset.row('flower.jpg')?.text === 'a rose');
    const { folder } = dataset;
    await rename(folder, (dataset.folder = `${folder}-renamed`));
    await until('it is there', () => begun('coffee.jpg') === 'a cup of');
    assert.ok(tabs().includes(dataset.file));
    assert.equal(dataset.row('flower.jpg')?.text, 'a rose');
    assert.ok(dataset.document.isDirty);
  });

  it('goes along with the dataset when VS Code renames its file, whether it is open or not', async () => {
    dataset.write(cat);
    await dataset.open();
    await begin('coffee.jpg', 'a cup of');
    await rename(dataset.file, at('pets.captions.jsonl'));
    await until('it is open under its new name', () => tabs().join() === at('pets.captions.jsonl'));
    await until('it is there', () => begun('coffee.jpg') === 'a cup of');
    await dataset.closeAll();
    await rename(at('pets.captions.jsonl'), dataset.file);
    await dataset.open();
    await until('it is there again', () => begun('coffee.jpg') === 'a cup of');
  });

  it('goes along with an image that VS Code renames before it has a row', async () => {
    dataset.write(cat);
    await dataset.open();
    await begin('coffee.jpg', 'a cup of');
    await rename(at('coffee.jpg'), at('cup.jpg'));
    await until('it is there', () => begun('cup.jpg') === 'a cup of');
  });

  it('goes along with the caption of a renamed image that is moved along', async () => {
    dataset.write(cat);
    await dataset.open();
    await begin('cat.jpg', 'a cat that');
    await rename(at('cat.jpg'), at('tom.jpg'));
    await until('the image is there', () => dataset.shown('tom.jpg') !== undefined);
    await until('its caption is moved', () => {
      dataset.tell({ type: 'moveCaptionsAlong' });
      return dataset.row('tom.jpg') !== undefined;
    });
    await until('it is there', () => begun('tom.jpg') === 'a cat that');
  });
});
