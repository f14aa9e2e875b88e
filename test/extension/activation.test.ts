import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { hasTabOnScreen } from '../../src/extension/editor/captionsEditorProvider';
import { activateShowtell, until, useDataset } from './editor';

describe('activation', () => {
  it('registers every command that the package announces', async () => {
    await activateShowtell();
    const manifest = vscode.extensions.getExtension('showtell.showtell')?.packageJSON as {
      contributes: { commands: { command: string }[]; keybindings: { command: string }[] };
    };
    const registered = await vscode.commands.getCommands(true);
    const announced = [...manifest.contributes.commands, ...manifest.contributes.keybindings].map(
      ({ command }) => command,
    );
    assert.deepEqual(
      announced.filter((command) => !registered.includes(command)),
      [],
    );
  });

  it('starts no engine before one is needed', async () => {
    const api = await activateShowtell();
    // Whatever other tests needed it for: this is how it is after the start.
    await vscode.commands.executeCommand('showtell.restartEngine');
    assert.equal(api.engineStatus().state, 'stopped');
    assert.equal(api.enginePid(), undefined);
  });
});

describe('a tab of the caption editor', () => {
  const dataset = useDataset(['cat.jpg']);

  it('is known to be on screen, as it is when a window with it is reloaded: then the engine begins at once', async () => {
    await dataset.closeAll();
    await until('there is none', () => !hasTabOnScreen());
    await dataset.open();
    await until('there is one', hasTabOnScreen);
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    await until('another tab covers it', () => !hasTabOnScreen());
  });
});
