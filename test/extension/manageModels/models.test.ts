import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { craftModel } from '../../craftedModel';
import { samplesFolder, until, useDataset } from '../editor';

describe('the models of the editor', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg']);
  let elsewhere: string;
  let bundled: string;

  beforeEach(() => {
    elsewhere = mkdtempSync(path.join(os.tmpdir(), 'showtell-models-'));
    bundled = dataset.api.chosenModel();
  });
  afterEach(async () => {
    await dataset.api.chooseModel(bundled);
    rmSync(elsewhere, { recursive: true, force: true });
  });

  const craft = (id: string, base = { id: 'flickr8k-attention-3', name: 'Flickr8k attention' }): string => {
    const directory = path.join(elsewhere, id);
    craftModel(directory, bundled, samplesFolder(), { id, name: `The model ${id}`, base });
    return directory;
  };
  const setModelPath = (directory: string | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration('showtell').update('modelPath', directory, vscode.ConfigurationTarget.Global);

  it('go back with Keep the Old One to the model that the settings named', async () => {
    const before = craft('house-base');
    await setModelPath(before);
    const own = await dataset.api.models.importFrom(craft('house-tuned', { id: 'house-base', name: 'House' }));
    try {
      await dataset.api.answerReport(own, 'use');
      assert.equal(dataset.api.chosenModel(), own);
      await dataset.api.answerReport(own, 'keep');
      assert.equal(dataset.api.chosenModel(), before);
    } finally {
      await setModelPath(undefined);
      await dataset.api.chooseModel(bundled);
      await dataset.api.models.remove(own);
    }
  });

  it('say so with Keep the Old One when that is gone, and stay with the one in use', async () => {
    const own = await dataset.api.models.importFrom(craft('orphan', { id: 'long-gone', name: 'Long gone' }));
    await dataset.api.answerReport(own, 'use');
    await assert.rejects(dataset.api.answerReport(own, 'keep'), /“Long gone”.* is no longer here/);
    assert.equal(dataset.api.chosenModel(), own);
    await dataset.api.chooseModel(bundled);
    await dataset.api.models.remove(own);
  });

  it('say so with Use It when the model was deleted meanwhile, and stay with the one in use', async () => {
    const own = await dataset.api.models.importFrom(craft('deleted'));
    await dataset.api.models.remove(own);
    await assert.rejects(
      dataset.api.answerReport(own, 'use'),
      /deleted cannot be used: there is no readable model.json/,
    );
    assert.equal(dataset.api.chosenModel(), bundled);
    await dataset.open();
    assert.notEqual(await dataset.suggestion('cat.jpg'), '');
  });

  it('keep their suggestions when the one in use gets another name', async () => {
    const own = await dataset.api.models.importFrom(craft('renamed'));
    await dataset.api.chooseModel(own);
    await dataset.open();
    const suggestion = await dataset.suggestion('cat.jpg');
    await dataset.api.models.rename(own, 'Mine');
    const shown = dataset.shown('cat.jpg')?.suggestion;
    assert.equal(shown?.state === 'ready' ? shown.candidates.at(0)?.text : shown?.state, suggestion);
    await until('the editor tells the new name', () => dataset.api.engineView().model === 'Mine');
    await dataset.api.chooseModel(bundled);
    await dataset.api.models.remove(own);
  });

  it('tell nothing of the dataset where they are exported: no path, no image, no caption', async () => {
    const made = craft('shared');
    const own = await dataset.api.models.importFrom(made);
    // As a fine-tune leaves it here.
    cpSync(path.join(made, 'report.json'), path.join(own, 'report.json'));
    const exported = await dataset.api.models.exportTo(own, mkdtempSync(path.join(elsewhere, 'exported-')));
    const texts = readdirSync(exported)
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(path.join(exported, name), 'utf8'));
    for (const secret of [samplesFolder(), elsewhere, os.homedir() + path.sep, 'cat.jpg', 'tabby'])
      assert.ok(!texts.some((text) => text.includes(JSON.stringify(secret).slice(1, -1))), secret);
    assert.match(readFileSync(path.join(own, 'report.json'), 'utf8'), /tabby/);
    await dataset.api.models.remove(own);
    const again = await dataset.api.models.importFrom(exported);
    assert.ok(existsSync(path.join(again, 'report.json')));
    await dataset.api.models.remove(again);
  });

  it('are exported without a report that cannot be read', async () => {
    const own = await dataset.api.models.importFrom(craft('older'));
    writeFileSync(path.join(own, 'report.json'), '{"version":1,"datasetPath":"/home/somebody"}');
    const exported = await dataset.api.models.exportTo(own, mkdtempSync(path.join(elsewhere, 'exported-')));
    assert.equal(existsSync(path.join(exported, 'report.json')), false);
    await dataset.api.models.remove(own);
  });
});
