import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { IndexChange } from '../../../src/dataset/list/datasetIndex';
import { CaptionDocument } from '../../../src/extension/document/captionDocument';
import { QuickPhrases } from '../../../src/extension/phrases/quickPhrases';
import { useDataset } from '../editor';

const row = (name: string, text: string, status: string): string =>
  `${JSON.stringify({ file_name: name, text, status, updated: '2026-01-01T00:00:00.000Z' })}\n`;

/** On a document as VS Code has it; what the page is told is kept. */
describe('The phrases that have a key', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg', 'flower.jpg', 'temple.jpg']);
  const told: string[][] = [];
  let captions: CaptionDocument;
  let kept: Map<string, unknown>;
  let entriesChange: vscode.EventEmitter<IndexChange>;
  let following: vscode.Disposable;
  let phrases: QuickPhrases;

  const untilTold = async (wanted: string[]): Promise<void> => {
    while (JSON.stringify(told.at(-1)) !== JSON.stringify(wanted))
      await new Promise((resolve) => setImmediate(resolve));
  };
  const setPhrases = (wanted: string[] | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration('showtell').update('phrases', wanted, vscode.ConfigurationTarget.Global);
  const begin = (): QuickPhrases => {
    const memento = {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
      keys: () => [...kept.keys()],
    } as vscode.Memento;
    return new QuickPhrases(
      {
        captions,
        kept: memento,
        onDidChangeEntries: entriesChange.event,
      },
      (list) => told.push(list),
    );
  };

  beforeEach(async () => {
    dataset.write(
      row('cat.jpg', 'Puma Men red', 'edited') +
        row('coffee.jpg', 'Puma Men blue', 'accepted') +
        row('flower.jpg', 'Puma Men nobody saw', 'suggested') +
        row('temple.jpg', 'Puma Men out', 'excluded'),
    );
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    captions = new CaptionDocument(dataset.document);
    captions.index.readNext(100);
    told.length = 0;
    kept = new Map();
    entriesChange = new vscode.EventEmitter();
    following = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document === dataset.document) entriesChange.fire(captions.follow(contentChanges));
    });
    phrases = begin();
  });

  afterEach(async () => {
    await setPhrases(undefined);
    for (const thing of [phrases, captions, following, entriesChange]) thing.dispose();
  });

  it('are those of decided captions, and come as soon as enough are decided', async () => {
    phrases.ask();
    assert.deepEqual(told, [[]]);
    await dataset.replaceText('"suggested"', '"accepted"');
    await untilTold(['Puma Men']);
    await dataset.replaceText('"accepted"', '"excluded"');
    await untilTold([]);
  });

  it('are those of the setting first', async () => {
    await dataset.replaceText('"suggested"', '"accepted"');
    await setPhrases(['  on a  white ground', '', 'Puma Men', 'on a white ground']);
    phrases.ask();
    assert.deepEqual(told, [['on a white ground', 'Puma Men']]);
    await setPhrases([]);
    await untilTold(['Puma Men']);
  });

  it('have the same keys when the editor is opened again', async () => {
    kept.set(`phrases ${dataset.document.uri.toString()}`, ['Puma', 'Puma Men']);
    await dataset.replaceText('"suggested"', '"accepted"');
    phrases.ask();
    assert.deepEqual(told, [['Puma', 'Puma Men']]);
  });
});
