import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { sampleCaptions as captions } from '../../sampleCaptions';
import { until, useDataset } from '../editor';

/** Nobody decides on it. */
const undecided = 'temple.jpg';

describe('fine-tuning in the editor', () => {
  const dataset = useDataset([...Object.keys(captions), undecided]);

  it('does nothing with fewer than eight captions', async () => {
    await dataset.open();
    for (const [name, text] of Object.entries(captions).slice(0, 3)) dataset.type(name, text);
    await until('there are three rows', () => dataset.rows.length === 3);
    const before = dataset.api.chosenModel();
    // The message stays until somebody closes it, so the command is not awaited.
    void vscode.commands.executeCommand('showtell.fineTune');
    await until('it has begun', () => dataset.api.isFineTuning());
    await until('the engine refused', () => !dataset.api.isFineTuning());
    assert.equal(dataset.api.chosenModel(), before);
    assert.equal(dataset.api.lastReport(), undefined);
  });

  it('makes a model beside the one in use, which is used once the person says so; it can be kept, shared and deleted', async function () {
    this.timeout(400_000);
    await dataset.open();
    const before = await dataset.suggestion(undecided);
    for (const [name, text] of Object.entries(captions)) dataset.type(name, text);
    await until('all have a row', () => dataset.rows.length === Object.keys(captions).length);
    const bundled = dataset.api.chosenModel();

    dataset.api.fineTuneSteps(20);
    void vscode.commands.executeCommand('showtell.fineTune');
    await until('there is a report', () => dataset.api.lastReport() !== undefined, 380_000);
    const { directory: own, report } = dataset.api.lastReport() ?? assert.fail();
    assert.equal(dataset.api.chosenModel(), bundled, 'the model in use is not touched');
    assert.equal(report.trainedOn + report.heldOut, 10);
    assert.ok(report.examples.every(({ file }) => existsSync(file)));
    const description = JSON.parse(readFileSync(path.join(own, 'model.json'), 'utf8')) as {
      id: string;
      lineage: { base: string; rows: number };
    };
    assert.deepEqual(description.lineage, { base: 'flickr8k-attention-3', rows: 10 });

    const rows = JSON.stringify(dataset.rows);
    await dataset.api.answerReport(own, 'use');
    await until('the new model suggests', () => dataset.api.engineStatus().model?.id === description.id);
    // The report covers the editor; suggestions are made for what is on screen.
    await dataset.open();
    await dataset.suggestion(undecided);
    assert.equal(JSON.stringify(dataset.rows), rows, 'decided rows do not change');
    await assert.rejects(dataset.api.models.remove(own), /suggests captions now/);

    await dataset.api.answerReport(own, 'keep');
    await until('the one before is back', () => dataset.api.engineStatus().model?.id === 'flickr8k-attention-3');
    assert.equal(await dataset.suggestion(undecided), before);

    await dataset.api.models.rename(own, 'Mine');
    assert.equal((JSON.parse(readFileSync(path.join(own, 'model.json'), 'utf8')) as { name: string }).name, 'Mine');
    await assert.rejects(dataset.api.models.remove(bundled), /Only models that were fine-tuned or imported/);
    const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'showtell-exported-'));
    try {
      const exported = await dataset.api.models.exportTo(own, elsewhere);
      await assert.rejects(dataset.api.models.importFrom(exported), /exists already/);
      await dataset.api.models.remove(own);
      assert.equal(existsSync(own), false);
      assert.equal(await dataset.api.models.importFrom(exported), own);
      assert.ok(existsSync(path.join(own, 'report.json')));
      await assert.rejects(dataset.api.models.importFrom(dataset.folder), /no readable model.json/);
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });

  it('fine-tunes in the background after as many decisions as the setting says, and opens nothing', async function () {
    this.timeout(400_000);
    const setting = 'fineTune.afterDecisions';
    const configuration = vscode.workspace.getConfiguration('showtell');
    await configuration.update(setting, 9, vscode.ConfigurationTarget.Global);
    try {
      dataset.api.fineTuneSteps(20);
      const [latest, inUse] = [dataset.api.lastReport()?.directory, dataset.api.chosenModel()];
      await dataset.open();
      for (const [name, text] of Object.entries(captions).slice(0, 9)) dataset.type(name, text);
      await until('there is another model', () => dataset.api.lastReport()?.directory !== latest, 380_000);
      assert.equal(dataset.api.lastReport()?.report.rows, 9);
      assert.equal(dataset.api.chosenModel(), inUse);
      assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
    } finally {
      await configuration.update(setting, undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
