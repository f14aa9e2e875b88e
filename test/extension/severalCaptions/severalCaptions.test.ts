import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

const row = (fileName: string, text: string): string =>
  `{"file_name":"${fileName}","text":"${text}","status":"written"}`;

describe('Several captions of one image', () => {
  const dataset = useDataset(['cat.jpg', 'coffee.jpg']);
  const texts = (fileName = 'cat.jpg'): string[] =>
    dataset.rows.filter((each) => each.file_name === fileName).map((each) => each.text);
  const places = (): string[] =>
    dataset.api
      .shown()
      .map(({ fileName, caption: { at, of } }) => `${fileName} ${at} of ${of}`)
      .toSorted();
  const untilTexts = (...wanted: string[]): Promise<void> =>
    until(`the captions are ${wanted.join(', ')}`, () => texts().join() === wanted.join());
  const three = `${row('cat.jpg', 'one')}\n${row('coffee.jpg', 'a cup')}\n${row('cat.jpg', 'two')}\n${row('cat.jpg', 'three')}\n`;

  it('are listed together, each with its place', async () => {
    dataset.write(three);
    await dataset.open();
    assert.deepEqual(places(), ['cat.jpg 1 of 3', 'cat.jpg 2 of 3', 'cat.jpg 3 of 3', 'coffee.jpg 1 of 1']);
  });

  /** Adds a caption behind so many others. */
  const add = async (place: number): Promise<void> => {
    dataset.tell({ type: 'addCaption', key: 'cat.jpg 0' });
    await until('it is listed', () => places().includes(`cat.jpg ${place} of ${place}`));
  };
  const typed = (key: string, text: string) =>
    ({ key, text, begunWith: -1, draft: 1, sequence: Date.now() + 1, at: Date.now() }) as const;
  const decide = (key: string, text: string): void => dataset.tell({ type: 'edit', ...typed(key, text) });
  const begin = async (key: string, text: string, caption: number): Promise<void> => {
    dataset.tell({ type: 'draft', draft: { ...typed(key, text), caption, before: '' } });
    await until('it is begun', () => begun() === text);
  };
  const begun = (): string | undefined => dataset.api.shown().find(({ draft }) => draft !== undefined)?.draft;

  it('come one after another, each in no row until it is decided, and as one step of undo', async () => {
    const before = `${row('cat.jpg', 'one')}\n${row('coffee.jpg', 'a cup')}`;
    dataset.write(before);
    await dataset.open();
    await add(2);
    await begin('cat.jpg 1', 'tw', 2);
    assert.equal(dataset.document.getText(), before);
    decide('cat.jpg 1', 'two');
    await untilTexts('one', 'two');
    assert.deepEqual(texts('coffee.jpg'), ['a cup']);
    assert.equal(dataset.rows[1].status, 'written');
    await until('it is begun no more', () => begun() === undefined);
    await vscode.commands.executeCommand('undo');
    await until('it is as before', () => dataset.document.getText() === before);
    await until('one is listed', () => places().join() === 'cat.jpg 1 of 1,coffee.jpg 1 of 1');
  });

  it('that are added and begun are there again when the editor is opened anew', async () => {
    dataset.write(`${row('cat.jpg', 'one')}\n`);
    await dataset.open();
    await add(2);
    await begin('cat.jpg 1', 'two, and', 2);
    await dataset.closeAll();
    await dataset.open();
    await until('it is there', () => begun() === 'two, and');
    await until('all are listed', () => places().join() === 'cat.jpg 1 of 2,cat.jpg 2 of 2,coffee.jpg 1 of 1');
    dataset.giveUp('cat.jpg', 1);
    await until('it goes', () => places().join() === 'cat.jpg 1 of 1,coffee.jpg 1 of 1');
  });

  it('that are added change places with others before they are decided', async () => {
    dataset.write(three);
    await dataset.open();
    await add(4);
    await begin('cat.jpg 3', 'fou', 4);
    dataset.tell({ type: 'moveCaption', key: 'cat.jpg 3', by: -1 });
    await until('it is the third', () => dataset.api.shown().some((each) => each.draft && each.caption.at === 3));
    assert.equal(dataset.document.getText(), three);
    decide('cat.jpg 2', 'four');
    await untilTexts('one', 'two', 'four', 'three');
  });

  it('leave what is begun alone when another program adds a row of the image', async () => {
    dataset.write(`${row('cat.jpg', 'one')}\n`);
    await dataset.open();
    await add(2);
    await begin('cat.jpg 1', 'mine', 2);
    await dataset.replaceText('\n', `\n${row('cat.jpg', 'theirs')}\n`);
    decide('cat.jpg 1', 'mine');
    await untilTexts('one', 'theirs', 'mine');
  });

  it('take what was typed into one of them when another before it goes meanwhile', async () => {
    dataset.write(three);
    await dataset.open();
    const edit = new vscode.WorkspaceEdit();
    edit.delete(dataset.document.uri, new vscode.Range(0, 0, 1, 0));
    assert.ok(await vscode.workspace.applyEdit(edit));
    dataset.tell({
      type: 'edit',
      key: 'cat.jpg 1',
      text: 'two more',
      begunWith: -1,
      draft: 1,
      sequence: Date.now() + 1,
      at: Date.now(),
    });
    await untilTexts('two more', 'three');
  });

  it('are left out together, and taken in again, each as one step of undo', async () => {
    const rows = three.replace('"one","status":"written"', '"one","status":"excluded"');
    dataset.write(rows);
    await dataset.open();
    const statuses = (): string =>
      dataset.rows.flatMap(({ file_name, status }) => (file_name === 'cat.jpg' ? [status] : [])).join();
    dataset.tell({ type: 'exclude', key: 'cat.jpg 1' });
    await until('all are left out', () => statuses() === 'excluded,excluded,excluded');
    dataset.tell({ type: 'exclude', key: 'cat.jpg 2' });
    await until('all are taken in', () => statuses() === 'written,written,written');
    assert.equal(dataset.row('coffee.jpg')?.status, 'written');
    await vscode.commands.executeCommand('undo');
    await until('all are left out again', () => statuses() === 'excluded,excluded,excluded');
    await vscode.commands.executeCommand('undo');
    await until('it is as before', () => dataset.document.getText() === rows);
  });

  it('can be added to an image whose row is the last, without a line ending', async () => {
    dataset.write(row('cat.jpg', 'one'));
    await dataset.open();
    await add(2);
    decide('cat.jpg 1', 'two');
    await untilTexts('one', 'two');
  });

  it('go again when nothing is typed into them, and the one before is selected', async () => {
    dataset.write(`${row('cat.jpg', 'one')}\n${row('coffee.jpg', 'a cup')}\n`);
    await dataset.open();
    await add(2);
    dataset.tell({ type: 'clear', key: 'cat.jpg 1', sequence: Date.now() + 1 });
    await until('it goes', () => places().join() === 'cat.jpg 1 of 1,coffee.jpg 1 of 1');
    await dataset.suggestion('cat.jpg');
    // Only of the selected one all candidates are told.
    await until('it is selected', () => {
      const suggestion = dataset.shown('cat.jpg')?.suggestion;
      return suggestion?.state === 'ready' && suggestion.candidates.length > 1;
    });
  });

  it('are removed and come back with one step of undo', async () => {
    dataset.write(three);
    await dataset.open();
    dataset.tell({ type: 'removeCaption', key: 'cat.jpg 1' });
    await untilTexts('one', 'three');
    await vscode.commands.executeCommand('undo');
    await until('it is as before', () => dataset.document.getText() === three);
  });

  it('leave the image undecided when the only one is removed', async () => {
    dataset.write('{"file_name":"cat.jpg","text":"one","suggestion":"","status":"written","model":"","updated":""}\n');
    await dataset.open();
    dataset.tell({ type: 'removeCaption', key: 'cat.jpg 0' });
    await untilTexts();
    assert.deepEqual(places(), ['cat.jpg 1 of 1', 'coffee.jpg 1 of 1']);
  });

  it('change places, over rows of other images, as one step of undo', async () => {
    dataset.write(three);
    await dataset.open();
    dataset.tell({ type: 'moveCaption', key: 'cat.jpg 0', by: 1 });
    await untilTexts('two', 'one', 'three');
    dataset.tell({ type: 'moveCaption', key: 'cat.jpg 2', by: 1 });
    dataset.tell({ type: 'moveCaption', key: 'cat.jpg 2', by: -1 });
    await untilTexts('two', 'three', 'one');
    assert.deepEqual(texts('coffee.jpg'), ['a cup']);
    await vscode.commands.executeCommand('undo');
    await untilTexts('two', 'one', 'three');
  });

  it('in a list of another tool are shown, and become rows of their own when asked to', async () => {
    dataset.write('{"score":1.50,"captions":["one","two"],"file_name":"cat.jpg"}\n');
    await dataset.open();
    assert.deepEqual(dataset.shown('cat.jpg')?.caption, { at: 1, of: 1, others: ['two'] });
    dataset.tell({ type: 'splitCaptions', key: 'cat.jpg 0' });
    await until('there are two rows', () => dataset.rows.length === 2);
    assert.equal(
      dataset.document.getText(),
      '{"score":1.50,"text":"one","file_name":"cat.jpg"}\n{"score":1.50,"text":"two","file_name":"cat.jpg"}\n',
    );
    const wanted = ['cat.jpg 1 of 2', 'cat.jpg 2 of 2', 'coffee.jpg 1 of 1'];
    await until('each row is listed', () => places().join() === wanted.join());
  });
});
