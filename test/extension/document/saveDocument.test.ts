import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { saveDocument } from '../../../src/extension/document/saveDocument';
import { until, useDataset } from '../editor';

describe('Saving a dataset', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg']);
  const disposables: vscode.Disposable[] = [];
  afterEach(() => {
    for (const disposable of disposables.splice(0)) disposable.dispose();
  });

  const openChanged = async (): Promise<vscode.TextDocument> => {
    await dataset.open();
    dataset.type('cat.jpg', 'a cat');
    await until('it has a row', () => dataset.row('cat.jpg') !== undefined);
    return dataset.document;
  };
  /** Lets the next save wait for its end, as an extension does that prepares it. */
  const holdNextSave = (): { begun: () => boolean; letGo: () => void } => {
    let isBegun = false;
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const subscription = vscode.workspace.onWillSaveTextDocument((event) => {
      subscription.dispose();
      isBegun = true;
      event.waitUntil(held);
    });
    disposables.push(subscription);
    return { begun: () => isBegun, letGo };
  };

  it('succeeds while VS Code saves it by itself, which refuses a second save as long as the first is prepared', async () => {
    const document = await openChanged();
    const hold = holdNextSave();
    const first = document.save();
    await until('the first save is prepared', hold.begun);
    const refused = document.save();
    const second = saveDocument(document);
    assert.equal(await refused, false);
    hold.letGo();
    assert.equal(await second, true);
    assert.equal(await first, true);
    assert.match(dataset.saved, /a cat/u);
  });

  it('is no failure where more is typed meanwhile', async () => {
    const document = await openChanged();
    const hold = holdNextSave();
    const saving = saveDocument(document);
    await until('it is prepared', hold.begun);
    hold.letGo();
    dataset.type('coffee.jpg', 'a cup');
    assert.equal(await saving, true);
    assert.match(dataset.saved, /a cat/u);
  });

  it('tells that it has failed', async () => {
    const document = await openChanged();
    // Half a row is not merged by itself, so that the two stay apart.
    dataset.write('{"file_name":"coffee.jpg","text":"another program’s');
    assert.equal(await saveDocument(document), false);
    assert.match(dataset.saved, /another program’s/u);
  });
});
