import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activateShowtell, Dataset, until } from '../editor';

describe('A decision just before its editor is closed', () => {
  const dataset = new Dataset();
  before(async () => {
    dataset.api = await activateShowtell();
  });
  beforeEach(() => dataset.begin(['astronaut.jpg', 'cat.jpg', 'coffee.jpg']));
  const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  // VS Code lets go of what was opened again only after minutes, and no other test opens it.
  afterEach(async () => {
    for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('all editors are closed', () => dataset.api.editorsShowing() === 0 && tabs().length === 0);
    rmSync(dataset.folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const row = (fileName: string, text: string): string =>
    `${JSON.stringify({ file_name: fileName, text, suggestion: '', status: 'written', model: '', updated: '' })}\n`;
  const close = async (): Promise<void> => {
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    // Where an edit was there before that, VS Code would ask; in tests it leaves the editor open, unsaved, until the rest is there, too.
    for (let attempt = 0; attempt < 20 && dataset.api.editorsShowing() > 0; attempt++) {
      await vscode.commands.executeCommand('workbench.action.files.save');
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }
  };
  /** Of the captions in the file, as far as VS Code has written it. */
  const texts = (): string[] =>
    dataset.fileExists ? Array.from(dataset.saved.matchAll(/"text":"([^"]*)".*\n/gu), ([, text]) => text) : [];
  const saved = (...expected: string[]): Promise<void> =>
    until(`${expected.join(', ')} is in the file`, () => texts().join() === expected.join(), 20_000);

  it('is in the file', async () => {
    dataset.write(row('astronaut.jpg', 'somebody in space'));
    await dataset.open();
    dataset.type('cat.jpg', 'a cat');
    await close();
    await saved('somebody in space', 'a cat');
  });

  it('is in the file when the closing is under way already', async () => {
    dataset.write(row('astronaut.jpg', 'somebody in space'));
    await dataset.open();
    const closing = close();
    dataset.type('cat.jpg', 'a cat');
    await closing;
    await saved('somebody in space', 'a cat');
  });

  it('is in the file of a new dataset', async () => {
    await dataset.open();
    dataset.type('cat.jpg', 'a cat');
    await close();
    await saved('a cat');
  });

  it('comes with those before it, each to its own row', async () => {
    dataset.write(row('astronaut.jpg', 'somebody in space') + row('cat.jpg', 'a dog'));
    await dataset.open();
    dataset.type('coffee.jpg', 'coffee');
    dataset.type('cat.jpg', 'a cat that sleeps');
    dataset.type('cat.jpg', 'a cat');
    dataset.type('astronaut.jpg', 'an astronaut');
    await close();
    await saved('an astronaut', 'a cat', 'coffee');
  });

  it('is shown again, unsaved, where it cannot be saved', async () => {
    dataset.write(row('astronaut.jpg', 'somebody in space'));
    await dataset.open();
    // Once the save has begun: before, VS Code would not even take the edit.
    const saving = vscode.workspace.onWillSaveTextDocument(() => {
      rmSync(dataset.file, { recursive: true, force: true });
      mkdirSync(dataset.file);
    });
    try {
      dataset.type('cat.jpg', 'a cat');
      await close();
      await until('its tab says that it is unsaved', () => tabs().some(({ isDirty }) => isDirty));
      assert.equal(dataset.row('cat.jpg')?.text, 'a cat');
    } finally {
      saving.dispose();
      rmSync(dataset.file, { recursive: true });
    }
  });

  it('is not what moving an editor that has unsaved captions makes of them', async () => {
    dataset.write(row('astronaut.jpg', 'somebody in space'));
    await dataset.open();
    dataset.type('cat.jpg', 'a cat');
    await until('it is unsaved', () => dataset.document.isDirty);
    await vscode.commands.executeCommand('workbench.action.splitEditorRight');
    await until('both show images', () => dataset.api.editorsShowing() === 2);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.commands.executeCommand('workbench.action.moveEditorToBelowGroup');
    await until('the moved one shows it', () => dataset.shown('cat.jpg')?.text === 'a cat');
    assert.equal(dataset.document.isDirty, true);
    assert.deepEqual(texts(), ['somebody in space']);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('leaves what is shown elsewhere unsaved there', async () => {
    dataset.write(row('astronaut.jpg', 'somebody in space'));
    await dataset.open();
    await vscode.commands.executeCommand('workbench.action.splitEditorRight');
    await until('both show images', () => dataset.api.editorsShowing() === 2);
    dataset.type('cat.jpg', 'a cat');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('the other one shows it', () => dataset.shown('cat.jpg')?.text === 'a cat');
    assert.equal(dataset.document.isDirty, true);
    assert.deepEqual(texts(), ['somebody in space']);
  });
});
