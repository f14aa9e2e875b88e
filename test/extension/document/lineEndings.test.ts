import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until, useDataset } from '../editor';

describe('a dataset whose lines do not all end alike', () => {
  const dataset = useDataset(['astronaut.jpg', 'cat.jpg', 'coffee.jpg']);
  const one = '{"file_name":"astronaut.jpg", "text":"one"}';
  const two = '{"file_name":"cat.jpg","text":"two","other":1.0}';
  const three = '{"file_name":"coffee.jpg","text":"three"}';
  const mixed = `${one}\n${two}\r\n${three}\n`;
  const loneReturns = `${one}\r${two}\r${three}\n`;
  const alike = `${one}\n${two}\n${three}\n`;
  const open = async (text: string): Promise<void> => {
    dataset.write(text);
    await dataset.open();
  };
  const untilRefused = (): Promise<void> => until('it says so', () => dataset.api.refusal() !== undefined);
  const untilEditable = (): Promise<void> =>
    until('it says so no longer', () => dataset.api.refusal() === undefined, 10_000);
  const typeAndSave = async (): Promise<void> => {
    dataset.type('cat.jpg', 'a cat');
    await until('it is typed', () => dataset.row('cat.jpg')?.text === 'a cat');
    assert.ok(await dataset.document.save());
  };
  /** The rows that nobody has touched, with what ends them. */
  const untouched = (ending: string): void => {
    assert.ok(dataset.saved.startsWith(one + ending), dataset.saved);
    assert.ok(dataset.saved.endsWith(`${ending}${three}${ending}`), dataset.saved);
  };

  for (const [name, text] of Object.entries({ 'with LF and CRLF': mixed, 'with lone CRs': loneReturns })) {
    it(`takes no edit, ${name}, and says why`, async () => {
      await open(text);
      await untilRefused();
      assert.match(dataset.api.refusal() ?? '', /lines of metadata\.jsonl do not all end alike/);
      dataset.type('cat.jpg', 'a cat');
      await assert.rejects(
        async () => vscode.commands.executeCommand('showtell.acceptAllShown', { confirm: false }),
        /do not all end alike/,
      );
      assert.equal(dataset.document.isDirty, false);
      assert.equal(dataset.saved, text);
    });

    it(`can be edited once the line endings are made one, ${name}, and other rows keep their bytes`, async () => {
      await open(text);
      await untilRefused();
      dataset.tell({ type: 'run', command: 'makeLineEndingsOne' });
      await untilEditable();
      assert.equal(dataset.saved, alike);
      await typeAndSave();
      untouched('\n');
    });
  }

  it('takes no edit as soon as another program makes it so', async () => {
    await open(alike);
    assert.equal(dataset.api.refusal(), undefined);
    dataset.write(mixed);
    await untilRefused();
    dataset.write(alike);
    await untilEditable();
  });

  it('is any but one that is all CRLF: that is edited as it is', async () => {
    await open(alike.replaceAll('\n', '\r\n'));
    await typeAndSave();
    untouched('\r\n');
    assert.equal(dataset.api.refusal(), undefined);
  });
});
