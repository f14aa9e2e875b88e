import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { newDatasetScheme } from '../../../src/extension/document/datasetFileSystem';
import { until, useDataset } from '../editor';

describe('A dataset that was opened before its file was there', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg', 'flower.jpg']);
  const cat = '{"file_name":"cat.jpg","text":"a cat","status":"written"}\n';
  const cup = '{"file_name":"coffee.jpg","text":"a cup","status":"written"}\n';
  const documentOf = (scheme: string): vscode.TextDocument => {
    const found = vscode.workspace.textDocuments.find(
      ({ uri, isClosed }) => !isClosed && uri.scheme === scheme && uri.path === vscode.Uri.file(dataset.file).path,
    );
    assert.ok(found, `there is a document of ${scheme}`);
    return found;
  };
  const shows = (scheme: string, text: string): Promise<void> =>
    until(`${scheme} shows ${text}`, () => documentOf(scheme).getText() === text, 10_000);
  const append = async (scheme: string, line: string): Promise<void> => {
    const document = documentOf(scheme);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(document.getText().length), line);
    await vscode.workspace.applyEdit(edit);
    assert.ok(await document.save());
  };

  it('shows what another window saves first', async () => {
    await dataset.open();
    dataset.write(cat);
    await shows(newDatasetScheme, cat);
    dataset.write(cat + cup);
    await shows(newDatasetScheme, cat + cup);
  });

  it('keeps its captions where its file goes, and writes them again', async () => {
    await dataset.open();
    await append(newDatasetScheme, cat);
    const { uri } = documentOf(newDatasetScheme);
    const elsewhere = `${dataset.file}.elsewhere`;
    renameSync(dataset.file, elsewhere);
    await assert.rejects(async () => vscode.workspace.fs.stat(uri), { code: 'FileNotFound' });
    await append(newDatasetScheme, cup);
    assert.equal(dataset.saved, cat + cup);
    renameSync(elsewhere, dataset.file);
    await shows(newDatasetScheme, cat);
  });

  it('shows what another window saves while its tab is hidden', async () => {
    await dataset.open();
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    dataset.write(cat);
    await shows(newDatasetScheme, cat);
    dataset.write(cat + cup);
    await shows(newDatasetScheme, cat + cup);
  });

  for (const hides of [false, true]) {
    it(`and again as its file shows what either saves${hides ? ', hidden' : ''}`, async () => {
      await dataset.open();
      await append(newDatasetScheme, cat);
      const column = hides ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
      await vscode.commands.executeCommand(
        'vscode.openWith',
        vscode.Uri.file(dataset.file),
        'showtell.metadata',
        column,
      );
      await shows('file', cat);
      await append('file', cup);
      await shows(newDatasetScheme, cat + cup);
      await append(newDatasetScheme, cat);
      await shows('file', cat + cup + cat);
    });
  }
});
