import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { samplesFolder, until, useDataset } from '../editor';

describe('the settings files.exclude and showtell.exclude', () => {
  const dataset = useDataset(['cat.jpg']);
  const set = (section: string, value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration().update(section, value, vscode.ConfigurationTarget.Global);
  const names = (): string[] => dataset.api.shown().map(({ fileName }) => fileName);

  beforeEach(() => {
    for (const name of ['thumbs', 'masks', '@eaDir']) {
      mkdirSync(path.join(dataset.folder, name));
      cpSync(path.join(samplesFolder(), 'coffee.jpg'), path.join(dataset.folder, name, 'coffee.jpg'));
    }
  });
  afterEach(async () => {
    await set('files.exclude', undefined);
    await set('showtell.exclude', undefined);
  });

  it('leave images out, also where they change while an editor is open; folders of systems are left out anyway', async () => {
    await dataset.open();
    await until('all are listed', () => names().length === 3);
    await set('files.exclude', { '**/thumbs': true, '**/cat.jpg': false });
    await until('one is left out', () => names().join() === 'cat.jpg,masks/coffee.jpg');
    await set('showtell.exclude', ['masks']);
    await until('the other one is left out, too', () => names().join() === 'cat.jpg');
    await set('files.exclude', undefined);
    await until('the first one is back', () => names().join() === 'cat.jpg,thumbs/coffee.jpg');
    assert.ok(!names().some((name) => name.includes('@eaDir')));
  });

  it('leave out what has a file beside it, where a glob says so', async () => {
    cpSync(path.join(samplesFolder(), 'cat.jpg'), path.join(dataset.folder, 'masks', 'coffee.JPEG'));
    await dataset.open();
    await until('all are listed', () => names().length === 4);
    await set('files.exclude', { '**/*.jpg': { when: '$(basename).JPEG' } });
    await until('one is left out', () => names().join() === 'cat.jpg,masks/coffee.JPEG,thumbs/coffee.jpg');
  });
});
