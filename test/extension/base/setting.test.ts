import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import * as z from 'zod';
import { settingOf } from '../../../src/extension/base/setting';
import { chosenBeam } from '../../../src/extension/engine/chosenBeam';
import { useDataset } from '../editor';

const packageSchema = z.object({
  contributes: z.object({
    configuration: z.object({ properties: z.record(z.string(), z.object({ type: z.string() })) }),
  }),
});

/** What stands in settings.json where somebody took one type for another. */
const otherwise: Record<string, unknown> = { string: 5, array: 'one', boolean: 'no', integer: 'many' };

describe('A setting', () => {
  const dataset = useDataset(['cat.jpg']);
  const changed: string[] = [];
  const set = async (name: string, value: unknown): Promise<void> => {
    changed.push(name);
    await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
  };
  afterEach(async () => {
    for (const name of changed.splice(0))
      await vscode.workspace.getConfiguration().update(name, undefined, vscode.ConfigurationTarget.Global);
  });

  it('of another type, or out of its range, is as if it was not set', async () => {
    for (const value of ['many', null, -1, 11, 2.5]) {
      await set('showtell.beam', value);
      assert.equal(chosenBeam(), 5);
    }
    await set('showtell.beam', 3);
    assert.equal(chosenBeam(), 3);
  });

  it('is read for what it is asked for', async () => {
    const setting = { name: 'showtell.typing', schema: z.string(), otherwise: '' };
    await set('showtell.typing', 'continue');
    assert.equal(settingOf(setting, vscode.Uri.file(dataset.folder)), 'continue');
  });

  it('keeps nobody from captioning, whatever stands in all of them', async () => {
    const model = dataset.api.chosenModel();
    const extension = vscode.extensions.getExtension('showtell.showtell');
    const { properties } = packageSchema.parse(extension?.packageJSON).contributes.configuration;
    for (const [name, { type }] of Object.entries(properties)) await set(name, otherwise[type]);
    await dataset.open();
    assert.notEqual(await dataset.suggestion('cat.jpg'), '');
    assert.equal(dataset.api.chosenModel(), model);
  });
});
