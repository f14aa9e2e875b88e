import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from './editor';

const captions: Record<string, string> = {
  'astronaut.jpg': 'an astronaut in an orange suit smiles',
  'autumn-meadow.jpg': 'a meadow before autumn woods and mountains',
  'cat.jpg': 'the face of a cat',
  'coffee.jpg': 'a cup of coffee on a wooden table',
  'dandelions.jpg': 'dandelions in the evening sun',
  'dogs-at-window.jpg': 'two dogs look out of a window',
  'flower.jpg': 'an orange dahlia',
  'forest-stream.jpg': 'a stream runs through a forest',
  'rocket.jpg': 'a rocket on its launch pad',
  'sunset.jpg': 'the sun sets over the sea',
};

describe('fine-tuning in the editor', () => {
  const dataset = useDataset(Object.keys(captions));

  it('does nothing with fewer than eight captions', async () => {
    await dataset.open();
    for (const [name, text] of Object.entries(captions).slice(0, 3)) dataset.type(name, text);
    await until('there are three rows', () => dataset.rows.length === 3);
    const before = dataset.api.chosenModel();
    // The message stays until somebody closes it, so the command is not awaited.
    void vscode.commands.executeCommand('showtell.fineTune');
    await until('the engine refused', () => !dataset.document.isDirty);
    assert.equal(dataset.api.chosenModel(), before);
  });

  it('trains on the decided rows, goes on with the new model, and back to the bundled one', async function () {
    this.timeout(300_000);
    await dataset.open();
    const before = await dataset.suggestion('astronaut.jpg');
    for (const [name, text] of Object.entries(captions)) dataset.type(name, text);
    await until('all have a row', () => dataset.rows.length === Object.keys(captions).length);
    const bundled = dataset.api.chosenModel();

    void vscode.commands.executeCommand('showtell.fineTune');
    await until('another model is in use', () => dataset.api.chosenModel() !== bundled, 280_000);

    const own = dataset.api.chosenModel();
    assert.equal(dataset.document.isDirty, false);
    assert.ok(existsSync(path.join(bundled, 'model.json')));
    const description = JSON.parse(readFileSync(path.join(own, 'model.json'), 'utf8')) as {
      id: string;
      lineage: { base: string; rows: number };
    };
    assert.deepEqual(description.lineage, { base: 'flickr8k-attention-2', rows: 10 });
    await dataset.suggestion('astronaut.jpg');
    await until('the new model suggests', () => dataset.api.engineStatus().model?.id === description.id);

    await dataset.api.chooseModel(bundled);
    await until('the bundled one is back', () => dataset.api.engineStatus().model?.id === 'flickr8k-attention-2');
    assert.equal(await dataset.suggestion('astronaut.jpg'), before);
  });
});
