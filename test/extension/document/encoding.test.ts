import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

describe('the encoding of a dataset', () => {
  const dataset = useDataset(['astronaut.jpg', 'cat.jpg']);
  const caption = '고양이가 소파에 있다';
  const row = '{"file_name":"astronaut.jpg","text":"우주 비행사"}\n';
  const jsonLines = { languageId: 'jsonl' };
  const names = [
    ...['files.encoding', 'files.trimTrailingWhitespace', 'files.trimFinalNewlines', 'files.insertFinalNewline'],
    ...['editor.formatOnSave', 'files.associations'],
  ];
  const set = async (name: string, value: unknown): Promise<void> => {
    await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
  };
  const setForJsonLines = async (encoding: string | undefined): Promise<void> => {
    const configuration = vscode.workspace.getConfiguration('files', jsonLines);
    await configuration.update('encoding', encoding, vscode.ConfigurationTarget.Global, true);
  };
  const typeAndSave = async (): Promise<void> => {
    dataset.type('cat.jpg', caption);
    await until('the row is there', () => dataset.row('cat.jpg')?.text === caption);
    assert.ok(await dataset.document.save());
  };
  const isRefused = async (bytes: Buffer): Promise<void> => {
    writeFileSync(dataset.file, bytes);
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'showtell.metadata');
    const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await until('its tab is closed', () => tabs().length === 0);
    assert.deepEqual(dataset.api.shown(), []);
    assert.deepEqual(readFileSync(dataset.file), bytes);
  };

  afterEach(async () => {
    await setForJsonLines(undefined);
    for (const name of names) await set(name, undefined);
  });

  for (const encoding of ['windows1252', 'euckr', 'utf16le']) {
    it(`is UTF-8 in a new dataset where a person's setting is ${encoding}`, async () => {
      await set('files.encoding', encoding);
      await dataset.open();
      await typeAndSave();
      assert.ok(dataset.saved.includes(caption));
    });

    it(`is UTF-8 in a dataset that is there where a person's setting is ${encoding}`, async () => {
      await set('files.encoding', encoding);
      dataset.write(row);
      await dataset.open();
      assert.equal(dataset.shown('astronaut.jpg')?.text, '우주 비행사');
      await typeAndSave();
      assert.ok(dataset.saved.startsWith(row));
      assert.ok(dataset.saved.includes(caption));
    });
  }

  it('keeps the bytes of other rows where a person has lines trimmed and ended on saving', async () => {
    await set('files.trimTrailingWhitespace', true);
    await set('files.insertFinalNewline', true);
    const text = '{"file_name":"cat.jpg","text":""}\n{"file_name":"astronaut.jpg","text":"a"}  ';
    dataset.write(text);
    await dataset.open();
    await typeAndSave();
    assert.ok(dataset.saved.endsWith('\n{"file_name":"astronaut.jpg","text":"a"}  '));
  });

  for (const name of ['files.trimTrailingWhitespace', 'files.trimFinalNewlines', 'editor.formatOnSave']) {
    it(`lets no caption be changed where ${name} would change other rows, and does once it is off`, async () => {
      await set('files.associations', { 'metadata.jsonl': 'plaintext' });
      await set(name, true);
      dataset.write(row);
      await dataset.open();
      await until('it is said', () => dataset.api.refusal()?.includes(name) ?? false);
      dataset.type('cat.jpg', caption);
      await set(name, undefined);
      await until('it is said no longer', () => dataset.api.refusal() === undefined);
      assert.equal(dataset.document.getText(), row);
      await typeAndSave();
      assert.ok(dataset.saved.startsWith(row));
    });
  }

  it('is UTF-8, or the file is not opened: one that the settings say to read otherwise', async () => {
    await setForJsonLines('windows1252');
    await isRefused(Buffer.from(row));
  });

  it('is UTF-8, or the file is not opened: one in UTF-16 with a byte order mark', () =>
    isRefused(Buffer.from(`\ufeff${row}`, 'utf16le')));
});
