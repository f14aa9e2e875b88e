import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

describe('the engine', () => {
  const dataset = useDataset([]);

  it('opens its model when an editor opens, before there is an image to suggest for', async () => {
    await vscode.commands.executeCommand('showtell.restartEngine');
    dataset.write('');
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'showtell.metadata');
    await until('its model is open', () => dataset.api.engineStatus().model !== undefined);
  });
});
