import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { CaptionDocument } from '../../../src/extension/document/captionDocument';
import { EditQueue } from '../../../src/extension/document/editQueue';
import { takeBack } from '../../../src/extension/history/takeBackReplacement';
import { ReplacementLog, type Replacement } from '../../../src/extension/replace/replacementLog';
import { DatasetStorage } from '../../../src/extension/session/datasetStorage';
import { useDataset } from '../editor';

const rule = {
  ...{ kind: 'replace' as const, find: 'dog', replacement: 'cat' },
  ...{ isRegularExpression: false, matchCase: false, wholeWord: false },
} as const;
const row = (fileName: string, text: string, more = ''): string =>
  `{"file_name":"${fileName}","text":"${text}"${more}}`;
const dated = ',"status":"written","updated":"2026-01-01T00:00:00.000Z"';

describe('A replacement over many captions', () => {
  const dataset = useDataset([]);
  let storage: string;
  let captions: CaptionDocument;
  const failures: unknown[] = [];
  const log = (): ReplacementLog =>
    new ReplacementLog(new DatasetStorage(storage, (error) => failures.push(error)), dataset.file);
  const replacement = (at: string, lines: [string, string][]): Replacement => ({ at, rule, lines });
  const open = async (...lines: string[]): Promise<void> => {
    dataset.write(lines.map((line) => `${line}\n`).join(''));
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset.file), 'default');
    captions = new CaptionDocument(dataset.document);
    captions.index.readNext(100);
  };
  const texts = (): string[] => dataset.document.getText().split('\n').slice(0, -1);

  beforeEach(() => {
    storage = mkdtempSync(path.join(os.tmpdir(), 'showtell-storage-'));
    failures.length = 0;
  });
  afterEach(() => {
    captions.dispose();
    rmSync(storage, { recursive: true, force: true });
  });

  it('is known after the window was closed, and is taken back byte for byte, as one undo step', async () => {
    const before = [row('a.jpg', 'a dog', ',"n":1.50'), row('b.jpg', 'dog')];
    const after = [row('a.jpg', 'a cat', ',"n":1.50'), row('b.jpg', 'cat', dated)];
    const made = replacement('2026-01-01T00:00:00.000Z', [
      [before[0], after[0]],
      [before[1], after[1]],
    ]);
    await log().add(made);
    await open(...after, row('c.jpg', 'a cat'));
    const [known] = await log().list();
    assert.deepEqual(known, made);
    assert.deepEqual(await takeBack(known, captions, new EditQueue(captions)), { count: 2, others: [] });
    assert.deepEqual(texts(), [...before, row('c.jpg', 'a cat')]);
    await vscode.commands.executeCommand('undo');
    assert.deepEqual(texts(), [...after, row('c.jpg', 'a cat')]);
  });

  it('leaves what somebody wrote since, and names it', async () => {
    const lines: [string, string][] = ['a.jpg', 'b.jpg', 'c.jpg'].map((name) => [row(name, 'dog'), row(name, 'cat')]);
    await open(row('a.jpg', 'cat'), row('b.jpg', 'a tabby cat'), row('d.jpg', 'cat'));
    assert.deepEqual(await takeBack({ lines }, captions, new EditQueue(captions)), {
      count: 1,
      others: ['b.jpg', 'c.jpg'],
    });
    assert.deepEqual(texts(), [row('a.jpg', 'dog'), row('b.jpg', 'a tabby cat'), row('d.jpg', 'cat')]);
  });

  it('is taken back in a row whose other values changed since; these stay', async () => {
    const excluded = ',"status":"excluded","updated":"2026-01-01T00:00:00.000Z"';
    await open(row('a.jpg', 'cat', `${excluded},"tag":"x"`));
    await takeBack(
      { lines: [[row('a.jpg', 'dog', dated), row('a.jpg', 'cat', dated)]] },
      captions,
      new EditQueue(captions),
    );
    assert.deepEqual(texts(), [row('a.jpg', 'dog', `${dated},"tag":"x"`)]);
  });

  it('takes back each of several captions of an image once', async () => {
    await open(row('a.jpg', 'cat'), row('a.jpg', 'cat'));
    const lines: [string, string][] = [
      [row('a.jpg', 'dog'), row('a.jpg', 'cat')],
      [row('a.jpg', 'Dog'), row('a.jpg', 'cat')],
    ];
    await takeBack({ lines }, captions, new EditQueue(captions));
    assert.deepEqual(texts(), [row('a.jpg', 'dog'), row('a.jpg', 'Dog')]);
  });

  it('is forgotten once twenty others were made', async () => {
    await open(row('a.jpg', 'cat'));
    for (let day = 10; day < 32; day++) await log().add(replacement(`2026-01-${day}T00:00:00.000Z`, []));
    const known = await log().list();
    assert.deepEqual(
      [known.length, known[0].at.slice(0, 10), known.at(-1)?.at.slice(0, 10)],
      [20, '2026-01-31', '2026-01-12'],
    );
  });

  it('does not keep others from being known where what is kept cannot be read', async () => {
    await open(row('a.jpg', 'cat'));
    await log().add(replacement('2026-01-01T00:00:00.000Z', []));
    const [folder] = readdirSync(path.join(storage, 'replacements'));
    writeFileSync(path.join(storage, 'replacements', folder, '2026-01-02.json'), '{');
    assert.equal((await log().list()).length, 1);
    assert.equal(failures.length, 1);
  });
});
